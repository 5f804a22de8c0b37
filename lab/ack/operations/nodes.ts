import type { Cluster, KubeNode } from '@/domain/estate/cluster';
import type { Body } from '@/lab/alibaba/dispatch';
import type { Operation } from '../call';
import { CAPITALS, page } from '../paging';
import { clusterOf } from './clusters';

export const describeClusterNodes: Operation = {
  method: 'GET',
  path: '/clusters/{ClusterId}/nodes',
  read: (call) => {
    const cluster = clusterOf(call);
    const pool = call.parameters.text('nodepool_id');
    const nodes = (cluster.nodes ?? []).filter((node) => pool === undefined || node.pool === pool);
    const { items, info } = page(call.parameters, CAPITALS, nodes);
    return { nodes: items.map((node) => nodeBody(cluster, node, call.state.born)), page: info };
  },
};

function nodeBody(cluster: Cluster, node: KubeNode, born: string): Body {
  const pool = cluster.nodePools?.find((each) => each.key === node.pool);
  return {
    instance_id: node.name,
    instance_name: node.name,
    node_name: node.name,
    host_name: node.name,
    ip_address: node.address === undefined ? [] : [node.address],
    nodepool_id: node.pool ?? '',
    is_aliyun_node: pool?.kind === 'cloud',
    instance_role: 'Worker',
    instance_status: 'Running',
    node_status: node.ready === false ? 'NotReady' : 'Ready',
    state: 'running',
    creation_time: born,
    expired_time: '',
    error_message: '',
  };
}
