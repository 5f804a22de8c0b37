import type { Cluster } from '@/domain/estate/cluster';
import { overlaps, type Prefix } from '@/domain/net/prefix';
import { evidenceOf, siteOfPool, type EstateIndex } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

/**
 * Edge nodes that stand in the range of their cluster's services (F31): a node with a route into it is refused when it joins,
 * "Node route overlaps with service cidr", and what is there already cannot tell the two apart.
 */
export const nodeRangeInServices: StandingCheck = ({ index }) =>
  index.estate.clusters.flatMap((cluster): readonly Finding[] => {
    const { key, serviceCidr } = cluster;
    if (!serviceCidr || evidenceOf(index, 'cluster', key).kind === 'stale') return [];
    const hit = [...rangesOfNodes(index, cluster)].filter(([range]) => overlaps(range, serviceCidr));
    const [first] = hit;
    if (!first) return [];
    const [range, site] = first;
    return [
      {
        code: 'F31',
        kind: 'node-range-in-services',
        severity: 'error',
        owner: 'cluster',
        subject: { kind: 'cluster', key },
        params: { cluster: key, services: serviceCidr, range, site, count: hit.length },
        flows: [],
      },
    ];
  });

/** The LAN of each edge pool, the host ranges of its site where no LAN is named; each with its site. */
function rangesOfNodes(index: EstateIndex, { nodePools = [] }: Cluster): ReadonlyMap<Prefix, string> {
  const ranges = nodePools
    .filter(({ kind }) => kind === 'edge')
    .flatMap((pool) => {
      const site = siteOfPool(index, pool) ?? '';
      const lan = index.lans.get(pool.lan ?? '')?.lan.prefix;
      const own = lan ? [lan] : (index.sites.get(site)?.hostPrefixes ?? []);
      return own.map((range) => [range, site] as const);
    });
  return new Map(ranges);
}
