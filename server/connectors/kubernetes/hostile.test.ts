import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { KINDS_OF } from '@/domain/estate/resource';
import { certificateFrom } from '@/lab/kubernetes/certificate';
import { ConnectorError } from '../types';
import { createKubernetesConnector } from '.';
import {
  type Answer,
  aSource,
  emptyAnswer,
  type FakeCluster,
  kubeconfigOf,
  type Reply,
  startCluster,
  status,
  testClock,
} from './testing/source';

let running: FakeCluster | undefined;
afterEach(() => running?.stop());

async function observing(answer: Answer) {
  running = await startCluster(answer);
  return createKubernetesConnector(running.source, { readAttempts: 1, readDeadlineMs: 500 }).observe({});
}

const everythingIn = (value: unknown) =>
  inspect(value, { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null });

/** A quiet cluster with one path answered in another way. */
const exceptFor =
  (end: string, reply: Reply): Answer =>
  (asked) =>
    asked.path.endsWith(end) ? reply : emptyAnswer(asked);

const list = (items: unknown, metadata: object = {}) => JSON.stringify({ kind: 'NodeList', metadata, items });

describe('a cluster that is broken all over', () => {
  test.each<[string, Reply]>([
    ['null', { body: 'null' }],
    ['a list', { body: '[]' }],
    ['text', { body: '"CANARY"' }],
    ['nothing', { body: '' }],
    ['half an answer', { body: '{"items":[{"CANARY' }],
    ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }],
    ['an internal error', status(500, 'InternalError')],
    ['a denial', status(403, 'Forbidden')],
    [
      'a refusal that quotes an object',
      status(422, 'Invalid', { details: { causes: [{ message: 'CANARY', field: 'CANARY <b>' }] } }),
    ],
    ['a reason that is no word', status(500, 'CANARY-reason !')],
    ['HTML', { status: 502, headers: { 'content-type': 'text/html' }, body: '<html>CANARY</html>' }],
    ['a cut connection', (response) => void response.socket?.destroy()],
    ['silence', () => undefined],
  ])('and answers %s leaves everything as it was known', async (_what, reply) => {
    const observation = await observing(() => reply);
    expect([observation.resources, observation.covered]).toEqual([[], []]);
    expect(observation.failures.map(({ kind }) => kind)).toEqual([...KINDS_OF.kubernetes]);
    expect(observation.failures.every(({ error }) => error instanceof ConnectorError)).toBe(true);
    expect(everythingIn(observation)).not.toContain('CANARY');
  });

  test('does not lead the token anywhere else', async () => {
    const other = await startCluster(emptyAnswer);
    await observing(() => ({ status: 307, headers: { location: `http://127.0.0.1:${other.port}/` }, body: '' }));
    expect(other.asked).toEqual([]);
    await other.stop();
  });
});

