import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedFigure } from '@/domain/testing/seed-figure';
import { type RunningLab, startLab } from '@/lab/testing';
import { tokenFor } from './access';
import { type Answered, eventsIn, kubeCall } from './testing';

const CLUSTER = 'c0seedhz';
let lab: RunningLab;
beforeAll(async () => {
  lab = await startLab({ estate: seedFigure(), clock: { scale: 1000 } });
});
afterAll(() => lab.close());

type Sent = Parameters<typeof kubeCall>[4];
const call = (method: string, path: string, sent?: Sent) => kubeCall(lab, CLUSTER, method, path, sent);
const NODE = '/api/v1/nodes/edge-hz1-a3';
const MAPS = '/api/v1/namespaces/default/configmaps';
const map = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const MERGE = 'application/merge-patch+json';
const APPLY = 'application/apply-patch+yaml';
const versionOf = ({ body }: Answered) => (body as { metadata: { resourceVersion: string } }).metadata.resourceVersion;
const nodes = () => lab.state.estate.clusters[0]?.nodes ?? [];

describe('who may speak to a cluster', () => {
  it.each([
    ['nobody', 'nothing'],
    ['a token of another cluster', () => tokenFor(lab.accessKeySecret, 'c-other', 'admin')],
    ['a token whose time is over', () => tokenFor(lab.accessKeySecret, CLUSTER, 'admin', Date.now() - 1)],
    ['a token that somebody made up', () => tokenFor('another secret', CLUSTER, 'admin')],
  ])('%s is not known', async (_who, token) => {
    const answer = await call('GET', '/api/v1/nodes', { token: typeof token === 'string' ? token : token() });
    expect(answer).toMatchObject({ status: 401, body: { reason: 'Unauthorized' } });
  });

  it('a reader reads and is told by name what it may not do', async () => {
    expect((await call('GET', '/api/v1/nodes', { user: 'reader' })).status).toBe(200);
    const refused = await call('DELETE', NODE, { user: 'reader' });
    expect(refused).toMatchObject({ status: 403, body: { reason: 'Forbidden' } });
    expect(refused.text).toContain('User \\"causeway-reader\\" cannot delete resource \\"nodes\\"');
    expect((await call('GET', '/api/v1/pods', { user: 'reader' })).status).toBe(403);
  });
});

