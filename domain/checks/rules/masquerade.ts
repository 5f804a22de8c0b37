import { clustersRead, onCluster } from '../on-cluster';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

/**
 * Flannel that masquerades (F29): pods reach the cloud with the address of their node, so that permits and routes of the pods'
 * range are of no use, and whoever looks at sources sees nodes.
 */
export const masquerade: StandingCheck = ({ index }) =>
  clustersRead(index, 'daemon-set').flatMap((cluster): readonly Finding[] => {
    const set = (cluster.daemonSets ?? []).find(({ masquerades }) => masquerades === true);
    if (!set) return [];
    const params = { daemonSet: set.name };
    return [onCluster(cluster, { code: 'F29', kind: 'pods-masqueraded', severity: 'warning', params })];
  });
