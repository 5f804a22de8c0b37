import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { KubernetesSource } from '../../types';
import type { Clock } from '../clock';

/** A source whose kubeconfig is given and whose place may be anywhere. */
export function aSource(kubeconfig: string, about: Partial<KubernetesSource> = {}): KubernetesSource {
  return {
    system: 'kubernetes',
    cluster: 'c-1',
    callsPerMinute: 100_000,
    fingerprint: (secret) => `fp-${secret.length}`,
    kubeconfig: () => Promise.resolve(kubeconfig),
    allow: () => Promise.resolve(),
    ...about,
  };
}

type Parts = { server: string; cluster?: object; user?: object };

export function kubeconfigOf({ server, cluster = {}, user = { token: 'CANARY-token' } }: Parts): string {
  return JSON.stringify({
    'current-context': 'c',
    contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
    clusters: [{ name: 'c', cluster: { server, ...cluster } }],
    users: [{ name: 'u', user }],
  });
}

export type Asked = { method: string; path: string; query: URLSearchParams; headers: NodeJS.Dict<string | string[]> };
/** What goes over the wire, byte for byte, or what is done with the connection. */
export type Reply =
  { status?: number; headers?: Record<string, string>; body: string } | ((response: ServerResponse) => void);
export type Answer = (asked: Asked, nth: number) => Reply;

export type FakeCluster = { source: KubernetesSource; asked: Asked[]; port: number; stop: () => Promise<void> };

/** Answers whatever it is told to, over real HTTP. */
export async function startCluster(answer: Answer): Promise<FakeCluster> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://cluster');
    const { method = '', headers } = request;
    const one: Asked = { method, path: url.pathname, query: url.searchParams, headers };
    asked.push(one);
    const reply = answer(one, asked.filter((each) => each.path === one.path).length);
    if (typeof reply === 'function') return reply(response);
    response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
    response.end(reply.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    port,
    source: aSource(kubeconfigOf({ server: `http://127.0.0.1:${port}` })),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A quiet cluster: no nodes, no configurations, no daemon sets. */
export function emptyAnswer({ path }: Pick<Asked, 'path'>): Reply {
  if (/configmaps\/[^/]+$/.test(path)) return status(404, 'NotFound');
  return { body: JSON.stringify({ kind: 'List', metadata: { resourceVersion: '7' }, items: [] }) };
}

export function status(code: number, reason: string, more: object = {}): Reply {
  const body = { kind: 'Status', status: 'Failure', message: 'CANARY-message', reason, code, ...more };
  return { status: code, body: JSON.stringify(body) };
}

/** Time that passes only by waiting. */
export function testClock(): Clock & { slept: number[] } {
  const slept: number[] = [];
  let now = 0;
  return {
    slept,
    now: () => now,
    random: () => 0.5,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
      // Others get their turn, as they would while somebody waits.
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
