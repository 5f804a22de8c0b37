import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

/** A node of a pool on the host network has no pod subnet to announce (V12). */
export const speakerOnHostNetwork: StandingCheck = ({ index }) =>
  clustersRead(index, 'node').flatMap((cluster): readonly Finding[] => {
    const pools = new Set((cluster.nodePools ?? []).filter((pool) => pool.hostNetwork).map((pool) => pool.key));
    const wrong = (cluster.nodes ?? []).filter((node) => node.speaker && pools.has(node.pool ?? ''));
    const first = wrong[0];
    if (!first) return [];
    const params = { node: first.name, pool: first.pool ?? '', count: wrong.length };
    return [onCluster(cluster, { code: 'V12', kind: 'speaker-on-host-network', severity: 'warning', params })];
  });
