import type { Endpoint } from '@/domain/estate/flow';
import type { Site } from '@/domain/estate/site';
import type { Vpc } from '@/domain/estate/vpc';
import { oncePer, oncePerPair, Remembered } from '@/domain/memo';
import { comparePrefixes, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { claimsOf, type Claim } from './claims';
import type { EstateIndex } from '../estate-index';
import { none, type Location, type Resolved } from '../location';
import { podVSwitchesOf } from './security-group';
import type { Cover, Partition } from '../tables/partition';
import { resolvePool } from './pool-endpoint';
import type { HopPlace } from '../verdict';

/** Where an endpoint's addresses are. A `problem` says why there are none. */
export function resolveEndpoint(index: EstateIndex, endpoint: Endpoint): Resolved {
  if ('pool' in endpoint) return resolvePool(index, endpoint.pool);
  if ('prefix' in endpoint) return resolvePrefix(index, endpoint);
  const site = index.sites.get(endpoint.site);
  return site ? resolveSite(index, site) : none('endpoint-not-found', { endpoint: endpoint.site });
}

function resolveSite(index: EstateIndex, site: Site): Resolved {
  return site.kind === 'data-centre' ? resolveDataCentre(site) : resolveRegion(index, site);
}

const resolveDataCentre = oncePer(({ key, hostPrefixes: prefixes }: Site): Resolved => {
  if (prefixes.length === 0) return none('endpoint-has-no-addresses', { endpoint: key });
  const place = { kind: 'site', key } as const;
  return { locations: [{ side: 'edge', prefixes, place, expected: place }], assumptions: [] };
});

const resolveRegion = oncePerPair((index: EstateIndex, { key }: Site): Resolved => {
  const place = { kind: 'site', key } as const;
  const vpcs = index.estate.vpcs.filter((vpc) => vpc.site === key);
  const locations = vpcs.map((vpc) => cloudLocation(vpc, inUse(vpc), place));
  return locations.length > 0 ? { locations, assumptions: [] } : none('endpoint-has-no-addresses', { endpoint: key });
});

/** A region of the cloud at both ends. */
export function isOneRegion(index: EstateIndex, from: Endpoint, to: Endpoint): from is { site: string } {
  if (!('site' in from) || !('site' in to) || from.site !== to.site) return false;
  return index.sites.get(from.site)?.kind === 'cloud-region';
}

/**
 * What talks to its like within a region is its pods; the nodes beside them stand in other security groups. All of
 * the region where it is not known which vSwitches the pods are in.
 */
export function resolvePodsOf(index: EstateIndex, endpoint: { site: string }): Resolved {
  const site = index.sites.get(endpoint.site);
  return site ? resolvePods(index, site) : resolveEndpoint(index, endpoint);
}

const resolvePods = oncePerPair((index: EstateIndex, site: Site): Resolved => {
  const place = { kind: 'site', key: site.key } as const;
  const locations = index.estate.vpcs.flatMap((vpc): readonly Location[] => {
    const prefixes = vpc.site === site.key ? podVSwitchesOf(index, vpc).map((each) => each.prefix) : [];
    return prefixes.length > 0 ? [cloudLocation(vpc, prefixes, place)] : [];
  });
  return locations.length > 0 ? { locations, assumptions: [] } : resolveSite(index, site);
});

/** What stands in a VPC stands in its vSwitches; before those are read it may be anywhere in the VPC's range. */
function inUse({ prefixes, vSwitches }: Vpc): readonly Prefix[] {
  return vSwitches && vSwitches.length > 0 ? vSwitches.map((each) => each.prefix) : prefixes;
}

function cloudLocation(vpc: Vpc, prefixes: readonly Prefix[], place?: HopPlace): Location {
  return { side: 'cloud', prefixes, expected: { kind: 'vpc', key: vpc.key }, ...(place ? { place } : {}) };
}

/** A bare prefix is wherever the estate says its addresses are: it may be in several places, and partly in none. */
function resolvePrefix(index: EstateIndex, endpoint: { prefix: Prefix }): Resolved {
  const claims = claimsOf(index);
  return resolvedPrefixes.of(endpoint, [claims], () => whereClaimed(claims, endpoint.prefix));
}

const resolvedPrefixes = new Remembered<{ prefix: Prefix }, Resolved>(1);

function whereClaimed(claims: Partition<Claim>, prefix: Prefix): Resolved {
  const asked = RangeSet.of([prefix]);
  const { parts, rest } = claims.cut(asked);
  const only = parts.length === 1 && rest.isEmpty() ? onlyClaimOf(parts[0]?.cover) : undefined;
  if (only) return { locations: [locationOf(only, [prefix])], assumptions: [] };
  const claimed = new Map<string, { claim: Claim; parts: RangeSet[] }>();
  for (const { part, cover } of parts)
    for (const claim of placesOf(cover)) {
      const name = `${claim.at.kind} ${claim.at.key} ${claim.lan ?? ''}`;
      const known = claimed.get(name) ?? { claim, parts: [] };
      known.parts.push(part);
      claimed.set(name, known);
    }
  const locations = [...claimed.values()].map(({ claim, parts: own }) => {
    const range = RangeSet.union(own);
    return locationOf(claim, range === asked ? [prefix] : range.toPrefixes());
  });
  if (!rest.isEmpty()) locations.push({ side: 'nowhere', prefixes: rest.toPrefixes() });
  return { locations: locations.sort(byAddress), assumptions: [] };
}

/** Most ranges lie in one place, and nobody else has a word in it. */
function onlyClaimOf(cover: Cover<Claim> | undefined): Claim | undefined {
  return cover?.wider || cover?.items.length !== 1 ? undefined : cover.items[0];
}

/** One claim for each VPC and site that covers a part; of several of one site the longest that names a LAN speaks for it. */
function placesOf(cover: Cover<Claim>): Iterable<Claim> {
  const places = new Map<string, Claim>();
  for (let each: Cover<Claim> | undefined = cover; each; each = each.wider)
    for (const claim of each.items) {
      const name = `${claim.at.kind} ${claim.at.key}`;
      if (places.get(name)?.lan === undefined) places.set(name, claim);
    }
  return places.values();
}

function locationOf({ at, lan }: Claim, prefixes: readonly Prefix[]): Location {
  if (at.kind === 'vpc') return { side: 'cloud', prefixes, expected: at };
  const place = { kind: 'site', key: at.key } as const;
  return { side: 'edge', prefixes, place, expected: at, ...(lan === undefined ? {} : { lan }) };
}

function byAddress(a: Location, b: Location): number {
  const [left, right] = [a.prefixes[0], b.prefixes[0]];
  return left && right ? comparePrefixes(left, right) : 0;
}
