import type { Estate } from '@/domain/estate/estate';
import { DEFAULT_DOMAIN, levelOf, type BlockOwner, type BlockRole } from '@/domain/ledger/block';
import { blocksOfEstate } from '@/domain/ledger/blocks-of-estate';
import { oncePer } from '@/domain/memo';
import type { Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { newlyAttracted } from '@/domain/routing/tables/aggregate';
import { resolveEndpoint } from '@/domain/routing/walk/endpoint';
import type { EstateIndex } from '@/domain/routing/estate-index';

/** Somebody's part of what an aggregate draws, as the ledger has it, and whether the aggregate is announced for that very site. */
export type AttractedOwner = {
  owner: Pick<BlockOwner, 'kind' | 'key'>;
  role: BlockRole;
  /** drawn to where it belongs */
  own: boolean;
  ranges: readonly Prefix[];
};

/** What one prefix of an inexact aggregate would draw to the VBR although it is not announced today. */
export type Attraction = {
  prefix: Prefix;
  ranges: readonly Prefix[];
  owners: readonly AttractedOwner[];
  /** of the ranges, what nobody holds */
  free: readonly Prefix[];
  /** keys of flows with an end in the ranges */
  flows: readonly string[];
};

type Question = { aggregate: readonly Prefix[]; of: readonly Prefix[]; sites: readonly string[] };

/** What each prefix of `aggregate` would newly attract in place of the prefixes `of`; those that attract nothing are left out. */
export function attractionsOf(index: EstateIndex, { aggregate, of, sites }: Question): readonly Attraction[] {
  const behind = new Set(sites);
  const added = RangeSet.of(newlyAttracted(aggregate, of));
  return aggregate.flatMap((prefix): readonly Attraction[] => {
    const drawn = RangeSet.of([prefix]).intersect(added);
    if (drawn.isEmpty()) return [];
    const { owners, free } = ownersOf(index.estate, drawn, behind);
    return [{ prefix, ranges: drawn.toPrefixes(), owners, free: free.toPrefixes(), flows: flowsIn(index, drawn) }];
  });
}

type Holder = Pick<AttractedOwner, 'owner' | 'role'> & { held: RangeSet };

/** Parts of a site are told by their site: the ranges of five hundred nodes are one thing to know. */
const BY_SITE: ReadonlySet<BlockRole> = new Set(['lan', 'site-block', 'node-pods', 'v-switch']);

/** Who holds what, where addresses mean the same to everybody. */
const holdersOf = oncePer((estate: Estate): readonly Holder[] => {
  const holders = new Map<string, Omit<Holder, 'held'> & { prefixes: Prefix[] }>();
  for (const { routingDomain, owner, role, site, prefix } of blocksOfEstate(estate)) {
    if (routingDomain !== DEFAULT_DOMAIN) continue;
    const by = site !== undefined && BY_SITE.has(role) ? ({ kind: 'site', key: site } as const) : owner;
    const name = `${role} ${by.kind} ${by.key}`;
    const known = holders.get(name) ?? { owner: { kind: by.kind, key: by.key }, role, prefixes: [] };
    known.prefixes.push(prefix);
    holders.set(name, known);
  }
  return [...holders.values()].map(({ prefixes, ...holder }) => ({ ...holder, held: RangeSet.of(prefixes) }));
});

/** A block that holds others is named for what is in none of them. */
function ownersOf(estate: Estate, drawn: RangeSet, behind: ReadonlySet<string>) {
  const here = holdersOf(estate).filter(({ held }) => held.meets(drawn));
  const owners = here.flatMap((holder): readonly AttractedOwner[] => {
    const { owner, role, held } = holder;
    const inside = here.filter((each) => levelOf(each.role) > levelOf(role) && held.contains(each.held));
    const ranges = held.intersect(drawn).subtract(RangeSet.union(inside.map((each) => each.held)));
    const own = owner.kind === 'site' && behind.has(owner.key);
    return ranges.isEmpty() ? [] : [{ owner, role, own, ranges: ranges.toPrefixes() }];
  });
  return { owners, free: drawn.subtract(RangeSet.union(here.map(({ held }) => held))) };
}

const endsOfFlows = oncePer((index: EstateIndex) =>
  index.estate.flows.map(({ key, from, to }) => {
    const ranges = [from, to].flatMap((end) => resolveEndpoint(index, end).locations).flatMap((each) => each.prefixes);
    return { key, ends: RangeSet.of(ranges) };
  }),
);

function flowsIn(index: EstateIndex, drawn: RangeSet): readonly string[] {
  return endsOfFlows(index)
    .filter(({ ends }) => ends.meets(drawn))
    .map(({ key }) => key);
}
