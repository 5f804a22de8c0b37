import type { FaultPlan } from '@/lab/faults/fault-plan';
import { authenticate, authorise, type LabUser, mayDo } from './access';
import { parseBody, patched } from './bodies';
import { discovered } from './discovery';
import type { Lists } from './list';
import { listBody } from './list';
import type { KubeObject, Loose } from './object';
import { RESOURCES, type ResourceType } from './resources';
import { badRequest, noSuchPath, StatusError } from './status';
import type { KubeStore } from './store';
import { tableOf } from './table';
import { openWatch, type Sink } from './watch';
import { create, type Deleting, get, type Place, remove, save, update, type Writing } from './write';

export type KubeRequest = {
  method: string;
  url: URL;
  headers: Readonly<Record<string, string | undefined>>;
  body: string;
};

export type KubeAnswer =
  { kind: 'json'; status: number; body: Loose } | { kind: 'watch'; open: (sink: Sink) => () => void };

export type KubeService = { store: KubeStore; lists: Lists; secret: string; faults: FaultPlan };

/** What a request is about, read from its path. */
type Target = { cluster: string; type: ResourceType; namespace?: string; name?: string; subresource?: string };
type Asked = { request: KubeRequest; target: Target; user: LabUser; verb: string };

const CLUSTER_PATH = /^\/clusters\/([^/]+)(\/.*)$/;
const OBJECT_PATH = /^\/(?:api|apis\/([^/]+))\/v1(?:\/namespaces\/([^/]+))?\/([^/]+)(?:\/([^/]+))?(?:\/([^/]+))?$/;
const REVIEW_PATH = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';

/** The verb that rights and faults know a request by, with what it is about; null: a path that is about no object. */
export function readTarget({ url, method }: KubeRequest): {
  cluster: string;
  path: string;
  target: Target | null;
  verb: string;
} {
  const match = CLUSTER_PATH.exec(url.pathname);
  if (!match) throw noSuchPath();
  const [, cluster = '', path = ''] = match.map(decodeURIComponent);
  const target = targetOf(cluster, path);
  return { cluster, path, target, verb: verbOf(method, target, url.searchParams) };
}

function targetOf(cluster: string, path: string): Target | null {
  const match = OBJECT_PATH.exec(path);
  if (!match) return null;
  const [, group = '', namespace, plural, name, subresource] = match;
  // A namespace itself is an object too.
  if (namespace !== undefined && plural === undefined) return null;
  const type = RESOURCES.find((each) => each.plural === plural && each.group === group);
  if (type) return { cluster, type, namespace, name, subresource };
  const namespaces = RESOURCES.find((each) => each.plural === 'namespaces');
  const itself = /^\/api\/v1\/namespaces\/([^/]+)$/.exec(path)?.[1];
  return itself !== undefined && namespaces ? { cluster, type: namespaces, name: itself } : null;
}

function verbOf(method: string, target: Target | null, query: URLSearchParams): string {
  const isWatch = ['1', 'true'].includes(query.get('watch') ?? '');
  if (method === 'GET') return isWatch ? 'watch' : target?.name === undefined ? 'list' : 'get';
  return { POST: 'create', PUT: 'update', PATCH: 'patch', DELETE: 'delete' }[method] ?? method.toLowerCase();
}

/** Answers one request, or throws a StatusError. */
export async function answer(service: KubeService, request: KubeRequest): Promise<KubeAnswer> {
  const { cluster, path, target, verb } = readTarget(request);
  const { store } = service;
  if (!store.hasCluster(cluster)) throw noSuchPath();
  const user = authenticate(service.secret, request.headers['authorization'], cluster, store.world.clock.wall());
  if (path === REVIEW_PATH && request.method === 'POST') return ok(review(user, request), 201);
  if (target === null) {
    const version = store.world.state.estate.clusters.find((each) => each.key === cluster)?.kubernetesVersion;
    const said = request.method === 'GET' ? discovered(path, version ?? '1.32.0') : null;
    if (!said) throw noSuchPath();
    return ok(said);
  }
  authorise(user, verb, target.type, target);
  const asked = { request, target, user, verb };
  if (verb === 'watch') return watching(service, asked);
  if (verb === 'list') return listing(service, asked);
  return ok(shown(service, asked, single(service, asked)), verb === 'create' ? 201 : 200);
}

