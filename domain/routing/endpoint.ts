import type { Endpoint } from '@/domain/estate/flow';
import type { Vpc } from '@/domain/estate/vpc';
import { oncePer, oncePerPair } from '@/domain/memo';
import { comparePrefixes, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { edgePoolsAt, groupBy, nodesOfPool, type EstateIndex } from './estate-index';
import { none, type Location, type Resolved } from './location';
import type { Expectation } from './packet';
import { type Cover, Partition } from './partition';
import { resolvePool } from './pool-endpoint';
import type { HopPlace } from './verdict';

/** Where an endpoint's addresses are. A `problem` says why there are none. */
export const resolveEndpoint = oncePerPair((index: EstateIndex, endpoint: Endpoint): Resolved => {
  if ('pool' in endpoint) return resolvePool(index, endpoint.pool);
  if ('site' in endpoint) return resolveSite(index, endpoint.site);
  return resolvePrefix(index, endpoint.prefix);
});

function resolveSite(index: EstateIndex, key: string): Resolved {
  const site = index.sites.get(key);
  if (!site) return none('endpoint-not-found', { endpoint: key });
  const place = { kind: 'site', key } as const;
  if (site.kind === 'data-centre') {
    if (site.hostPrefixes.length === 0) return none('endpoint-has-no-addresses', { endpoint: key });
    const prefixes = site.hostPrefixes;
    return { locations: [{ side: 'edge', prefixes, place, expected: { kind: 'site', key } }], assumptions: [] };
  }
  const vpcs = index.view.estate.vpcs.filter((vpc) => vpc.site === key);
  const locations = vpcs.map((vpc) => cloudLocation(vpc, vpc.prefixes, place));
  return locations.length > 0 ? { locations, assumptions: [] } : none('endpoint-has-no-addresses', { endpoint: key });
}

function cloudLocation(vpc: Vpc, prefixes: readonly Prefix[], place?: HopPlace): Location {
  return { side: 'cloud', prefixes, expected: { kind: 'vpc', key: vpc.key }, ...(place ? { place } : {}) };
}

/** One declared or observed range, and where its addresses then stand. */
type Claim = { prefix: Prefix; at: Expectation };

/** Every range of the estate by the address it covers: asked for each bare prefix, made once for each estate. */
const claimsOf = oncePer((index: EstateIndex): Partition<Claim> => {
  const cloud = index.view.estate.vpcs.flatMap((vpc) =>
    vpc.prefixes.map((prefix): Claim => ({ prefix, at: { kind: 'vpc', key: vpc.key } })),
  );
  const edge = index.view.estate.sites
    .filter((site) => site.kind === 'data-centre')
    .flatMap(({ key }) => rangesOfSite(index, key).map((prefix): Claim => ({ prefix, at: { kind: 'site', key } })));
  return Partition.of([...cloud, ...edge], (claim) => claim.prefix);
});

/** A bare prefix is wherever the estate says its addresses are: it may be in several places, and partly in none. */
function resolvePrefix(index: EstateIndex, prefix: Prefix): Resolved {
  const { parts, rest } = claimsOf(index).cut(RangeSet.of([prefix]));
  const claimed = new Map<string, { at: Expectation; parts: RangeSet[] }>();
  for (const { part, cover } of parts)
    for (let each: Cover<Claim> | undefined = cover; each; each = each.wider)
      for (const { at } of each.items) {
        const name = `${at.kind} ${at.key}`;
        const known = claimed.get(name) ?? { at, parts: [] };
        if (known.parts.at(-1) !== part) known.parts.push(part);
        claimed.set(name, known);
      }
  const locations = [...claimed.values()].map(({ at, parts: own }) => locationOf(at, RangeSet.union(own).toPrefixes()));
  if (!rest.isEmpty()) locations.push({ side: 'nowhere', prefixes: rest.toPrefixes() });
  return { locations: locations.sort(byAddress), assumptions: [] };
}

function locationOf(at: Expectation, prefixes: readonly Prefix[]): Location {
  if (at.kind === 'vpc') return { side: 'cloud', prefixes, expected: at };
  return { side: 'edge', prefixes, place: { kind: 'site', key: at.key }, expected: at };
}

const blocksBySite = oncePer(({ view }: EstateIndex) =>
  groupBy(
    view.estate.clusters.flatMap((cluster) => cluster.siteBlocks ?? []),
    (block) => block.site,
  ),
);

function rangesOfSite(index: EstateIndex, key: string): readonly Prefix[] {
  const site = index.sites.get(key);
  const pools = edgePoolsAt(index, key);
  const pods = pools.flatMap((each) => nodesOfPool(each).flatMap((node) => (node.podCidr ? [node.podCidr] : [])));
  const blocks = (blocksBySite(index).get(key) ?? []).map((block) => block.prefix);
  return [...(site?.hostPrefixes ?? []), ...(site?.lans ?? []).map((lan) => lan.prefix), ...pods, ...blocks];
}

function byAddress(a: Location, b: Location): number {
  const [left, right] = [a.prefixes[0], b.prefixes[0]];
  return left && right ? comparePrefixes(left, right) : 0;
}
