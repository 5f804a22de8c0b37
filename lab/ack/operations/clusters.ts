import type { Cluster } from '@/domain/estate/cluster';
import type { Body } from '@/lab/alibaba/dispatch';
import { regionOfSite } from '@/lab/world/regions';
import type { WorldState } from '@/lab/world/state';
import type { Call, Operation } from '../call';
import { clusterNotFound } from '../errors';
import { page, UNDERSCORES } from '../paging';

const CLUSTER_TYPE = 'ManagedKubernetes';
const NODE_MASK_UNLESS_SAID = 24;

/** What nobody manages is not the service's to list. */
function managed(state: WorldState): readonly Cluster[] {
  return state.estate.clusters.filter((cluster) => cluster.managed !== false);
}

/** @throws ApiError 404 */
export function clusterOf({ state, parameters }: Pick<Call, 'state' | 'parameters'>, name = 'ClusterId'): Cluster {
  const key = parameters.required(name);
  const cluster = managed(state).find((each) => each.key === key);
  if (!cluster) throw clusterNotFound();
  return cluster;
}

export const describeClustersV1: Operation = {
  method: 'GET',
  path: '/api/v1/clusters',
  read: ({ state, parameters }) => {
    const bodies = managed(state).map((cluster) => clusterBody(state, cluster));
    const asked = ['cluster_id', 'name', 'profile', 'cluster_type', 'region_id'] as const;
    const found = bodies.filter((body) =>
      asked.every((name) => parameters.text(name) === undefined || parameters.text(name) === body[name]),
    );
    const { items, info } = page(parameters, UNDERSCORES, found);
    return { clusters: items, page_info: info };
  },
};

export const describeClusterDetail: Operation = {
  method: 'GET',
  path: '/clusters/{ClusterId}',
  read: (call) => {
    const cluster = clusterOf(call);
    return {
      ...clusterBody(call.state, cluster),
      node_cidr_mask: String(cluster.nodeMask ?? NODE_MASK_UNLESS_SAID),
    };
  },
};

function clusterBody({ estate, born }: WorldState, cluster: Cluster): Body {
  const version = cluster.kubernetesVersion ?? '';
  const addOns = cluster.terway?.addOn
    ? [{ name: cluster.terway.addOn.name, version: cluster.terway.addOn.version }]
    : [];
  return {
    cluster_id: cluster.key,
    name: cluster.name ?? '',
    region_id: cluster.region ?? regionOfSite(estate, cluster.site),
    cluster_type: CLUSTER_TYPE,
    profile: cluster.profile ?? 'Edge',
    cluster_spec: 'ack.pro.small',
    state: cluster.state ?? 'running',
    init_version: version,
    current_version: version,
    next_version: '',
    vpc_id: cluster.vpc ?? '',
    vswitch_ids: [],
    security_group_id: cluster.securityGroup ?? '',
    container_cidr: [cluster.edgePodCidr, cluster.edgePodCidr6].filter((each) => each !== undefined).join(','),
    service_cidr: cluster.serviceCidr ?? '',
    ip_stack: cluster.edgePodCidr6 === undefined ? 'ipv4' : 'dual',
    proxy_mode: 'ipvs',
    size: cluster.nodes?.length ?? 0,
    deletion_protection: true,
    created: born,
    updated: born,
    master_url: '',
    meta_data: JSON.stringify({ Addons: addOns, KubernetesVersion: version, ProfileType: 'Edge' }),
    tags: [],
  };
}