function ok(body: Loose, status = 200): KubeAnswer {
  return { kind: 'json', status, body };
}

function review(user: LabUser, request: KubeRequest): Loose {
  const body = parseBody(request) as { spec?: { resourceAttributes?: { verb?: string; resource?: string } } };
  const { verb = '', resource = '' } = body.spec?.resourceAttributes ?? {};
  return { ...body, status: { allowed: mayDo(user, verb, resource) } };
}

function wantsTable({ request }: Asked): boolean {
  return (request.headers['accept'] ?? '').split(',').some((each) => /as=Table/.test(each) && /v=v1/.test(each));
}

function shown({ store }: KubeService, asked: Asked, object: Loose): Loose {
  const isObject = asked.request.method === 'GET' && wantsTable(asked);
  const { wall } = store.world.clock;
  return isObject ? tableOf(asked.target.type, [object as KubeObject], {}, wall()) : object;
}

async function listing({ store, lists }: KubeService, asked: Asked): Promise<KubeAnswer> {
  const { cluster, type, namespace } = asked.target;
  const page = await lists.page(cluster, type, namespace, asked.request.url.searchParams);
  const { wall } = store.world.clock;
  return ok(wantsTable(asked) ? tableOf(type, page.objects, page.metadata, wall()) : listBody(type, page));
}

function watching({ store }: KubeService, asked: Asked): KubeAnswer {
  const { cluster, type, namespace, name } = asked.target;
  const query = new URLSearchParams(asked.request.url.searchParams);
  if (name !== undefined) query.set('fieldSelector', `metadata.name=${name}`);
  const table = wantsTable(asked);
  const cells = (object: unknown) => tableOf(type, [object as KubeObject], {}, store.world.clock.wall());
  const reshaped = (sink: Sink): Sink => ({
    end: sink.end,
    send: ({ type: what, object }) =>
      sink.send({ type: what, object: ['ERROR', 'BOOKMARK'].includes(what) ? object : cells(object) }),
  });
  const open = (sink: Sink) => openWatch(store, { cluster, type, namespace, query }, table ? reshaped(sink) : sink);
  return { kind: 'watch', open };
}

function single({ store }: KubeService, { request, target, verb }: Asked): Loose {
  const query = request.url.searchParams;
  const writing: Writing = {
    manager: query.get('fieldManager') ?? /^[^/ ]+/.exec(request.headers['user-agent'] ?? '')?.[0] ?? 'unknown',
    dryRun: query.get('dryRun') === 'All',
    strict: query.get('fieldValidation') === 'Strict',
  };
  const { cluster, type, namespace, name, subresource } = target;
  if (verb === 'create' && subresource === undefined) {
    const body = parseBody(request) as KubeObject;
    if (typeof body.metadata?.name !== 'string') throw badRequest('metadata.name: Required value');
    return create(store, { cluster, type, namespace: namespace ?? body.metadata.namespace }, body, writing);
  }
  if (name === undefined) throw new StatusError(405, 'MethodNotAllowed', 'the server does not allow this method here');
  const place: Place = { cluster, type, namespace, name };
  if (subresource === 'eviction' && type.kind === 'Pod' && verb === 'create')
    return evict(store, place, writing.dryRun);
  if (subresource !== undefined && !(subresource === 'status' && type.kind === 'Node')) throw noSuchPath();
  switch (verb) {
    case 'get':
      return get(store, place);
    case 'update':
      return update(store, place, parseBody(request) as KubeObject, writing);
    case 'patch':
      return save(store, place, ...patched(store, place, request, writing));
    case 'delete':
      return remove(store, place, (request.body === '' ? {} : parseBody(request)) as Deleting, writing.dryRun);
    default:
      throw new StatusError(405, 'MethodNotAllowed', 'the server does not allow this method on the resource');
  }
}

/** Nothing here has a disruption budget, so every eviction is granted at once. */
function evict(store: KubeStore, place: Place, dryRun: boolean): Loose {
  remove(store, place, {}, dryRun);
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', code: 201 };
}
