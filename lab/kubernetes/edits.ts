import type { Cluster } from '@/domain/estate/cluster';
import type { World } from '@/lab/world/world';
import { awaitedName, assignAwaited, withNode, withoutNode } from './allocate';

export type NodeEdit = {
  cluster: string;
  node: string;
  do: 'ready' | 'not-ready' | 'add' | 'remove';
  /** of a node that is added */
  pool?: string;
  address?: string;
};

/** Something befalls a node, as if in its rack. False when there is no such cluster or node, or it is there already. */
export function editNode(world: World, edit: NodeEdit): boolean {
  const cluster = world.state.estate.clusters.find(({ key }) => key === edit.cluster);
  const known = cluster?.nodes?.some(({ name }) => name === edit.node) ?? false;
  if (!cluster || known === (edit.do === 'add')) return false;
  world.change((state) => {
    const { clusters } = state.estate;
    const next = edited(cluster, edit);
    state.estate = { ...state.estate, clusters: clusters.map((each) => (each.key === cluster.key ? next : each)) };
    if (edit.do === 'add') state.kubernetes.awaiting.push(awaitedName(cluster.key, edit.node));
  });
  if (edit.do === 'add') assignAwaited(world);
  return true;
}

function edited(cluster: Cluster, { node: name, do: what, pool, address }: NodeEdit): Cluster {
  if (what === 'remove') return withoutNode(cluster, name);
  if (what === 'add') {
    const place = {
      ...(pool === undefined ? {} : { pool }),
      ...(address === undefined ? {} : { address: address as never }),
    };
    return withNode(cluster, { name, ...place, ready: true, schedulable: true });
  }
  const before = cluster.nodes?.find((each) => each.name === name);
  return withNode(cluster, { ...before, name, ready: what === 'ready' });
}

/** Lets the controller hand out pod subnets, or holds it still: nodes that join meanwhile wait. */
export function setAllocator(world: World, isOn: boolean): void {
  world.change((state) => {
    state.kubernetes.allocates = isOn;
  });
  if (isOn) assignAwaited(world);
}
