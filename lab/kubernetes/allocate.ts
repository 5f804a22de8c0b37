import type { Cluster, KubeNode } from '@/domain/estate/cluster';
import type { World } from '@/lab/world/world';
import { nextPodCidr } from './ipam';
import { type KubeObject } from './object';
import { objectPath } from './resources';

/** A node that has joined waits for its subnet, as it does for the node-ipam controller. */
export function awaitedName(cluster: string, node: string): string {
  return `${cluster}|${node}`;
}

/** Hands subnets to the nodes that wait for one, unless the controller is held still. Each gets the next free one. */
export function assignAwaited(world: World): void {
  if (!world.state.kubernetes.allocates) return;
  world.change((state) => {
    const { awaiting } = state.kubernetes;
    state.kubernetes.awaiting = [];
    for (const name of awaiting) {
      const cluster = state.estate.clusters.find((each) => name.startsWith(`${each.key}|`));
      const node = cluster?.nodes?.find((each) => awaitedName(cluster.key, each.name) === name);
      // Somebody was faster: a subnet that is there is never written over.
      if (!cluster || !node || node.podCidr !== undefined) continue;
      const podCidr = nextPodCidr(cluster);
      if (podCidr === null) {
        const event = exhausted(node.name, world.timestamp);
        const path = objectPath('events', 'default', event.metadata.name);
        (state.kubernetes.objects[cluster.key] ??= {})[path] = event;
        continue;
      }
      const { clusters } = state.estate;
      const next = withNode(cluster, { ...node, podCidr });
      state.estate = { ...state.estate, clusters: clusters.map((each) => (each === cluster ? next : each)) };
    }
  });
}

/** The cluster with one node replaced, or added at the end. Always a new object: what is derived of an estate is kept by it. */
export function withNode(cluster: Cluster, node: KubeNode): Cluster {
  const nodes = cluster.nodes ?? [];
  const known = nodes.some(({ name }) => name === node.name);
  return { ...cluster, nodes: known ? nodes.map((each) => (each.name === node.name ? node : each)) : [...nodes, node] };
}

export function withoutNode(cluster: Cluster, name: string): Cluster {
  return { ...cluster, nodes: (cluster.nodes ?? []).filter((node) => node.name !== name) };
}

/** A Normal event, although nothing is normal any more: that is what the controller writes. */
function exhausted(node: string, at: string): KubeObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: {
      name: `${node}.cidr`,
      namespace: 'default',
      creationTimestamp: at,
      resourceVersion: '1',
      uid: `${node}.cidr`,
    },
    type: 'Normal',
    reason: 'CIDRNotAvailable',
    message: `Node ${node} status is now: CIDRNotAvailable`,
    involvedObject: { kind: 'Node', name: node, uid: node },
    source: { component: 'cidrAllocator' },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
  };
}
