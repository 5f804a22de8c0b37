import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Fault } from '@/lab/faults/fault';
import { answer, type KubeAnswer, type KubeRequest, type KubeService, readTarget } from './api';
import { certificateFrom } from './certificate';
import { StatusError } from './status';

const LARGEST_BODY = 4 * 1024 * 1024;

/** The door: TLS, because clients send no token over a connection in clear. One path prefix for each cluster. */
export function createKubeServer(service: KubeService): Server {
  const { certificate, key } = certificateFrom(service.secret);
  const server = createServer({ cert: certificate, key }, (request, response) => {
    void serve(service, request, response).catch((error: unknown) => {
      if (!response.headersSent) sendJson(response, refusal(error));
      else response.destroy();
    });
  });
  server.keepAliveTimeout = 75_000;
  return server;
}

async function serve(service: KubeService, incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const request = await readRequest(incoming);
  const struck = strike(service, request);
  if (await strikeBefore(service, struck, response)) return;
  const said = await answer(service, request);
  if (struck.some(({ kind }) => kind === 'lost-response')) {
    response.socket?.destroy();
    return;
  }
  if (said.kind === 'watch') follow(said, response);
  else if (struck.some(({ kind }) => kind === 'half-page')) breakOff(response, said.body);
  else sendJson(response, said);
}

async function readRequest(incoming: IncomingMessage): Promise<KubeRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new StatusError(413, 'RequestEntityTooLarge', 'the request is too large');
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );
  const url = new URL(incoming.url ?? '/', 'https://lab');
  return { method: incoming.method ?? 'GET', url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

/** Rules name a call as `kubernetes:list`, and match `resource`, `cluster` and `name`. */
function strike({ faults }: KubeService, request: KubeRequest): readonly Fault[] {
  const { cluster, path, target, verb } = readTarget(request);
  const resource = target?.type.plural ?? path;
  return faults.strike(`kubernetes:${verb}`, { resource, cluster, name: target?.name ?? '' });
}

/** True when nothing more is to be said. */
async function strikeBefore(
  { store }: KubeService,
  struck: readonly Fault[],
  response: ServerResponse,
): Promise<boolean> {
  for (const fault of struck) {
    if (fault.kind === 'latency') await store.world.clock.sleep(fault.ms);
    if (fault.kind === 'stall') return true;
    if (fault.kind === 'deny') throw new StatusError(403, 'Forbidden', 'forbidden: the lab denies it');
    if (fault.kind === 'error') throw new StatusError(fault.status, fault.code, fault.message ?? 'the lab fails it');
    if (fault.kind === 'throttle') {
      const retryAfterSeconds = Math.ceil((fault.retryAfterMs ?? 1000) / 1000);
      const message = 'the server has received too many requests and has asked us to try again later';
      throw new StatusError(429, 'TooManyRequests', message, { retryAfterSeconds });
    }
    if (fault.kind === 'reset') {
      response.socket?.destroy();
      return true;
    }
    if (fault.kind === 'html') {
      response.writeHead(fault.status, { 'content-type': 'text/html' }).end('<html><body>Bad Gateway</body></html>\n');
      return true;
    }
  }
  return false;
}

/** Half of an answer, then nothing: what a proxy leaves of a list when it falls over. */
function breakOff(response: ServerResponse, body: unknown): void {
  const text = JSON.stringify(body);
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
  response.write(text.slice(0, Math.trunc(text.length / 2)), () => response.socket?.destroy());
}

function follow(said: Extract<KubeAnswer, { kind: 'watch' }>, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const stop = said.open({
    send: (event) => response.write(`${JSON.stringify(event)}\n`),
    end: () => response.end(),
  });
  response.on('close', stop);
}

function refusal(error: unknown): Extract<KubeAnswer, { kind: 'json' }> {
  if (error instanceof StatusError) return { kind: 'json', status: error.code, body: error.body };
  if (error instanceof URIError) return refusal(new StatusError(400, 'BadRequest', 'the path is not well encoded'));
  console.error('lab: a Kubernetes call broke', error);
  return refusal(new StatusError(500, 'InternalError', 'Internal error occurred'));
}

function sendJson(response: ServerResponse, { status, body }: { status: number; body: Record<string, unknown> }): void {
  const wait = (body['details'] as { retryAfterSeconds?: number } | undefined)?.retryAfterSeconds;
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(wait === undefined ? {} : { 'retry-after': String(wait) }),
  });
  response.end(`${JSON.stringify(body)}\n`);
}
