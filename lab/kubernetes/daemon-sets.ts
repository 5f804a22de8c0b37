import type { Cluster, DaemonSet, KubeNode } from '@/domain/estate/cluster';
import type { KubeObject } from './object';

/** What carries the network of a cluster where the estate does not say: Terway in the cloud, Flannel at the edge. */
export function daemonSetsOf(cluster: Cluster): readonly DaemonSet[] {
  if (cluster.daemonSets) return cluster.daemonSets;
  const pools = new Map((cluster.nodePools ?? []).map((pool) => [pool.key, pool]));
  const edge = (node: KubeNode) => node.edge ?? pools.get(node.pool ?? '')?.kind === 'edge';
  const nodes = cluster.nodes ?? [];
  const onCloud = nodes.filter((node) => !edge(node));
  // Pods of a hostNetwork pool have no subnet, so nothing hands one out there.
  const onEdge = nodes.filter((node) => edge(node) && pools.get(node.pool ?? '')?.hostNetwork !== true);
  return [
    ...(cluster.terway ? [rolledOut('terway-eniip', 'registry.lab/acs/terway:v1.13.2', onCloud)] : []),
    ...(cluster.flannel ? [rolledOut('kube-flannel-ds', 'registry.lab/acs/flannel:v0.25.7', onEdge)] : []),
  ];
}

function rolledOut(name: string, image: string, nodes: readonly KubeNode[]): DaemonSet {
  const up = nodes.filter((node) => node.ready !== false).length;
  const counts = { desired: nodes.length, updated: nodes.length, ready: up, available: up };
  return { namespace: 'kube-system', name, image, observedNewest: true, ...counts };
}

function containersOf({ name, image, masquerades }: DaemonSet): readonly object[] {
  if (image === undefined && masquerades === undefined) return [];
  const args = masquerades === undefined ? undefined : [...(masquerades ? ['--ip-masq'] : []), '--kube-subnet-mgr'];
  return [{ name, image, args }];
}

export function daemonSetObject(set: DaemonSet, born: string): KubeObject {
  const labels = { app: set.name };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: set.name, namespace: set.namespace, generation: 2, creationTimestamp: born, labels },
    spec: {
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: { containers: containersOf(set) },
      },
      updateStrategy: { type: 'RollingUpdate' },
    },
    status: {
      observedGeneration: set.observedNewest === undefined ? undefined : set.observedNewest ? 2 : 1,
      desiredNumberScheduled: set.desired,
      currentNumberScheduled: set.desired,
      updatedNumberScheduled: set.updated,
      numberReady: set.ready,
      numberAvailable: set.available,
      numberMisscheduled: 0,
    },
  };
  return JSON.parse(JSON.stringify(object)) as KubeObject;
}
