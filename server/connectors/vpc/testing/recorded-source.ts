import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { VpcSource } from '../../types';

const FIXTURES = path.join(import.meta.dirname, '..', '__fixtures__');

export type Request = { action: string; parameters: Readonly<Record<string, string>> };
/** What goes over the wire, byte for byte; `hang` never answers, `reset` cuts the connection. */
export type Reply = { status?: number; headers?: Record<string, string>; body: string } | 'hang' | 'reset';
export type Answer = (request: Request, nth: number) => Reply;

export type RecordedSource = {
  source: VpcSource;
  /** every request in the order it came */
  requests: Request[];
  stop: () => Promise<void>;
};

/** A recorded body by its file name. */
export function fixture(name: string): string {
  return readFileSync(path.join(FIXTURES, `${name}.json`), 'utf8');
}

/** A recorded failure: `400.TaskConflict`. */
export function failure(name: string, headers: Record<string, string> = {}): Reply {
  return { status: Number(name.split('.')[0]), headers, body: fixture(`errors/${name}`) };
}

/** Answers every call of the API from recorded bodies, over real HTTP, to whatever client comes. */
export async function startSource(answer: Answer, about: Partial<VpcSource> = {}): Promise<RecordedSource> {
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
    source: { ...aSource, endpoint: `127.0.0.1:${port}`, ...about },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Not a real account: any keys are accepted here. */
export const aSource: VpcSource = {
  system: 'vpc',
  endpoint: '127.0.0.1:1',
  protocol: 'http',
  region: 'cn-hangzhou',
  accessKeyId: 'LTAIexampleKey01',
  accessKeySecret: 'exampleSecretForTestsOnly',
  callsPerMinute: 100_000,
  fingerprint: (secret) => `fp-${secret.length}`,
};

function requestOf(request: IncomingMessage): Request {
  const url = new URL(request.url ?? '/', 'http://source');
  return { action: String(request.headers['x-acs-action']), parameters: Object.fromEntries(url.searchParams) };
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

/** The recorded estate: one VPC, one VBR, one circuit, a router-interface pair, one BGP session. */
export function recordedAnswer({ action, parameters }: Request): Reply {
  return { body: fixture(fixtureOf(action, parameters)) };
}

function fixtureOf(action: string, parameters: Readonly<Record<string, string>>): string {
  if (action === 'DescribeRouteTableList') return `${action}.${parameters['RouterType'] === 'VBR' ? 'vbr' : 'vrouter'}`;
  if (action === 'DescribeRouteEntryList')
    return `${action}.${parameters['RouteTableId']?.includes('vbr') ? 'vbr' : 'vpc'}`;
  return action;
}