describe('a list of nodes', () => {
  const nodesOf = (reply: Reply) => observing(exceptFor('/nodes', reply));
  const failureOf = async (reply: Reply) => (await nodesOf(reply)).failures[0];

  test('that is null is empty, as Go writes it', async () => {
    expect((await nodesOf({ body: list(null) })).covered).toContainEqual({ kind: 'node', within: 'c-1' });
  });

  test.each([
    ['has no items', { body: '{"kind":"NodeList"}' }],
    ['has a token that is no text', { body: list([], { continue: 3 }) }],
    ['repeats its token', { body: list([], { continue: 'again' }) }],
    ['forgets its place again and again', status(410, 'Expired')],
  ])('that %s is not believed', async (_what, reply) => {
    expect(await failureOf(reply)).toMatchObject({ kind: 'node' });
  });

  test('is begun anew when its place is forgotten', async () => {
    const { resources, failures } = await observing((asked, nth) => {
      if (!asked.path.endsWith('/nodes')) return emptyAnswer(asked);
      const page = asked.query.get('continue');
      if (page === null) return { body: list([{ metadata: { name: `first-${nth}` } }], { continue: 'next' }) };
      return nth === 2 ? status(410, 'Expired') : { body: list([{ metadata: { name: 'second' } }]) };
    });
    expect(failures).toEqual([]);
    expect(resources.flatMap((each) => (each.kind === 'node' ? [each.attributes.name] : []))).toEqual([
      'first-3',
      'second',
    ]);
  });

  test('that ends in the middle of a page is not believed', async () => {
    const cut: Reply = (response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"items":[', () => response.socket?.destroy());
    };
    expect(await failureOf(cut)).toMatchObject({ error: { kind: 'unavailable' } });
  });

  test('with rows that nobody understands names them, and is not taken for the whole', async () => {
    const odd = [null, 7, { metadata: { name: '<script>' } }];
    const { skipped, covered, partly, resources } = await nodesOf({
      body: list([...odd, { metadata: { name: 'good' } }]),
    });
    expect(skipped.map(({ key }) => key)).toEqual(['?', '?', '<script>']);
    expect(partly).toMatchObject([{ kind: 'node', rows: skipped.map(({ key, problem }) => ({ key, problem })) }]);
    expect(covered.map(({ kind }) => kind)).not.toContain('node');
    expect(resources.filter(({ kind }) => kind === 'node')).toHaveLength(1);
  });

  test.each([
    ['host bits', { podCIDR: '10.0.0.1/25' }, { podCidrAsWritten: '10.0.0.1/25' }],
    ['leading zeros', { podCIDRs: ['010.0.0.0/25'] }, { podCidrAsWritten: '010.0.0.0/25' }],
    [
      'host bits in one of two',
      { podCIDRs: ['10.0.0.1/25', 'fd00::/64'] },
      { podCidrAsWritten: '10.0.0.1/25', podCidr6: 'fd00::/64' },
    ],
    ['something else', { podCIDR: '<b>\u202e' }, { podCidrAsWritten: '<b>\ufffd' }],
  ])('keeps a node whose podCIDR has %s, and says what stands there', async (_what, spec, shown) => {
    const { skipped, covered, resources } = await nodesOf({ body: list([{ metadata: { name: 'old' }, spec }]) });
    expect(skipped).toEqual([]);
    expect(covered.map(({ kind }) => kind)).toContain('node');
    const node = resources.find(({ kind }) => kind === 'node')?.attributes;
    expect(node).toMatchObject({ name: 'old', ...shown });
    expect(node).not.toHaveProperty('podCidr');
  });

  test('with one subnet twice is what the API takes, and is shown as it is', async () => {
    const twins = ['a', 'b'].map((name) => ({ metadata: { name }, spec: { podCIDR: '10.0.0.0/25' } }));
    const { resources, skipped } = await nodesOf({ body: list(twins) });
    expect(skipped).toEqual([]);
    expect(resources.filter(({ kind }) => kind === 'node')).toHaveLength(2);
  });
});

test('a cluster with another time than ours is read all the same: what is known of it has our time', async () => {
  const long = 'n'.repeat(64);
  const managers = [{ manager: 'kubectl', operation: 'Update', time: '2199-01-01T00:00:00Z' }];
  const { failures, skipped, covered } = await observing((asked) => {
    const reply = asked.path.endsWith('/nodes')
      ? {
          body: list([
            { metadata: { name: long, creationTimestamp: '2199-01-01T00:00:00Z', managedFields: managers } },
          ]),
        }
      : emptyAnswer(asked);
    return typeof reply === 'function' ? reply : { ...reply, headers: { date: 'Thu, 01 Jan 1970 00:00:00 GMT' } };
  });
  expect([failures, skipped]).toEqual([[], []]);
  expect(covered.map(({ kind }) => kind)).toContain('node');
});

describe('a ConfigMap', () => {
  test('of 10 MB is not read to its end, and not asked for again', async () => {
    const huge = JSON.stringify({ metadata: { name: 'eni-config' }, data: { eni_conf: 'x'.repeat(10_000_000) } });
    const { failures } = await observing(exceptFor('/eni-config', { body: huge }));
    expect(failures).toMatchObject([
      { kind: 'eni-config', error: { kind: 'rejected', details: { code: 'AnswerTooLarge' } } },
    ]);
  });

  test('of Flannel is looked for in both places', async () => {
    const flannel = {
      metadata: { name: 'kube-flannel-cfg', namespace: 'kube-flannel' },
      data: { 'net-conf.json': '{}' },
    };
    const { resources } = await observing(
      exceptFor('kube-flannel/configmaps/kube-flannel-cfg', { body: JSON.stringify(flannel) }),
    );
    expect(resources.find(({ kind }) => kind === 'flannel-config')?.attributes).toMatchObject({
      namespace: 'kube-flannel',
    });
  });

  test('that may not be looked for in the second place is not said to be missing', async () => {
    const { failures, resources } = await observing(
      exceptFor('kube-flannel/configmaps/kube-flannel-cfg', status(403, 'Forbidden')),
    );
    expect(failures).toMatchObject([{ kind: 'flannel-config', error: { kind: 'denied' } }]);
    expect(resources.map(({ kind }) => kind)).not.toContain('flannel-config');
  });
});

describe('who answers', () => {
  const DAY = 86_400_000;
  const good = certificateFrom('good');
  const server = async ({ certificate, key }: ReturnType<typeof certificateFrom>) => {
    const https = createServer({ cert: certificate, key }, (_request, response) => response.end('{"items":[]}'));
    await new Promise<void>((resolve) => https.listen(0, '127.0.0.1', resolve));
    return { https, port: (https.address() as AddressInfo).port };
  };
  const base64 = (text: string) => Buffer.from(text).toString('base64');

  test.each<[string, ReturnType<typeof certificateFrom>, object, string | null]>([
    ['is proven by the authority of the kubeconfig', good, { ca: good }, null],
    ['is not whom the authority vouches for', certificateFrom('other'), { ca: good }, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['is unknown without an authority', good, {}, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    [
      'has an expired certificate',
      certificateFrom('late', { from: new Date(0), until: new Date(Date.now() - DAY) }),
      {},
      'CERT_HAS_EXPIRED',
    ],
    [
      'has a certificate of tomorrow, or a wrong clock',
      certificateFrom('early', { from: new Date(Date.now() + DAY), until: new Date(Date.now() + 9 * DAY) }),
      {},
      'CERT_NOT_YET_VALID',
    ],
    ['bears another name', good, { ca: good, name: 'api.cluster.example' }, 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ])('%s', async (_what, shown, { ca, name }: { ca?: typeof good; name?: string }, code) => {
    const { https, port } = await server(shown);
    const trusted = ca ?? (code?.startsWith('CERT_') ? shown : undefined);
    const cluster = {
      ...(trusted ? { 'certificate-authority-data': base64(trusted.certificate) } : {}),
      ...(name ? { 'tls-server-name': name } : {}),
    };
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    const source = aSource(kubeconfigOf({ server: `https://127.0.0.1:${port}`, cluster }));
    const { failures } = await createKubernetesConnector(source, { readAttempts: 3, clock: testClock() }).observe({});
    vi.unstubAllEnvs();
    https.close();
    https.closeAllConnections();
    const node = failures.find(({ kind }) => kind === 'node');
    if (code === null) expect(node).toBeUndefined();
    else expect(node).toMatchObject({ error: { kind: 'rejected', details: { code, outcome: 'none' } } });
  });
});

test('a place that may not be reached is not reached', async () => {
  running = await startCluster(emptyAnswer);
  const asked: string[] = [];
  const allow = (endpoint: string, protocol: string) => {
    asked.push(`${protocol} ${endpoint}`);
    return Promise.reject(new Error('refused'));
  };
  const connector = createKubernetesConnector({ ...running.source, allow });
  await expect(connector.observe({})).rejects.toThrow('refused');
  await expect(connector.probe()).rejects.toThrow('refused');
  expect(asked[0]).toBe(`http 127.0.0.1:${running.port}`);
  expect(running.asked).toEqual([]);
});

test('no more calls leave in a minute than are allowed', async () => {
  running = await startCluster(emptyAnswer);
  const clock = testClock();
  const connector = createKubernetesConnector({ ...running.source, callsPerMinute: 4 }, { clock });
  await connector.observe({});
  expect(running.asked.length).toBeGreaterThan(4);
  expect(clock.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(60_000);
});
