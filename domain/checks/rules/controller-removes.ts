import { edgePodCidrsOf, podCidrsOf, type Cluster } from '@/domain/estate/cluster';
import { nextHopsOf, type RouteEntry } from '@/domain/estate/routes';
import { oncePer, oncePerPair } from '@/domain/memo';
import { tryParsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Check, Finding } from '../finding';

/**
 * Rows in a table that a cluster's cloud controller manages (F36): it writes the pod subnets of nodes there, each toward the
 * node's instance, and takes away what lies in the cluster's range and leads elsewhere.
 */
export const controllerRemoves: Check = ({ index }) =>
  index.estate.clusters.flatMap((cluster) => {
    const vpc = index.vpcs.get(cluster.vpc ?? '');
    if (!vpc || evidenceOf(index, 'node', cluster.key).kind === 'stale') return [];
    return (vpc.routeTables ?? []).flatMap(({ key, entries }): readonly Finding[] => {
      if (!entries || evidenceOf(index, 'route-entry', key).kind === 'stale') return [];
      const [first, ...others] = rowsToGo(cluster, entries);
      if (!first) return [];
      const params = { cluster: cluster.key, vpc: vpc.key, routeTable: key, prefix: first.prefix };
      return [
        {
          code: 'F36',
          kind: 'controller-removes',
          severity: 'warning',
          owner: 'cloud',
          subject: { kind: 'vpc', key: vpc.key },
          params: { ...params, count: 1 + others.length },
          flows: [],
        },
      ];
    });
  });

const rowsToGo = oncePerPair((cluster: Cluster, entries: readonly RouteEntry[]): readonly RouteEntry[] => {
  const subnets = subnetsOf(cluster);
  if (!entries.some((entry) => subnets.has(entry.prefix) && isInstance(entry))) return [];
  const range = rangeOf(cluster);
  return entries.filter((entry) => entry.type === 'custom' && !isInstance(entry) && range.contains(entry.prefix));
});

function isInstance(entry: RouteEntry): boolean {
  return nextHopsOf(entry).some(({ kind }) => kind === 'instance');
}

const subnetsOf = oncePer(
  (cluster: Cluster): ReadonlySet<string> => new Set((cluster.nodes ?? []).flatMap(podCidrsOf)),
);

const rangeOf = oncePer((cluster: Cluster): RangeSet => {
  const network = tryParsePrefix(cluster.flannel?.netConf?.Network ?? '');
  return RangeSet.of([...edgePodCidrsOf(cluster), ...(network.ok ? [network.value] : [])]);
});
