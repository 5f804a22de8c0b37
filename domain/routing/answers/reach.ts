import type { ErrorParams } from '@/domain/errors';
import type { Endpoint } from '@/domain/estate/flow';
import { without } from '@/domain/estate/projection';
import type { EstateView } from '@/domain/estate/view';
import type { Family } from '@/domain/net/address';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { FAMILIES, traceBothWays, type Traced } from './direction';
import { indexEstate } from '../estate-index';
import { BADNESS, byAddress, distinct } from './judge';
import { assumptionsOf, hopsOf } from '../packet';
import type { Block } from '../tables/permits';
import type { Outcome } from '../walk/trace';
import type { HopPlace, Reason, Verdict } from '../verdict';

// The trace moves whole blocks, every address of a set of sources to every address of a set of destinations, and cuts them where
// a table, a permit or a range begins or ends. What it ends with is exact, but equal-cost ways and addresses claimed twice make
// blocks overlap. So causes are taken from the worst to the best, and each keeps of its blocks what no worse one has taken.

/**
 * What becomes of traffic from every address of `source` to every address of `destination`, for one cause. Without addresses:
 * there is no such traffic, and the verdict says why.
 */
export type ReachPart = { source: Prefix[]; destination: Prefix[]; verdict: Verdict };

/** The answer in both directions. In `back` the sources are those of the answers, at `to`. */
export type Reach = { forward: ReachPart[]; back: ReachPart[] };

/**
 * What two endpoints reach of each other, exact to the address and split by cause: parts do not overlap and together make up all
 * pairs of one family. Where traffic takes several ways the worst decides. Worst parts first, then by address.
 */
export function reach(view: EstateView, from: Endpoint, to: Endpoint): Reach {
  const index = indexEstate(view);
  const { there, back } = traceBothWays(index, from, to);
  return { forward: partsOf(there), back: partsOf(back) };
}

function partsOf(traced: Traced): ReachPart[] {
  const { ends, outcomes, assumptions, problem } = traced;
  if (problem)
    return [{ source: [], destination: [], verdict: { kind: 'unknown', hops: [], reason: problem, assumptions } }];
  const taken: Block[] = [];
  const parts = causesOf(outcomes).flatMap((alike) => {
    const own = outside(joined(alike.map(({ packet }) => packet)), taken);
    taken.push(...own);
    return joined(own).map((block) => partOf(block, verdictOf(alike, traced)));
  });
  const left = wholeOf(ends).flatMap((block) => outside([block], taken));
  return [...parts, ...joined(left).map((block) => partOf(block, unplaced(block, traced)))];
}

function partOf({ source, destination }: Block, verdict: Verdict): ReachPart {
  return { source: source.toPrefixes(), destination: destination.toPrefixes(), verdict };
}

/** Outcomes of one cause together, the worst cause first. */
function causesOf(outcomes: readonly Outcome[]): readonly (readonly Outcome[])[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of [...outcomes].sort(byBadness)) {
    const cause = causeOf(outcome);
    const group = groups.get(cause);
    if (group) group.push(outcome);
    else groups.set(cause, [outcome]);
  }
  return [...groups.values()];
}

function byBadness(a: Outcome, b: Outcome): number {
  return BADNESS[b.end.kind] - BADNESS[a.end.kind] || byAddress(a, b);
}

/** Where traffic ends up within a site or VPC; the way there is told by the devices before. */
const ENDS: ReadonlySet<HopPlace['kind']> = new Set(['lan', 'site', 'pool', 'node', 'v-switch']);

/**
 * The same end for the same reason at the same row after the same devices. Which of many nodes or prefixes it met is no cause of
 * its own.
 */
function causeOf({ packet, end }: Outcome): string {
  const params = without<ErrorParams, string>(end.reason?.params ?? {}, ['prefix', 'node']);
  const devices = hopsOf(packet).filter(({ place }) => !ENDS.has(place.kind));
  const way = devices.map(({ place, status }) => [place.kind, place.key, status]);
  const row = end.kind === 'reachable' ? null : (packet.hops?.last.row ?? null);
  return JSON.stringify([end.kind, end.reason?.code, params, end.finding, end.owner, way, row]);
}

function verdictOf(alike: readonly Outcome[], { assumptions }: Traced): Verdict {
  const { packet, end } = alike[0] as Outcome;
  const { kind, reason, finding, owner } = end;
  return {
    kind,
    hops: hopsOf(packet),
    ...(reason ? { reason } : {}),
    ...(finding ? { finding } : {}),
    ...(owner ? { owner } : {}),
    assumptions: distinct([...assumptions, ...alike.flatMap((each) => assumptionsOf(each.packet))]),
  };
}

/** Sources that stand in no vSwitch send nothing. */
function unplaced({ source }: Block, { assumptions }: Traced): Verdict {
  const reason: Reason = { code: 'source-not-placed', params: { prefix: source.toPrefixes().join(', ') } };
  return { kind: 'unknown', hops: [], reason, assumptions };
}

/** All pairs of addresses of one family. */
function wholeOf([from, to]: Traced['ends']): readonly Block[] {
  const of = (end: Traced['ends'][number] | undefined, family: Family) =>
    RangeSet.of(
      (end?.locations ?? []).flatMap(({ prefixes }) => prefixes.filter((each) => prefixFamily(each) === family)),
    );
  return FAMILIES.map((family) => ({ source: of(from, family), destination: of(to, family) })).filter(
    ({ source, destination }) => !source.isEmpty() && !destination.isEmpty(),
  );
}

/** What of some blocks is in none of the others, as blocks that do not overlap. */
function outside(blocks: readonly Block[], others: readonly Block[]): readonly Block[] {
  return others.reduce<readonly Block[]>((left, other) => left.flatMap((block) => cutOut(block, other)), blocks);
}

function cutOut({ source, destination }: Block, other: Block): readonly Block[] {
  const sources = source.intersect(other.source);
  const destinations = destination.intersect(other.destination);
  if (sources.isEmpty() || destinations.isEmpty()) return [{ source, destination }];
  return [
    { source: source.subtract(sources), destination },
    { source: sources, destination: destination.subtract(destinations) },
  ].filter((block) => !block.source.isEmpty() && !block.destination.isEmpty());
}

/** The same pairs as blocks that do not overlap, few where they have a side in common. */
function joined(blocks: readonly Block[]): readonly Block[] {
  const bySource = alikeIn(blocks, ({ source }) => source).map((group) => ({
    source: (group[0] as Block).source,
    destination: RangeSet.union(group.map(({ destination }) => destination)),
  }));
  const byDestination = alikeIn(bySource, ({ destination }) => destination).map((group) => ({
    source: RangeSet.union(group.map(({ source }) => source)),
    destination: (group[0] as Block).destination,
  }));
  return byDestination.reduce<readonly Block[]>((apart, block) => [...apart, ...outside([block], apart)], []);
}

function alikeIn(blocks: readonly Block[], sideOf: (block: Block) => RangeSet): readonly (readonly Block[])[] {
  const groups = new Map<string, Block[]>();
  for (const block of blocks) {
    const side = sideOf(block);
    const name = `${side.ends(4).join(' ')}|${side.ends(6).join(' ')}`;
    const group = groups.get(name);
    if (group) group.push(block);
    else groups.set(name, [block]);
  }
  return [...groups.values()];
}