describe('writing', () => {
  it('refuses a pod subnet that changes, has host bits or leading zeros', async () => {
    const patch = (podCIDR: string) =>
      call('PATCH', NODE, { type: MERGE, body: { spec: { podCIDR, podCIDRs: [podCIDR] } } });
    const changed = await patch('10.0.9.0/25');
    expect(changed.status).toBe(422);
    expect(changed.text).toContain('node updates may not change podCIDR except from \\"\\" to valid');
    const created = (name: string, podCIDR: string) =>
      call('POST', '/api/v1/nodes', { body: { metadata: { name }, spec: { podCIDR } } });
    expect((await created('host-bits', '10.0.0.1/25')).status).toBe(422);
    expect((await created('zeros', '010.0.0.0/8')).status).toBe(422);
  });

  it('takes two nodes with the same pod subnet: only the product looks', async () => {
    const body = { metadata: { name: 'twin' }, spec: { podCIDR: '10.0.0.0/25' } };
    expect((await call('POST', '/api/v1/nodes', { body })).status).toBe(201);
    expect(nodes().filter(({ podCidr }) => podCidr === '10.0.0.0/25')).toHaveLength(2);
    expect((await call('DELETE', '/api/v1/nodes/twin')).status).toBe(200);
  });

  it.each([
    ['PUT', 'application/json'],
    ['PATCH', MERGE],
  ])('tells an old version in a %s', async (method, type) => {
    const old = (await call('GET', NODE)).body as { metadata: Record<string, unknown> };
    await call('PATCH', NODE, { type: MERGE, body: { metadata: { labels: { step: method } } } });
    const body = method === 'PUT' ? old : { metadata: { resourceVersion: old.metadata['resourceVersion'] } };
    const answer = await call(method, NODE, { type, body });
    expect(answer).toMatchObject({ status: 409, body: { reason: 'Conflict' } });
    expect(answer.text).toContain('the object has been modified');
    expect((answer.body as { details: object }).details).not.toHaveProperty('causes');
  });

  it('tells another manager of a field by its cause, and lets equal bytes be shared', async () => {
    const apply = (manager: string, value: string, force = false) =>
      call('PATCH', `${MAPS}/shared?fieldManager=${manager}&force=${force}`, {
        type: APPLY,
        body: map('shared', { 'net-conf.json': value }),
      });
    expect((await apply('one', '{"Network":"10.0.0.0/16"}')).status).toBe(200);
    expect((await apply('two', '{"Network":"10.0.0.0/16"}')).status).toBe(200);
    const refused = await apply('two', '{"Network":"10.0.0.0/15"}');
    expect(refused).toMatchObject({
      status: 409,
      body: { details: { causes: [{ reason: 'FieldManagerConflict', field: '.data.net-conf.json' }] } },
    });
    expect((await apply('two', '{"Network":"10.0.0.0/15"}', true)).status).toBe(200);
    await call('DELETE', `${MAPS}/shared`);
  });

  it('removes what a manager no longer applies', async () => {
    const apply = (data: Record<string, string>) =>
      call('PATCH', `${MAPS}/pruned?fieldManager=m`, { type: APPLY, body: map('pruned', data) });
    await apply({ a: '1', b: '2' });
    expect((await apply({ a: '1' })).body).toMatchObject({ data: { a: '1' } });
    expect((await call('GET', `${MAPS}/pruned`)).text).not.toContain('"b"');
  });

  it.each([
    ['a failed test', 'application/json-patch+json', [{ op: 'test', path: '/spec/podCIDR', value: 'x' }], 422],
    ['a patch of no known type', 'application/json', {}, 415],
    ['what is no patch', 'application/json-patch+json', {}, 400],
  ])('refuses %s', async (_what, type, body, status) => {
    expect((await call('PATCH', NODE, { type, body })).status).toBe(status);
  });

  it.each([
    ['an underscore in a name', map('eni_config', {}), 422],
    ['more than 1 MiB', map('large', { a: 'x'.repeat(1024 * 1024 + 1) }), 422],
  ])('refuses %s', async (_what, body, status) => {
    expect((await call('POST', MAPS, { body })).status).toBe(status);
  });

  it('quotes the whole object when a strict client is wrong, secrets and all', async () => {
    const path = '/api/v1/namespaces/kube-system/configmaps/eni-config?fieldValidation=Strict';
    const answer = await call('PATCH', path, { type: MERGE, body: { dta: {} } });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('CANARY-access-secret');
  });

  it('knows what is there already, and what is not', async () => {
    expect((await call('POST', '/api/v1/nodes', { body: { metadata: { name: 'edge-hz1-a3' } } })).body).toMatchObject({
      reason: 'AlreadyExists',
    });
    expect((await call('DELETE', '/api/v1/nodes/none')).body).toMatchObject({ reason: 'NotFound' });
    expect((await call('GET', '/apis/none.example/v1/things')).status).toBe(404);
  });

  it('hides no write from the estate', async () => {
    await call('PATCH', NODE, { type: MERGE, body: { spec: { unschedulable: true } } });
    expect(nodes().find(({ name }) => name === 'edge-hz1-a3')?.schedulable).toBe(false);
    const body = { data: { 'net-conf.json': '{"Network":"10.0.0.0/15"}' } };
    await call('PATCH', '/api/v1/namespaces/kube-system/configmaps/kube-flannel-cfg', { type: MERGE, body });
    expect(lab.state.estate.clusters[0]?.flannel?.netConf).toEqual({ Network: '10.0.0.0/15' });
  });
});

describe('listing', () => {
  it('pages a list as it was when it began', async () => {
    const first = await call('GET', '/api/v1/nodes?limit=2');
    const { metadata, items } = first.body as { metadata: { continue: string }; items: unknown[] };
    expect(items).toHaveLength(2);
    await call('POST', '/api/v1/nodes', { body: { metadata: { name: 'came-later' } } });
    const rest = await call('GET', `/api/v1/nodes?limit=500&continue=${encodeURIComponent(metadata.continue)}`);
    expect(rest.text).not.toContain('came-later');
    expect(versionOf(rest)).toBe(versionOf(first));
    await call('DELETE', '/api/v1/nodes/came-later');
  });

  it('has forgotten a list that nobody knows', async () => {
    expect((await call('GET', '/api/v1/nodes?limit=2&continue=abc')).body).toMatchObject({
      code: 410,
      reason: 'Expired',
    });
  });

  it('waits for a version that is yet to come, and then says so', async () => {
    expect((await call('GET', '/api/v1/nodes?resourceVersion=999999')).body).toMatchObject({
      code: 504,
      reason: 'Timeout',
      details: { retryAfterSeconds: 1 },
    });
  });
});

