import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

/** One call as it came: `parameters` are those of the query, `path` is left out where it says nothing. */
export type Request = { action: string; path?: string; parameters: Readonly<Record<string, string>> };
/** What goes over the wire, byte for byte; `hang` never answers, `reset` cuts the connection. */
export type Reply = { status?: number; headers?: Record<string, string>; body: string } | 'hang' | 'reset';
export type Answer = (request: Request, nth: number) => Reply;

export type RecordedSource<S> = {
  source: S;
  /** every request in the order it came */
  requests: Request[];
  stop: () => Promise<void>;
};

/** Recorded bodies of a folder by their file names: successes, and failures by status and code (`400.TaskConflict`). */
export function recordings(folder: string) {
  const fixture = (name: string) => readFileSync(path.join(folder, `${name}.json`), 'utf8');
  const failure = (name: string, headers: Record<string, string> = {}): Reply => {
    return { status: Number(name.split('.')[0]), headers, body: fixture(`errors/${name}`) };
  };
  return { fixture, failure };
}

/** Answers every call of the API as told, over real HTTP, to whatever client comes. */
export async function startRecorded<S>(answer: Answer, source: S): Promise<RecordedSource<S>> {
  const requests: Request[] = [];
  const server = createServer((request, response) => {
    const asked = requestOf(request);
    requests.push(asked);
    reply(answer(asked, requests.filter((each) => each.action === asked.action).length), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    requests,
    source: { ...source, endpoint: `127.0.0.1:${port}` },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Not a real account: any keys are accepted here. */
export const anAccount = {
  endpoint: '127.0.0.1:1',
  protocol: 'http',
  region: 'cn-hangzhou',
  accessKeyId: 'LTAIexampleKey01',
  accessKeySecret: 'exampleSecretForTestsOnly',
  callsPerMinute: 100_000,
  fingerprint: (secret: string) => `fp-${secret.length}`,
} as const;

function requestOf(request: IncomingMessage): Request {
  const url = new URL(request.url ?? '/', 'http://source');
  const parameters = Object.fromEntries(url.searchParams);
  return {
    action: String(request.headers['x-acs-action']),
    ...(url.pathname === '/' ? {} : { path: url.pathname }),
    parameters,
  };
}

function reply(given: Reply, response: ServerResponse): void {
  if (given === 'hang') return;
  if (given === 'reset') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers });
  response.end(given.body);
}
