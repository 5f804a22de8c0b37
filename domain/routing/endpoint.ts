import type { Endpoint } from '@/domain/estate/flow';
import type { Vpc } from '@/domain/estate/vpc';
import { comparePrefixes, overlaps, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { edgePoolsAt, nodesOfPool, type EstateIndex } from './estate-index';
import { none, type Location, type Resolved } from './location';
import { resolvePool } from './pool-endpoint';
import type { HopPlace } from './verdict';

/** Where an endpoint's addresses are. A `problem` says why there are none. */
export function resolveEndpoint(index: EstateIndex, endpoint: Endpoint): Resolved {
  if ('pool' in endpoint) return resolvePool(index, endpoint.pool);
  if ('site' in endpoint) return resolveSite(index, endpoint.site);
  return resolvePrefix(index, endpoint.prefix);
}

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

/** A bare prefix is wherever the estate says its addresses are: it may be in several places, and partly in none. */
function resolvePrefix(index: EstateIndex, prefix: Prefix): Resolved {
  let rest = RangeSet.of([prefix]);
  const locations: Location[] = [];
  const claim = (ranges: readonly Prefix[], make: (prefixes: readonly Prefix[]) => Location) => {
    const claimed = ranges.filter((each) => overlaps(each, prefix));
    if (claimed.length === 0) return;
    const part = RangeSet.of([prefix]).intersect(RangeSet.of(claimed));
    locations.push(make(part.toPrefixes()));
    rest = rest.subtract(part);
  };
  for (const vpc of index.view.estate.vpcs) claim(vpc.prefixes, (prefixes) => cloudLocation(vpc, prefixes));
  for (const site of index.view.estate.sites) {
    if (site.kind !== 'data-centre') continue;
    claim(rangesOfSite(index, site.key), (prefixes) => ({
      side: 'edge',
      prefixes,
      place: { kind: 'site', key: site.key },
      expected: { kind: 'site', key: site.key },
    }));
  }
  if (!rest.isEmpty()) locations.push({ side: 'nowhere', prefixes: rest.toPrefixes() });
  return { locations: locations.sort(byAddress), assumptions: [] };
}

function rangesOfSite(index: EstateIndex, key: string): readonly Prefix[] {
  const site = index.sites.get(key);
  const pools = edgePoolsAt(index, key);
  const pods = pools.flatMap((each) => nodesOfPool(each).flatMap((node) => (node.podCidr ? [node.podCidr] : [])));
  const blocks = index.view.estate.clusters.flatMap((cluster) =>
    (cluster.siteBlocks ?? []).flatMap((block) => (block.site === key ? [block.prefix] : [])),
  );
  return [...(site?.hostPrefixes ?? []), ...(site?.lans ?? []).map((lan) => lan.prefix), ...pods, ...blocks];
}

function byAddress(a: Location, b: Location): number {
  const [left, right] = [a.prefixes[0], b.prefixes[0]];
  return left && right ? comparePrefixes(left, right) : 0;
}
