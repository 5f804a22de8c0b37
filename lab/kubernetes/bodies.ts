import { parse } from 'yaml';
import { isRecord, type KubeObject, type Loose } from './object';
import { jsonPatch, mergePatch, strategicMergePatch } from './patch';
import { serverSideApply } from './server-side-apply';
import { badRequest, invalid, modified, notFound, StatusError } from './status';
import type { KubeStore } from './store';
import { find, type Place, type Writing } from './write';

type Sent = { headers: Readonly<Record<string, string | undefined>>; body: string };

function contentType({ headers }: Sent): string {
  return (headers['content-type'] ?? '').split(';')[0]?.trim() ?? '';
}

/** An object as JSON or YAML. @throws StatusError 415 for another type, 400 for text that is neither */
export function parseBody(sent: Sent): Loose {
  const type = contentType(sent);
  if (!['application/json', 'application/yaml', ''].includes(type)) throw unsupported(type);
  return objectIn(sent.body);
}

function unsupported(type: string): StatusError {
  const known = 'application/json, application/yaml';
  const message = `the body of the request was in an unknown format - accepted media types include: ${known} (${type})`;
  return new StatusError(415, 'UnsupportedMediaType', message);
}

function read(text: string): unknown {
  try {
    return parse(text, { maxAliasCount: 0, logLevel: 'silent' });
  } catch {
    // Neither JSON nor YAML: the client's fault, and said as such.
    return undefined;
  }
}

function objectIn(text: string): Loose {
  const value = read(text);
  if (!isRecord(value)) throw badRequest('the object provided is unrecognized');
  return value;
}

/** An object with a patch of any of the four kinds applied, ready to be saved. @throws StatusError */
export function patched(
  store: KubeStore,
  place: Place,
  request: Sent & { url: URL },
  writing: Writing,
): [KubeObject, Writing & { owned?: boolean }] {
  const type = contentType(request);
  const before = find(store, place);
  if (type === 'application/apply-patch+yaml' || type === 'application/apply-patch+json')
    return [applied(store, place, before, request, writing), { ...writing, owned: true }];
  if (!before) throw notFound(place.type, place.name);
  const patch = patchOf(type, request.body);
  const after = patch(structuredClone(before)) as KubeObject;
  if (!isRecord(after) || !isRecord(after.metadata)) throw badRequest('the patch leaves no object');
  if (after.metadata.resourceVersion !== before.metadata.resourceVersion) throw modified(place.type, place.name);
  return [after, writing];
}

function patchOf(type: string, body: string): (target: unknown) => unknown {
  if (type === 'application/json-patch+json') {
    const operations = read(body);
    return (target) => jsonPatch(target, operations);
  }
  if (type === 'application/merge-patch+json') {
    const patch = objectIn(body);
    return (target) => mergePatch(target, patch);
  }
  if (type === 'application/strategic-merge-patch+json') {
    const patch = objectIn(body);
    return (target) => strategicMergePatch(target, patch);
  }
  throw unsupported(type);
}

function applied(
  store: KubeStore,
  place: Place,
  before: KubeObject | undefined,
  { body, url }: Sent & { url: URL },
  { manager }: Writing,
): KubeObject {
  const query = url.searchParams;
  if (!query.get('fieldManager')) throw badRequest('fieldManager is required for apply patch');
  if (place.type.kind !== 'ConfigMap' && place.type.kind !== 'Node')
    throw invalid(place.type, place.name, [
      { reason: '', field: 'apply', message: 'the lab applies ConfigMaps and Nodes' },
    ]);
  const object = objectIn(body) as KubeObject;
  if (!isRecord(object.metadata)) throw badRequest('metadata is required');
  if (object.metadata.managedFields !== undefined) throw badRequest('metadata.managedFields must be nil');
  const { resourceVersion } = object.metadata;
  if (resourceVersion && resourceVersion !== before?.metadata.resourceVersion) throw modified(place.type, place.name);
  const force = query.get('force') === 'true';
  return serverSideApply(before, object, { manager, force, time: store.world.timestamp });
}
