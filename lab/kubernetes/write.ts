import type { Cluster } from '@/domain/estate/cluster';
import { without } from '@/domain/estate/projection';
import { awaitedName, withNode, withoutNode } from './allocate';
import { withConfigObject } from './config-objects';
import { nodeOf } from './node-object';
import { ownersAfterUpdate, withOwners } from './managed-fields';
import type { KubeObject } from './object';
import { apiVersionOf, objectPath, type ResourceType } from './resources';
import { alreadyExists, badRequest, modified, noSuchPath, notFound, StatusError } from './status';
import type { KubeStore } from './store';
import { assertStorable, assertStrict } from './validate';

export type Place = { cluster: string; type: ResourceType; namespace?: string; name: string };

export type Writing = { manager: string; dryRun: boolean; strict: boolean };

export function find(store: KubeStore, { cluster, type, namespace, name }: Place): KubeObject | undefined {
  return store.objects(cluster)[objectPath(type.plural, namespace, name)];
}

/** @throws StatusError 404 */
export function get(store: KubeStore, place: Place): KubeObject {
  const found = find(store, place);
  if (!found) throw notFound(place.type, place.name);
  return found;
}

export function create(store: KubeStore, place: Omit<Place, 'name'>, body: KubeObject, writing: Writing): KubeObject {
  const { name } = body.metadata;
  const here = { ...place, name };
  if (find(store, here)) throw alreadyExists(place.type, name);
  return save(store, here, { ...body, metadata: without(body.metadata, ['resourceVersion', 'uid']) as never }, writing);
}

/** Replaces an object. A version that it bears must be the newest. */
export function update(store: KubeStore, place: Place, body: KubeObject, writing: Writing): KubeObject {
  const before = get(store, place);
  const { resourceVersion } = body.metadata;
  if (resourceVersion && resourceVersion !== before.metadata.resourceVersion) throw modified(place.type, place.name);
  return save(store, place, body, writing);
}

/** Stores what a write made of an object, with who owns what now; the estate follows in the same change. */
export function save(
  store: KubeStore,
  place: Place,
  body: KubeObject,
  { manager, dryRun, strict, owned = false }: Writing & { owned?: boolean },
): KubeObject {
  const { type, namespace, name, cluster } = place;
  if (!type.writable)
    throw new StatusError(405, 'MethodNotAllowed', 'the server does not allow this method on the resource');
  const before = find(store, place);
  if (namespace !== undefined && !store.objects(cluster)[objectPath('namespaces', undefined, namespace)])
    throw notFound({ plural: 'namespaces' }, namespace);
  if (body.metadata.name !== name)
    throw badRequest(`the name of the object (${body.metadata.name}) does not match the name on the URL (${name})`);
  const object = completed(store, place, body, before);
  if (strict) assertStrict(type, object);
  assertStorable(type, object, before);
  const time = store.world.timestamp;
  const written = owned ? object : withOwners(object, ownersAfterUpdate(before, object, manager, time));
  if (dryRun)
    return { ...written, metadata: { ...written.metadata, resourceVersion: before?.metadata.resourceVersion } };
  const stored = store.write({ cluster, path: objectPath(type.plural, namespace, name), object: written }, (each) =>
    absorbed(each, place, written),
  );
  if (type.kind === 'Node' && !before) awaitSubnet(store, place);
  return stored;
}

function completed(store: KubeStore, { type, namespace }: Place, body: KubeObject, before: KubeObject | undefined) {
  const { uid, creationTimestamp = store.world.timestamp } = before?.metadata ?? {};
  const metadata = {
    ...without(body.metadata, ['uid', 'creationTimestamp', 'resourceVersion']),
    ...(namespace === undefined ? {} : { namespace }),
    creationTimestamp,
    ...(uid === undefined ? {} : { uid }),
  };
  return JSON.parse(
    JSON.stringify({ ...body, apiVersion: apiVersionOf(type), kind: type.kind, metadata }),
  ) as KubeObject;
}

function absorbed(cluster: Cluster, { type, namespace = '', name }: Place, object: KubeObject | null): Cluster {
  if (type.kind === 'ConfigMap') return withConfigObject(cluster, { namespace, name }, object);
  if (type.kind !== 'Node') return cluster;
  if (object === null) return withoutNode(cluster, name);
  return withNode(
    cluster,
    nodeOf(
      object,
      cluster.nodes?.find((node) => node.name === name),
    ),
  );
}

/** A node that has just joined gets its subnet when the controller gets round to it. */
function awaitSubnet(store: KubeStore, { cluster, name }: Place): void {
  const found = store.world.state.estate.clusters.find((each) => each.key === cluster);
  const node = found?.nodes?.find((each) => each.name === name);
  const pool = found?.nodePools?.find(({ key }) => key === node?.pool);
  const isEdge = (node?.edge ?? pool?.kind === 'edge') && pool?.hostNetwork !== true;
  if (!node || !isEdge || node.podCidr !== undefined) return;
  store.world.change((state) => state.kubernetes.awaiting.push(awaitedName(cluster, name)));
}

export type Deleting = { preconditions?: { uid?: string; resourceVersion?: string } };

export function remove(
  store: KubeStore,
  place: Place,
  { preconditions }: Deleting,
  dryRun: boolean,
): Record<string, unknown> {
  const { type, namespace, name, cluster } = place;
  const found = get(store, place);
  if (!type.writable) throw noSuchPath();
  const { uid, resourceVersion } = preconditions ?? {};
  if ((uid && uid !== found.metadata.uid) || (resourceVersion && resourceVersion !== found.metadata.resourceVersion))
    throw modified(type, name);
  if (!dryRun) {
    const path = objectPath(type.plural, namespace, name);
    store.write({ cluster, path, object: null }, (each) => absorbed(each, place, null));
  }
  const details = { name, kind: type.plural, uid: found.metadata.uid };
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details };
}
