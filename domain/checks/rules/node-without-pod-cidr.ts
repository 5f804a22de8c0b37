import { type Cluster, type KubeNode, podCidrsOf } from '@/domain/estate/cluster';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

/** Edge nodes without a pod subnet of their own (F16). Only a reading tells that there is none: a file may have left it out. */
export const nodeWithoutPodCidr: StandingCheck = ({ index }) =>
  clustersRead(index, 'node').flatMap((cluster): readonly Finding[] => {
    if (evidenceOf(index, 'node', cluster.key).kind !== 'fresh') return [];
    const bare = edgeNodesOf(cluster).filter((node) => podCidrsOf(node).length === 0 && !node.podCidrAsWritten);
    const first = bare[0];
    if (!first) return [];
    const params = { node: first.name, count: bare.length };
    return [onCluster(cluster, { code: 'F16', kind: 'node-without-pod-cidr', severity: 'error', params })];
  });

/** Nodes of edge pools whose pods have addresses of their own. */
function edgeNodesOf(cluster: Cluster): readonly KubeNode[] {
  const edge = (cluster.nodePools ?? []).filter((pool) => pool.kind === 'edge' && !pool.hostNetwork);
  const keys = new Set(edge.map((pool) => pool.key));
  return (cluster.nodes ?? []).filter((node) => node.pool !== undefined && keys.has(node.pool));
}
