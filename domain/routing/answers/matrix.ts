import type { Endpoint, Flow } from '@/domain/estate/flow';
import type { Title } from '@/domain/estate/primitives';
import type { EstateView } from '@/domain/estate/view';
import type { Family } from '@/domain/net/address';
import type { Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { isSamePlace, takenElsewhere } from '../arrive';
import { FAMILIES, within } from './direction';
import { isOneRegion, resolveEndpoint } from '../walk/endpoint';
import { indexEstate, type EstateIndex } from '../estate-index';
import { acrossLan } from '../flannel';
import { BADNESS, judgeBetween } from './judge';
import type { Location, Resolved } from '../location';
import { knownToFirewalls } from '../gateway/firewall-group';
import { hasArrived, type Ending, type Expectation, type Packet } from '../packet';
import { Partition } from '../tables/partition';
import { Requests, type Request } from '../tables/requests';
import { ownerOfLoop, trace } from '../walk/trace';
import type { Owner, Reason, VerdictKind } from '../verdict';

/**
 * Everybody to everybody without asking for every pair. A table treats each destination address by itself, so traffic from one
 * place to all the others can be followed as one packet: the tables cut it where they decide differently, and what is left in
 * the end is cut once more by whose addresses they are. One walk for each source and class of destinations instead of one for
 * each pair; a cell is the worst of the parts that fell to it, exactly as for a single flow.
 */
export type Matrix = { rows: readonly Place[]; columns: readonly Place[]; cells: readonly MatrixCell[] };

export type Place = { kind: 'site' | 'pool'; key: string; title?: Title };

/** Why one direction does not work, or is not known to. */
export type MatrixCause = {
  kind: Exclude<VerdictKind, 'reachable'>;
  reason: Reason;
  finding?: string;
  owner?: Owner;
};

/** From a row to a column: what `from` opens, and the answers. `kind` is the worse of the two; null: that direction works. */
export type MatrixCell = {
  from: string;
  to: string;
  kind: VerdictKind;
  forward: MatrixCause | null;
  back: MatrixCause | null;
};

/** Every site with every site, in the order of the estate; the cells row by row. */
export function siteMatrix(view: EstateView): Matrix {
  return toItsEnd(siteMatrixByRow(view));
}

/** Every node pool with every node pool. */
export function poolMatrix(view: EstateView): Matrix {
  return toItsEnd(poolMatrixByRow(view));
}

/** The same a row at a time, for who has other things to do in between. */
export type MatrixByRow = Generator<void, Matrix, void>;

export function siteMatrixByRow(view: EstateView): MatrixByRow {
  const { sites } = view.estate;
  const places = sites.map(({ key, title }): Place => ({ kind: 'site', key, ...(title ? { title } : {}) }));
  return remembered(madeOfSites, indexEstate(view), places, ({ key }) => ({ site: key }));
}

export function poolMatrixByRow(view: EstateView): MatrixByRow {
  const index = indexEstate(view);
  const places = [...index.pools.values()].map(({ pool: { key, title } }): Place => ({
    kind: 'pool',
    key,
    ...(title ? { title } : {}),
  }));
  return remembered(madeOfPools, index, places, ({ key }) => ({ pool: key }));
}

const madeOfSites = new WeakMap<EstateIndex, Matrix>();
const madeOfPools = new WeakMap<EstateIndex, Matrix>();

function* remembered(
  made: WeakMap<EstateIndex, Matrix>,
  index: EstateIndex,
  places: readonly Place[],
  endpointOf: (place: Place) => Endpoint,
): MatrixByRow {
  const matrix = made.get(index) ?? (yield* matrixOf(index, places, endpointOf));
  made.set(index, matrix);
  return matrix;
}

function toItsEnd(rows: MatrixByRow): Matrix {
  for (;;) {
    const next = rows.next();
    if (next.done) return next.value;
  }
}

type End = { place: Place; endpoint: Endpoint; resolved: Resolved };
type Causes = readonly (MatrixCause | null)[];

function* matrixOf(index: EstateIndex, places: readonly Place[], endpointOf: (place: Place) => Endpoint): MatrixByRow {
  const ends = places.map((place): End => {
    const endpoint = endpointOf(place);
    return { place, endpoint, resolved: resolveEndpoint(index, endpoint) };
  });
  const targets = FAMILIES.map((family) => targetsOf(index, ends, family));
  const [there, answers]: [Causes[], Causes[]] = [[], []];
  const asked = ends.map((): Request[] => []);
  for (const end of ends) {
    there.push(causesFrom(index, end, ends, targets, { requests: null, asked }));
    yield;
  }
  for (const [at, end] of ends.entries()) {
    answers.push(causesFrom(index, end, ends, targets, { requests: new Requests(() => asked[at] ?? []), asked: null }));
    yield;
  }
  const cells = places.flatMap((from, row) =>
    places.map((to, column): MatrixCell => {
      const forward = there[row]?.[column] ?? null;
      const back = answers[column]?.[row] ?? null;
      return { from: from.key, to: to.key, kind: worse(forward, back), forward, back };
    }),
  );
  return { rows: places, columns: places, cells };
}

function worse(forward: MatrixCause | null, back: MatrixCause | null): VerdictKind {
  const kinds = [forward, back].map((each) => each?.kind ?? 'reachable');
  return kinds.reduce((a, b) => (BADNESS[b] > BADNESS[a] ? b : a));
}

/** Addresses of one destination, and which of the ends it is. */
type Share = { at: number; location: Location; range: RangeSet; prefix: Prefix };

/**
 * All destinations of one family: cut into classes that no router tells apart by anything but its table (what is a VPC's own
 * is asked for in other ways than what is not), and who holds which addresses.
 */
type Targets = { family: Family; classes: readonly Location[]; shares: Partition<Share> };

function targetsOf(index: EstateIndex, ends: readonly End[], family: Family): Targets {
  const shares = ends.flatMap(({ resolved }, at) =>
    resolved.locations.flatMap((each): readonly Share[] => {
      const location = within(each, family);
      if (!location) return [];
      const range = RangeSet.of(location.prefixes);
      return range.toPrefixes().map((prefix) => ({ at, location, range, prefix }));
    }),
  );
  const all = RangeSet.of(shares.map(({ prefix }) => prefix));
  const { parts, rest } = Partition.of(
    index.estate.vpcs.flatMap((vpc) => vpc.prefixes),
    (prefix) => prefix,
  ).cut(all);
  const classes = [...parts.map(({ part }) => part), rest].filter((part) => !part.isEmpty());
  return {
    family,
    classes: classes.map((part) => ({ side: 'nowhere', prefixes: part.toPrefixes() })),
    shares: Partition.of(shares, ({ prefix }) => prefix),
  };
}

/** What became of one destination's part of a packet. */
type Part = { packet: Packet; destination: RangeSet; range: RangeSet; end: Ending; isDirect?: true };

/** Answers to what was asked; or requests, which are written down by whom they reach. */
type Asking = { requests: Requests; asked: null } | { requests: null; asked: readonly Request[][] };

/** Why each end cannot be reached from one of them. */
function causesFrom(
  index: EstateIndex,
  from: End,
  ends: readonly End[],
  targets: readonly Targets[],
  { asked, requests }: Asking,
): Causes {
  const worst = new Map<number, Part>();
  const entangled = new Set<number>();
  const take = (at: number, part: Part) => {
    const known = worst.get(at);
    if (!known || compare(part, known) < 0) worst.set(at, part);
    if (hasArrived(part.end)) asked?.[at]?.push(requestOf(index, part));
    // It answers whoever has the addresses: whether that is this pair only the pair says.
    if (part.end.reason?.code === 'firewall-saw-no-request') entangled.add(at);
  };
  for (const { family, classes, shares } of targets)
    for (const location of from.resolved.locations) {
      const source = within(location, family);
      if (source) for (const to of classes) follow(index, { source, to, requests }, shares, take);
    }
  return ends.map(({ endpoint, resolved }, at) => {
    // Within itself a region is asked for otherwise than by others.
    if (isOneRegion(index, endpoint, from.endpoint) || entangled.has(at))
      return causeAlone(index, { from: from.endpoint, to: endpoint }, requests !== null);
    const problem = from.resolved.problem ?? resolved.problem;
    if (problem) return { kind: 'unknown', reason: problem };
    const part = worst.get(at);
    return part ? causeOf(part) : { kind: 'unknown', reason: { code: 'no-common-family', params: {} } };
  });
}

function requestOf(index: EstateIndex, { packet, destination, isDirect }: Part): Request {
  return { source: packet.source, destination, by: isDirect ? [] : knownToFirewalls(index, packet) };
}

/** By asking for this pair and no other; an answer as one to what it asks in particular. */
function causeAlone(
  index: EstateIndex,
  { from, to }: Pick<Flow, 'from' | 'to'>,
  isAnswer: boolean,
): MatrixCause | null {
  const { kind, reason, finding, owner } = isAnswer
    ? judgeBetween(index, to, from).back
    : judgeBetween(index, from, to).forward;
  if (kind === 'reachable' || !reason) return null;
  return { kind, reason, ...(finding ? { finding } : {}), ...(owner ? { owner } : {}) };
}

type Walk = { source: Location; to: Location; requests: Requests | null };

function follow(
  index: EstateIndex,
  { source, to, requests }: Walk,
  shares: Partition<Share>,
  take: (at: number, part: Part) => void,
): void {
  for (const { packet, end } of trace(index, source, to, requests))
    for (const { part: destination, cover } of shares.cut(packet.destination).parts)
      for (let each: typeof cover | undefined = cover; each; each = each.wider)
        for (const { at, location, range } of each.items)
          for (const part of endsFor(index, source, location, { packet, destination, range, end })) take(at, part);
}

/** The end as the destination sees it: nodes of one LAN need no gateway, and who took it in may be somebody else. */
function endsFor(index: EstateIndex, source: Location, location: Location, part: Part): readonly Part[] {
  const { lan, doubt, expected } = location;
  const beyond = { ...part, end: endFor(index, location, part.end) };
  if (lan === undefined || lan !== source.lan) return [beyond];
  const block = { source: part.packet.source, destination: part.destination };
  const { direct, routed } = acrossLan(index, block, source, location);
  const destination = RangeSet.union(routed.map((each) => each.destination));
  return [
    ...(direct.length > 0 ? [{ ...part, end: arrived(source.doubt ?? doubt, expected), isDirect: true as const }] : []),
    ...(routed.length > 0 ? [{ ...beyond, destination }] : []),
  ];
}

function endFor(index: EstateIndex, { expected, doubt }: Location, end: Ending): Ending {
  if (end.loop) return { ...end, owner: ownerOfLoop(index, end.loop, expected) };
  if (end.at && expected && !isSamePlace(expected, end.at)) return takenElsewhere(expected, end.at);
  return end.kind === 'reachable' && doubt ? arrived(doubt, end.at) : end;
}

function arrived(doubt: Reason | undefined, at: Expectation | undefined): Ending {
  const place = at ? { at } : {};
  return doubt ? { kind: 'unknown', reason: doubt, ...place } : { kind: 'reachable', ...place };
}

/** The worst first; among equals the lowest addresses, as for a single flow. */
function compare(a: Part, b: Part): number {
  return (
    BADNESS[b.end.kind] - BADNESS[a.end.kind] ||
    RangeSet.byLowest(a.destination, b.destination) ||
    RangeSet.byLowest(a.packet.source, b.packet.source) ||
    compareText(a.end.reason?.code ?? '', b.end.reason?.code ?? '')
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function causeOf({ packet, destination, range, end }: Part): MatrixCause | null {
  const { kind, reason, finding, owner } = end;
  if (kind === 'reachable' || !reason) return null;
  const { params } = reason;
  // What names the destination names all of the packet's: of it only this end's share is meant.
  const own = {
    ...(namesDestination(packet, params.prefix) ? { prefix: destination.firstPrefix() ?? '' } : {}),
    ...(params.to === undefined ? {} : { to: packet.destination.intersect(range).toPrefixes().join(', ') }),
  };
  return {
    kind,
    reason: { code: reason.code, params: { ...params, ...own } },
    ...(finding ? { finding } : {}),
    ...(owner ? { owner } : {}),
  };
}

function namesDestination({ destination, hops }: Packet, prefix: unknown): boolean {
  const last = hops?.last;
  return prefix === destination.firstPrefix() && last?.row?.prefix !== prefix && last?.runnerUp?.prefix !== prefix;
}
