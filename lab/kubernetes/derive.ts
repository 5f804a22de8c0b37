import type { Cluster, KubeNode } from '@/domain/estate/cluster';
import { configObjects } from './config-objects';
import { daemonSetObject, daemonSetsOf } from './daemon-sets';
import { nodeObject } from './node-object';
import { type KubeObject, recordOf } from './object';
import { objectPath } from './resources';

const NAMESPACES = ['default', 'kube-flannel', 'kube-node-lease', 'kube-public', 'kube-system'];
/** A few pods, so that a drain has something to move. */
const NODES_WITH_PODS = 8;

type Wanted = { wanted: Map<string, KubeObject>; isOurs: (path: string) => boolean };

/** Every object that follows from the estate, and which of those that are there belong to it. */
export function wantedObjects(
  cluster: Cluster,
  objects: Readonly<Record<string, KubeObject>>,
  born: string,
  laid: WeakMap<KubeNode, KubeObject>,
): Wanted {
  const nodes = cluster.nodes ?? [];
  const wanted = new Map<string, KubeObject>();
  for (const name of NAMESPACES) {
    const path = objectPath('namespaces', undefined, name);
    wanted.set(path, objects[path] ?? namespaceObject(name, born));
  }
  for (const node of nodes) {
    const path = objectPath('nodes', undefined, node.name);
    const current = objects[path];
    // Laid over before and not touched since: with ten thousand nodes this is what keeps a change of one of them cheap.
    const object =
      current !== undefined && laid.get(node) === current ? current : nodeObject(node, cluster, current, born);
    if (current !== undefined && object !== current) laid.set(node, current);
    wanted.set(path, object);
  }
  const configs = configObjects(cluster, (namespace, name) => objects[objectPath('configmaps', namespace, name)], born);
  for (const each of configs) wanted.set(objectPath('configmaps', each.metadata.namespace, each.metadata.name), each);
  for (const set of daemonSetsOf(cluster))
    wanted.set(objectPath('daemonsets', set.namespace, set.name), daemonSetObject(set, born));
  const names = new Set(nodes.map((node) => node.name));
  if (Object.keys(objects).length === 0)
    for (const node of nodes.slice(0, NODES_WITH_PODS)) {
      const pod = podObject(node.name, born);
      wanted.set(objectPath('pods', 'default', pod.metadata.name), pod);
    }
  return { wanted, isOurs: (path) => belongs(path, objects, names) };
}

function belongs(path: string, objects: Readonly<Record<string, KubeObject>>, nodes: ReadonlySet<string>): boolean {
  const object = objects[path];
  // Nobody is left to run the pods of a node that is gone.
  if (path.startsWith('pods/')) return object !== undefined && !nodes.has(String(recordOf(object, 'spec')['nodeName']));
  if (path.startsWith('events/')) return false;
  if (!path.startsWith('configmaps/')) return true;
  return /^configmaps\/(kube-system\/eni-config|kube-(system|flannel)\/kube-flannel-cfg)$/.test(path);
}

function namespaceObject(name: string, born: string): KubeObject {
  const metadata = { name, creationTimestamp: born, labels: { 'kubernetes.io/metadata.name': name } };
  return { apiVersion: 'v1', kind: 'Namespace', metadata, spec: {}, status: { phase: 'Active' } };
}

function podObject(node: string, born: string): KubeObject {
  const name = `web-${node}`.slice(0, 253);
  const owner = { apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web', uid: 'web', controller: true };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default', creationTimestamp: born, labels: { app: 'web' }, ownerReferences: [owner] },
    spec: { nodeName: node, containers: [{ name: 'web', image: 'registry.lab/web:1' }] },
    status: { phase: 'Running', containerStatuses: [{ name: 'web', ready: true, restartCount: 0 }] },
  };
}
