import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { ConnectorError } from '../types';
import { createAckObserver } from '.';
import {
  type Answer,
  failure,
  fixture,
  recordedAnswer,
  type RecordedSource,
  type Reply,
  startSource,
} from './testing/recorded-source';

const CLUSTER = 'c5e1d6a7f0b2c4d3e8f9a1b2c3d4e5f60';
const WITHIN = ['node-pool', 'add-on', 'cluster-node', 'cluster-task'];

let running: RecordedSource | undefined;
afterEach(() => running?.stop());

async function observing(answer: Answer, readAttempts = 1) {
  running = await startSource(answer, { accessKeyId: `LTAI${Math.random()}` });
  return createAckObserver(running.source, { readAttempts, readDeadlineMs: 400 }).observe({});
}

/** The recorded estate, with one call answered in another way. */
const exceptFor =
  (action: string, reply: Reply): Answer =>
  (request) =>
    request.action === action ? reply : recordedAnswer(request);

const changed = (name: string, edit: (text: string) => string): Reply => ({ body: edit(fixture(name)) });

describe('a service that is broken all over', () => {
  test.each<[string, Reply]>([
    ['null', { body: 'null' }],
    ['a list', { body: '[]' }],
    ['text', { body: '"hello"' }],
    ['nothing', { body: '' }],
    ['an HTML page', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html><body>502</body></html>' }],
    ['an empty object', { body: '{}' }],
    ['no list and no total', { body: '{"clusters":null}' }],
    ['half an answer', changed('DescribeClustersV1', (text) => text.slice(0, 200))],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '{"clusters":[]}' }],
    ['an internal error', failure('500.InternalError')],
    ['a cut connection', 'reset'],
    ['silence', 'hang'],
    ['a denial', failure('403.StatusForbidden')],
    ['a refusal under HTTP 200', { body: fixture('errors/403.StatusForbidden') }],
    [
      'that one of the clocks is wrong',
      { status: 400, body: '{"requestId":"r","code":"InvalidTimeStamp.Expired","message":"CANARY"}' },
    ],
  ])('and answers %s leaves everything as it was known', async (_what, reply) => {
    const { resources, covered, failures } = await observing(() => reply);
    expect([resources, covered]).toEqual([[], []]);
    expect(failures.map((each) => [each.kind, each.within])).toEqual([['cluster', undefined]]);
    expect(failures[0]?.error).toBeInstanceOf(ConnectorError);
    expect(JSON.stringify(failures)).not.toContain('CANARY');
  });

  test('and has no clusters says so', async () => {
    const nothing = '{"clusters":[],"page_info":{"page_number":1,"page_size":50,"total_count":0}}';
    const { resources, covered, failures } = await observing(() => ({ body: nothing }));
    expect([resources, covered, failures]).toEqual([[], [{ kind: 'cluster' }], []]);
  });
});

describe('a service that is broken in one part', () => {
  test.each([
    ['DescribeClusterNodePools', 'node-pool'],
    ['DescribeClusterNodePoolDetail', 'node-pool'],
    ['ListClusterAddonInstances', 'add-on'],
    ['GetClusterAddonInstance', 'add-on'],
    ['DescribeAddon', 'add-on'],
    ['DescribeClusterNodes', 'cluster-node'],
    ['DescribeClusterTasks', 'cluster-task'],
    ['DescribeClusterDetail', 'cluster'],
  ])('by %s is still read in all the others', async (action, kind) => {
    const { covered, failures } = await observing(exceptFor(action, failure('403.StatusForbidden')));
    expect(failures).toMatchObject([
      { kind, within: CLUSTER, error: { kind: 'denied', details: { code: 'StatusForbidden' } } },
    ]);
    expect(covered.map((each) => each.kind)).toEqual(['cluster', ...WITHIN].filter((each) => each !== kind));
  });

  test('is asked again before it is given up', async () => {
    const { failures } = await observing(
      (request, nth) =>
        request.action === 'DescribeClusterNodes' && nth < 3 ? failure('500.InternalError') : recordedAnswer(request),
      3,
    );
    expect(failures).toEqual([]);
  });

  test('with a version that is no longer offered has an add-on without a schema', async () => {
    const { resources, failures } = await observing(exceptFor('DescribeAddon', failure('404.ErrorClusterNotFound')));
    const [terway] = resources.filter((each) => each.kind === 'add-on');
    expect([failures, terway?.attributes.configSchema]).toEqual([[], undefined]);
    expect(terway?.attributes.config).toBeDefined();
  });

  test('in an add-on that nothing rests on is read all the same', async () => {
    const { covered, failures, resources } = await observing((request) =>
      request.path?.includes('coredns') ? failure('500.InternalError') : recordedAnswer(request),
    );
    expect([failures, covered.map((each) => each.kind)]).toEqual([[], ['cluster', ...WITHIN]]);
    expect(resources.filter((each) => each.kind === 'add-on').map((each) => each.attributes.name)).toContain('coredns');
  });

  test('by one cluster of two hides nothing of the other', async () => {
    const two = fixture('DescribeClustersV1');
    const list = JSON.parse(two) as { clusters: object[]; page_info: object };
    const both = [...list.clusters, { ...list.clusters[0], cluster_id: 'c-broken' }];
    const body = JSON.stringify({ clusters: both, page_info: { ...list.page_info, total_count: 2 } });
    const { covered, failures, resources } = await observing((request) => {
      if (request.action === 'DescribeClustersV1') return { body };
      return request.path?.includes('c-broken') ? failure('500.InternalError') : recordedAnswer(request);
    });
    expect(covered).toEqual(['cluster', ...WITHIN].map((kind) => ({ kind, within: CLUSTER })));
    expect(failures.map(({ kind, within }) => [kind, within])).toEqual(
      ['cluster', ...WITHIN].map((kind) => [kind, 'c-broken']),
    );
    expect(resources.filter((each) => each.kind === 'cluster').map((each) => each.key)).toEqual([CLUSTER]);
  });

  test('that answers for another object is not believed', async () => {
    const reply = changed('DescribeClusterDetail', (text) => text.replaceAll(CLUSTER, 'c-other'));
    const { failures, covered } = await observing(exceptFor('DescribeClusterDetail', reply));
    expect(failures).toMatchObject([{ kind: 'cluster', within: CLUSTER }]);
    expect(covered.map((each) => each.kind)).toEqual(WITHIN);
  });
});

