import { addressesOf, edgePodCidrsOf, podCidrsOf } from '@/domain/estate/cluster';
import { oncePerPair } from '@/domain/memo';
import { addressFamily, type Address } from '@/domain/net/address';
import { parsePrefix, type Prefix } from '@/domain/net/prefix';
import { staleIn, type ClusterPart } from '../cluster-reading';
import { nodesOfPool, siteOfPool, type EstateIndex, type PoolInCluster } from '../estate-index';
import { none, type Location, type Resolved } from '../location';
import type { AssumptionCode } from '../reasons';
import type { Assumption } from '../verdict';

/** Where the pods of a pool have their addresses. */
export function resolvePool(index: EstateIndex, key: string): Resolved {
  const found = index.pools.get(key);
  return found ? resolveFound(index, found) : none('endpoint-not-found', { endpoint: key });
}

const resolveFound = oncePerPair((index: EstateIndex, found: PoolInCluster): Resolved => {
  const resolved = placesOf(index, found);
  const doubt = staleIn(index, found.cluster, decidingParts(found));
  return doubt ? { ...resolved, locations: resolved.locations.map((each) => ({ ...each, doubt })) } : resolved;
});

function placesOf(index: EstateIndex, found: PoolInCluster): Resolved {
  if (found.pool.hostNetwork) return hostNetworkPool(index, found);
  return found.pool.kind === 'cloud' ? cloudPool(index, found) : edgePool(index, found);
}

/** What says where the addresses of a pool are. */
function decidingParts({ pool }: PoolInCluster): readonly ClusterPart[] {
  if (pool.kind === 'edge') return ['node-pool', 'node'];
  return pool.hostNetwork ? ['cluster', 'node-pool', 'node'] : ['cluster', 'node-pool', 'eni-config'];
}

function edgePlace(index: EstateIndex, { pool }: PoolInCluster): Omit<Location, 'prefixes'> {
  const site = siteOfPool(index, pool);
  return {
    side: site === undefined ? 'nowhere' : 'edge',
    place: { kind: 'pool', key: pool.key },
    pool: pool.key,
    ...(site === undefined ? {} : { expected: { kind: 'site', key: site } as const }),
    ...(pool.lan === undefined ? {} : { lan: pool.lan }),
  };
}

/** An edge pool is its nodes' podCIDRs; before nodes are read it is the block of its site, else all edge pods. */
function edgePool(index: EstateIndex, found: PoolInCluster): Resolved {
  const { pool, cluster } = found;
  const podCidrs = nodesOfPool(found).flatMap(podCidrsOf);
  const place = edgePlace(index, found);
  if (podCidrs.length > 0) return { locations: [{ ...place, prefixes: podCidrs }], assumptions: [] };
  const site = siteOfPool(index, pool);
  const blocks = (cluster.siteBlocks ?? []).flatMap((block) => (block.site === site ? [block.prefix] : []));
  const assumed = (code: AssumptionCode, prefixes: readonly Prefix[]) => ({
    locations: [{ ...place, prefixes }],
    assumptions: [{ code, params: { pool: pool.key, prefix: prefixes.join(', ') } }],
  });
  if (blocks.length > 0) return assumed('pod-subnets-not-read', blocks);
  const whole = edgePodCidrsOf(cluster);
  if (whole.length > 0) return assumed('site-block-not-declared', whole);
  return none('endpoint-has-no-addresses', { endpoint: pool.key });
}

/** Pods on the host's own network are at the nodes' addresses. */
function hostNetworkPool(index: EstateIndex, found: PoolInCluster): Resolved {
  const { pool, cluster } = found;
  const addresses = nodesOfPool(found).flatMap((node) => addressesOf(node).map(hostPrefix));
  const lan = pool.lan === undefined ? undefined : index.lans.get(pool.lan);
  const prefixes = addresses.length > 0 ? addresses : lan ? [lan.lan.prefix] : [];
  if (prefixes.length === 0) return none('endpoint-has-no-addresses', { endpoint: pool.key });
  const assumptions: readonly Assumption[] =
    addresses.length > 0
      ? []
      : [{ code: 'node-addresses-not-read', params: { pool: pool.key, prefix: prefixes.join(', ') } }];
  if (pool.kind === 'edge') return { locations: [{ ...edgePlace(index, found), prefixes }], assumptions };
  const vpc = cluster.vpc;
  if (vpc === undefined) return none('vpc-of-cluster-not-known', { cluster: cluster.key });
  const place = { kind: 'pool', key: pool.key } as const;
  return {
    locations: [{ side: 'cloud', prefixes, place, expected: { kind: 'vpc', key: vpc }, pool: pool.key }],
    assumptions,
  };
}

function hostPrefix(address: Address): Prefix {
  return parsePrefix(`${address}/${addressFamily(address) === 4 ? 32 : 128}`);
}

/**
 * A cloud pool is the pod vSwitches of its zones; a zone that Terway's configuration leaves out uses the node's own vSwitch.
 * Before the configuration is read, any vSwitch of those zones may hold its pods.
 */
function cloudPool(index: EstateIndex, { pool, cluster }: PoolInCluster): Resolved {
  const vpc = cluster.vpc === undefined ? undefined : index.vpcs.get(cluster.vpc);
  if (!vpc) return none('vpc-of-cluster-not-known', { cluster: cluster.key });
  const location = (prefixes: readonly Prefix[]): Location => ({
    side: 'cloud',
    prefixes: [...new Set(prefixes)],
    place: { kind: 'pool', key: pool.key },
    expected: { kind: 'vpc', key: vpc.key },
    pool: pool.key,
  });
  const assume = (code: AssumptionCode): readonly Assumption[] => [{ code, params: { pool: pool.key, vpc: vpc.key } }];
  if (!vpc.vSwitches || vpc.vSwitches.length === 0)
    return vpc.prefixes.length === 0
      ? none('endpoint-has-no-addresses', { endpoint: pool.key })
      : { locations: [location(vpc.prefixes)], assumptions: assume('v-switches-not-read') };
  const all = vpc.vSwitches;
  const own = pool.vSwitches ? all.filter((each) => pool.vSwitches?.includes(each.key)) : all;
  const configured = cluster.terway?.eniConfig?.vswitches;
  const prefixesOf = (keys: readonly string[]) =>
    all.filter((each) => keys.includes(each.key)).map((each) => each.prefix);
  if (configured) {
    const keys = own.flatMap((each) => (each.zone === undefined ? undefined : configured[each.zone]) ?? [each.key]);
    const prefixes = prefixesOf(keys);
    if (prefixes.length > 0) return { locations: [location(prefixes)], assumptions: [] };
  }
  const zones = new Set(own.map((each) => each.zone));
  const candidates = own.length === 0 ? all : all.filter((each) => zones.has(each.zone));
  return {
    locations: [location(candidates.map((each) => each.prefix))],
    assumptions: assume('pod-v-switches-not-read'),
  };
}