describe('watching', () => {
  const watch = (query: string) => call('GET', `/api/v1/nodes?watch=1&timeoutSeconds=300&${query}`);

  it('shows the events of one object, and moves others on with a bookmark', async () => {
    const from = versionOf(await call('GET', '/api/v1/nodes'));
    const only = 'fieldSelector=metadata.name%3Dedge-hz1-a1&allowWatchBookmarks=true';
    const watching = watch(`resourceVersion=${from}&${only}`);
    await call('PATCH', NODE, { type: MERGE, body: { metadata: { labels: { seen: 'no' } } } });
    await call('PATCH', '/api/v1/nodes/edge-hz1-a1', { type: MERGE, body: { metadata: { labels: { seen: 'yes' } } } });
    const events = eventsIn(await watching);
    expect(events.filter(({ type }) => type === 'MODIFIED').map(({ object }) => object)).toMatchObject([
      { metadata: { name: 'edge-hz1-a1', labels: { seen: 'yes' } } },
    ]);
    expect(events.at(-1)?.type).toBe('BOOKMARK');
  });

  it('has forgotten an old version: 200, and one error event', async () => {
    expect(eventsIn(await watch('resourceVersion=1'))).toMatchObject([
      { type: 'ERROR', object: { code: 410, reason: 'Expired' } },
    ]);
  });

  it('says nothing of a version from the future', async () => {
    expect(await watch('resourceVersion=999999&allowWatchBookmarks=true')).toMatchObject({ status: 200, text: '' });
  });

  it('begins with what is there when asked to, and says where that ends', async () => {
    const events = eventsIn(
      await watch('sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'),
    );
    const end = events.findIndex(({ type }) => type === 'BOOKMARK');
    expect(events.slice(0, end).every(({ type }) => type === 'ADDED')).toBe(true);
    expect(events[end]?.object).toMatchObject({ metadata: { annotations: { 'k8s.io/initial-events-end': 'true' } } });
  });
});

describe('subnets of nodes that join', () => {
  const join = (name: string) =>
    call('POST', '/api/v1/nodes', {
      body: { metadata: { name, labels: { 'alibabacloud.com/nodepool-id': 'np-edge' } } },
    });
  const podCidr = async (name: string) =>
    ((await call('GET', `/api/v1/nodes/${name}`)).body as { spec: { podCIDR?: string } }).spec.podCIDR;

  it('are the next from the start of the range', async () => {
    await join('edge-new');
    expect(await podCidr('edge-new')).toBe('10.0.1.128/25');
    await call('DELETE', '/api/v1/nodes/edge-hz1-a2');
    await join('edge-newer');
    expect(await podCidr('edge-newer')).toBe('10.0.0.128/25');
  });

  it('run out, with an event that calls itself normal', async () => {
    lab.world.change((state) => {
      const [cluster] = state.estate.clusters;
      if (!cluster) throw new Error('the figure has no cluster');
      const narrow = { ...cluster, edgePodCidr: cluster.nodes?.find(({ podCidr: held }) => held)?.podCidr };
      state.estate = { ...state.estate, clusters: [narrow] };
    });
    await join('edge-without');
    expect(await podCidr('edge-without')).toBeUndefined();
    expect((await call('GET', '/api/v1/events')).body).toMatchObject({
      items: [{ type: 'Normal', reason: 'CIDRNotAvailable', involvedObject: { name: 'edge-without' } }],
    });
  });
});

describe('a node that announces routes', () => {
  it('takes them along when it is not ready, and when it goes', async () => {
    const estate = seedFigure();
    // Nothing between the nodes and the VBR: every subnet shows by itself.
    estate.gateways = estate.gateways.map((gateway) => ({ ...gateway, aggregates: [], filters: [] }));
    const own = await startLab({ estate });
    const received = async () => {
      const world = (await (await fetch(`${own.adminUrl}/world`)).json()) as { peers: { received: string[] }[] };
      return world.peers[0]?.received;
    };
    expect(await received()).toEqual(['10.0.0.0/25', '10.0.0.128/25', '10.0.1.0/25']);
    await kubeCall(own, CLUSTER, 'DELETE', '/api/v1/nodes/edge-hz1-a1');
    expect(await received()).toEqual(['10.0.0.128/25', '10.0.1.0/25']);
    const body = { status: { conditions: [{ type: 'Ready', status: 'Unknown' }] } };
    const type = 'application/strategic-merge-patch+json';
    await kubeCall(own, CLUSTER, 'PATCH', '/api/v1/nodes/edge-hz1-a2/status', { type, body });
    expect(await received()).toEqual([]);
    await own.close();
  });
});