describe('a row that is odd', () => {
  const first = async <T = Record<string, unknown>>(action: string, reply: Reply, kind: string) => {
    const observation = await observing(exceptFor(action, reply));
    expect(observation.failures).toEqual([]);
    return observation.resources.find((each) => each.kind === kind)?.attributes as T;
  };

  test('without its id is named and keeps its part from being believed', async () => {
    const reply = changed('DescribeClusterTasks', (text) => text.replace('"task_id"', '"task"'));
    const { skipped, covered, partly } = await observing(exceptFor('DescribeClusterTasks', reply));
    const row = { key: '?', problem: 'task_id is missing or odd' };
    expect(skipped).toMatchObject([{ kind: 'cluster-task', ...row }]);
    expect(partly).toMatchObject([{ kind: 'cluster-task', within: CLUSTER, rows: [row] }]);
    expect(covered.map((each) => each.kind)).not.toContain('cluster-task');
  });

  test('with a range that is none is not understood', async () => {
    const reply = changed('DescribeClusterDetail', (text) => text.replace('"10.0.0.0/16"', '"10.0.0.0/99"'));
    const { failures } = await observing(exceptFor('DescribeClusterDetail', reply));
    expect(failures).toMatchObject([{ kind: 'cluster', within: CLUSTER }]);
  });

  test('with words nobody knows keeps the words and loses the enumerations', async () => {
    const reply = changed('DescribeClusterNodePoolDetail.edge', (text) =>
      text
        .replace('"private"', '"by-pigeon"')
        .replace('"active"', '"Hibernating"')
        .replace('"total_nodes": 3', '"total_nodes": "3"'),
    );
    const { resources } = await observing(exceptFor('DescribeClusterNodePoolDetail', reply));
    const edge = resources.find((each) => each.kind === 'node-pool' && each.attributes.kind === 'edge');
    expect(edge?.attributes).toMatchObject({ state: 'hibernating', nodeCount: 3 });
    expect(edge?.attributes).not.toHaveProperty('interconnect');
  });

  test('of a dual-stack cluster has both of its ranges', async () => {
    const reply = changed('DescribeClusterDetail', (text) =>
      text.replace('"container_cidr": "10.0.0.0/16"', '"container_cidr": "10.0.0.0/16,fd00:10::/56"'),
    );
    expect(await first('DescribeClusterDetail', reply, 'cluster')).toMatchObject({
      ...{ edgePodCidr: '10.0.0.0/16', edgePodCidr6: 'fd00:10::/56', nodeMask: 24 },
    });
  });

  test('of a registered cluster says that the service does not manage it', async () => {
    const reply = changed('DescribeClusterDetail', (text) => text.replace('ManagedKubernetes', 'ExternalKubernetes'));
    expect(await first('DescribeClusterDetail', reply, 'cluster')).toMatchObject({ managed: false });
  });

  test('of a machine that has not joined goes by its instance', async () => {
    const reply = changed('DescribeClusterNodes', (text) =>
      text
        .replace('"node_name": "cn-hangzhou.192.168.0.11"', '"node_name": ""')
        .replace('"ip_address": [\n        "192.168.0.11"\n      ]', '"ip_address": null'),
    );
    const node = await first('DescribeClusterNodes', reply, 'cluster-node');
    expect(node).toMatchObject({ name: 'i-bp1kedge0cloud0node1' });
    expect(node).not.toHaveProperty('address');
  });

  test('with unseen characters and endless names is made fit to store', async () => {
    const reply = changed('DescribeClusterDetail', (text) =>
      text.replace('hz-edge-01', `\\u202e\\u0000${'x'.repeat(5000)}`),
    );
    const { name } = await first<{ name: string }>('DescribeClusterDetail', reply, 'cluster');
    expect(name).toMatch(/^\ufffd\ufffdx+…$/);
    expect(name).toHaveLength(256);
  });

  test('with a configuration that is no JSON fails its part alone', async () => {
    const reply = changed('GetClusterAddonInstance.terway-edge', (text) => text.replace('"{\\"Pod', '"{Pod'));
    const { failures } = await observing(exceptFor('GetClusterAddonInstance', reply));
    expect(failures).toMatchObject([{ kind: 'add-on', within: CLUSTER, error: { kind: 'unavailable' } }]);
  });
});

