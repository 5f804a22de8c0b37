import type { Cluster, NodePool } from '@/domain/estate/cluster';
import type { Body } from '@/lab/alibaba/dispatch';
import { RESOURCE_GROUP } from '@/lab/alibaba/account';
import { regionOfSite } from '@/lab/world/regions';
import type { Operation } from '../call';
import { notFound } from '../errors';
import { clusterOf } from './clusters';

export const describeClusterNodePools: Operation = {
  method: 'GET',
  path: '/clusters/{ClusterId}/nodepools',
  read: (call) => {
    const cluster = clusterOf(call);
    const region = cluster.region ?? regionOfSite(call.state.estate, cluster.site);
    return { nodepools: (cluster.nodePools ?? []).map((pool) => poolBody(cluster, pool, region, call.state.born)) };
  },
};

export const describeClusterNodePoolDetail: Operation = {
  method: 'GET',
  path: '/clusters/{ClusterId}/nodepools/{NodepoolId}',
  read: (call) => {
    const cluster = clusterOf(call);
    const pool = cluster.nodePools?.find((each) => each.key === call.parameters.required('NodepoolId'));
    if (!pool) throw notFound('Nodepool');
    const region = cluster.region ?? regionOfSite(call.state.estate, cluster.site);
    const body = poolBody(cluster, pool, region, call.state.born);
    if (pool.kind !== 'edge') return body;
    return { ...body, host_network: pool.hostNetwork ?? false, intranet: pool.intranet ?? false };
  },
};

function poolBody(cluster: Cluster, pool: NodePool, region: string, born: string): Body {
  const nodes = (cluster.nodes ?? []).filter((node) => node.pool === pool.key);
  const healthy = nodes.filter((node) => node.ready !== false).length;
  return {
    nodepool_info: {
      nodepool_id: pool.key,
      name: pool.name ?? '',
      type: pool.kind === 'edge' ? 'edge' : 'ess',
      is_default: false,
      region_id: region,
      resource_group_id: RESOURCE_GROUP,
      created: born,
      updated: born,
    },
    status: {
      state: pool.state ?? 'active',
      total_nodes: pool.nodeCount ?? nodes.length,
      healthy_nodes: healthy,
      serving_nodes: healthy,
      failed_nodes: nodes.length - healthy,
      initial_nodes: 0,
      offline_nodes: 0,
      removing_nodes: 0,
    },
    ...(pool.kind === 'edge' ? {} : { scaling_group: { vswitch_ids: pool.vSwitches ?? [] } }),
    interconnect_mode: pool.interconnect ?? '',
    max_nodes: 100,
  };
}
