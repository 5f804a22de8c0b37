import { tryParsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

/** Flannel stops on a node whose pod subnet its Network does not contain (F17). */
export const flannelRange: StandingCheck = ({ index }) =>
  clustersRead(index, 'flannel-config').flatMap((cluster): readonly Finding[] => {
    const network = tryParsePrefix(cluster.flannel?.netConf?.Network ?? '');
    if (!network.ok || evidenceOf(index, 'node', cluster.key).kind === 'stale') return [];
    const range = RangeSet.of([network.value]);
    const outside = (cluster.nodes ?? []).filter((node) => node.podCidr && !range.contains(node.podCidr));
    const first = outside[0];
    if (!first) return [];
    const params = {
      network: network.value,
      node: first.name,
      podCidr: first.podCidr ?? '',
      count: outside.length,
    };
    return [onCluster(cluster, { code: 'F17', kind: 'flannel-range', severity: 'error', params })];
  });