describe('clusters of another region', () => {
  test('are another source’s', async () => {
    running = await startSource(recordedAnswer, { region: 'cn-shanghai', accessKeyId: 'LTAIshanghai' });
    const { resources, covered } = await createAckObserver(running.source).observe({});
    expect([resources, covered]).toEqual([[], [{ kind: 'cluster' }]]);
  });
});

describe('a caller who gives up', () => {
  test('is answered at once', async () => {
    running = await startSource(() => 'hang', { accessKeyId: 'LTAIgone' });
    const caller = new AbortController();
    const observation = createAckObserver(running.source, { readDeadlineMs: 60_000 }).observe({}, caller.signal);
    setTimeout(() => caller.abort(), 50);
    expect((await observation).failures).toMatchObject([{ kind: 'cluster', error: { kind: 'unavailable' } }]);
  });
});

describe('a secret in a body', () => {
  const CANARY = 'CANARY-4f7e-secret';
  /** Everything that can be got out of a value, hidden members and causes included. */
  const everythingIn = (value: unknown) =>
    inspect(value, { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null }) +
    JSON.stringify(value);
  const config = (text: string): Reply => ({
    body: JSON.stringify({ name: 'terway-edge', version: 'v1.9.14', state: 'active', config: text }),
  });

  test('in an add-on of whatever kind leaves what is set beside it', async () => {
    const text = JSON.stringify({
      replicas: 2,
      sls: { ak: CANARY, note: `Authorization: token=${CANARY}` },
      urls: [`https://a:${CANARY}@h/`],
    });
    const body = JSON.stringify({
      name: 'coredns',
      version: 'v1.9.3.10-7dfca203-aliyun',
      state: 'active',
      config: text,
    });
    const observation = await observing((request) =>
      request.action === 'GetClusterAddonInstance' && request.path?.includes('coredns')
        ? { body }
        : recordedAnswer(request),
    );
    expect(everythingIn(observation)).not.toContain(CANARY);
    const config = observation.resources.flatMap((each) =>
      each.kind === 'add-on' && each.attributes.name === 'coredns' ? [each.attributes.config] : [],
    );
    expect(config).toEqual([
      {
        replicas: 2,
        sls: { ak: expect.stringMatching(/^sealed:/), note: expect.stringMatching(/^sealed:/) },
        urls: [expect.stringMatching(/^sealed:/)],
      },
    ]);
  });

  test.each<[string, string, Reply]>([
    ['as a setting', 'GetClusterAddonInstance', config(JSON.stringify({ access_secret: CANARY }))],
    ['in a configuration that is cut off', 'GetClusterAddonInstance', config(`{"access_secret":"${CANARY}`)],
    ['in a body that is cut off', 'GetClusterAddonInstance', { body: `{"config":"${CANARY}` }],
    ['in an error', 'GetClusterAddonInstance', { status: 500, body: JSON.stringify({ code: 'X', message: CANARY }) }],
    ['in place of a code', 'GetClusterAddonInstance', { status: 400, body: JSON.stringify({ code: `${CANARY} !` }) }],
    ['in an error under HTTP 200', 'GetClusterAddonInstance', { body: JSON.stringify({ code: 'X', message: CANARY }) }],
    [
      'in a list',
      'ListClusterAddonInstances',
      { body: JSON.stringify({ addons: [{ name: 'a', config: `{"token":"${CANARY}"}` }] }) },
    ],
    [
      'in a script',
      'DescribeClusterNodePools',
      {
        body: JSON.stringify({
          nodepools: [{ nodepool_info: { nodepool_id: 'np-1' }, kubernetes_config: { user_data: CANARY } }],
        }),
      },
    ],
    ['in the names of another cluster', 'DescribeClusterDetail', { body: JSON.stringify({ cluster_id: CANARY }) }],
  ])('%s leaves nothing at all', async (_what, action, reply) => {
    expect(everythingIn(await observing(exceptFor(action, reply)))).not.toContain(CANARY);
  });
});
