import type { z } from 'zod';
import { inClusterKey, type ResourceOf } from '@/domain/estate/resource';
import type { Prefix } from '@/domain/net/prefix';
import { known } from '../alibaba/listing';
import type * as Rows from './schema';

type Row<K extends keyof typeof Rows> = z.output<(typeof Rows)[K]>;

/** Rows of the API as domain values. Words the product does not know are left out or kept as words, never an error. */

export function toCluster(row: Row<'ClusterRow'>): ResourceOf<'cluster'> {
  const [podV4, podV6] = byFamily(row.container_cidr);
  const { node_cidr_mask: mask } = row;
  return {
    kind: 'cluster',
    key: row.cluster_id,
    attributes: known({
      key: row.cluster_id,
      name: row.name,
      vpc: row.vpc_id,
      region: row.region_id?.slice(0, 64),
      state: row.state,
      profile: row.profile?.slice(0, 32),
      // A registered cluster is somebody else's: the service shows it and leaves its plug-ins alone.
      managed: row.cluster_type !== 'externalkubernetes',
      kubernetesVersion: (row.current_version ?? row.init_version)?.slice(0, 64),
      serviceCidr: row.service_cidr[0],
      edgePodCidr: podV4,
      edgePodCidr6: podV6,
      nodeMask: mask !== undefined && mask >= 8 && mask <= 30 ? mask : undefined,
      securityGroup: row.security_group_id,
    }),
  };
}

export function toNodePool(row: Row<'NodePoolRow'>, cluster: string): ResourceOf<'node-pool'> {
  const { nodepool_id: key, name, type } = row.nodepool_info;
  const kind = type === 'edge' ? 'edge' : 'cloud';
  const mode = row.interconnect_mode;
  return {
    kind: 'node-pool',
    key,
    attributes: known({
      ...({ key, kind, name, cluster } as const),
      interconnect: mode === 'basic' || mode === 'private' ? mode : undefined,
      intranet: row.intranet,
      hostNetwork: row.host_network,
      vSwitches: row.scaling_group.vswitch_ids,
      state: row.status.state,
      nodeCount: row.status.total_nodes,
    }),
  };
}

/** A text: why the row is not understood. A machine that has not joined yet goes by the name of its instance. */
export function toClusterNode(row: Row<'NodeRow'>, cluster: string): ResourceOf<'cluster-node'> | string {
  const name = row.node_name ?? row.instance_id;
  if (name === undefined) return 'it has no name';
  const address = row.ip_address.find((each) => !each.includes(':')) ?? row.ip_address[0];
  return {
    kind: 'cluster-node',
    key: inClusterKey(cluster, name),
    attributes: known({ name, pool: row.nodepool_id, address, state: row.state, cluster }),
  };
}

export function toAddOn(row: Row<'AddOnRow'>, cluster: string): ResourceOf<'add-on'> {
  return {
    kind: 'add-on',
    key: inClusterKey(cluster, row.name),
    attributes: known({
      name: row.name,
      version: row.version?.slice(0, 64),
      state: row.state,
      config: row.config,
      configSchema: row.config_schema || undefined,
      cluster,
    }),
  };
}

export function toTask(row: Row<'TaskRow'>, cluster: string): ResourceOf<'cluster-task'> {
  return {
    kind: 'cluster-task',
    key: row.task_id,
    attributes: known({
      key: row.task_id,
      type: row.task_type?.slice(0, 64),
      state: row.state,
      created: row.created?.slice(0, 40),
      updated: row.updated?.slice(0, 40),
      cluster,
    }),
  };
}

function byFamily(prefixes: readonly Prefix[]): [v4: Prefix | undefined, v6: Prefix | undefined] {
  return [prefixes.find((each) => !each.includes(':')), prefixes.find((each) => each.includes(':'))];
}
