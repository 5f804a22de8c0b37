import http from 'node:http';
import https from 'node:https';
import type { KubernetesSource } from '../types';
import { refusalOf, toConnectorError, tooLarge, unreadable } from './errors';
import { type Access, readKubeconfig } from './kubeconfig';

/** A body as it came; what is inside is still to be understood. */
export type Answer = Readonly<Record<string, unknown>>;

export type Query = Readonly<Record<string, string | number | undefined>>;

export type Limits = {
  deadlineMs: number;
  /** the longest body that is taken */
  maxBytes: number;
  signal?: AbortSignal;
};

type Request = { method: 'GET' | 'POST'; path: string; query?: Query; body?: unknown };

/** A connection to one cluster's API. Throws ConnectorError only. */
export type Api = {
  /** Sends exactly one request and reads its answer to the end. */
  call(request: Request, limits: Limits): Promise<Answer>;
  /**
   * Stays on one answer and hands on each of its lines. Ends when the cluster ends it; throws when it breaks off or stays
   * silent for `silenceMs`.
   */
  stream(
    path: string,
    query: Query,
    limits: Limits & { silenceMs: number },
    line: (text: string) => void,
  ): Promise<void>;
  close(): void;
};

/** An error is short; what is longer is not read. */
const LONGEST_REFUSAL = 262_144;

/**
 * Opens the place that the kubeconfig names, if it may be reached. Plain Node underneath: the usual client follows redirects
 * with the token in hand, runs what a kubeconfig asks for, and puts no bound on a body.
 * @throws ConnectorError for a kubeconfig that is not taken; what `source.allow` throws for a place that is not
 */
export async function openApi(source: Pick<KubernetesSource, 'kubeconfig' | 'allow'>): Promise<Api> {
  const access = readKubeconfig(await source.kubeconfig());
  await source.allow(`${access.host}:${access.port}`, access.protocol);
  const agent = agentOf(access);
  return {
    call: (request, limits) =>
      guarded(request, limits, async (signal) => {
        const response = await send(access, agent, request, signal);
        return objectIn(await bodyOf(response, limits.maxBytes, nameOf(request)), nameOf(request));
      }),
    stream: async (path, query, { silenceMs, ...limits }, line) => {
      const request: Request = { method: 'GET', path, query };
      await guarded(request, limits, async (signal) => {
        const response = await send(access, agent, request, signal);
        await linesOf(response, { silenceMs, maxBytes: limits.maxBytes, call: nameOf(request) }, line);
        return {};
      });
    },
    close: () => agent.destroy(),
  };
}

function agentOf({ protocol, ca, certificate, key, serverName }: Access): http.Agent {
  const pool = { keepAlive: true, maxSockets: 16 };
  if (protocol === 'http') return new http.Agent(pool);
  // Said aloud, because the environment could otherwise switch it off for the whole process.
  const verified = { rejectUnauthorized: true, minVersion: 'TLSv1.2' as const };
  return new https.Agent({ ...pool, ...verified, ca, cert: certificate, key, servername: serverName });
}

function nameOf({ method, path }: Request): string {
  return `${method} ${path}`;
}

async function guarded(
  request: Request,
  { deadlineMs, signal }: Limits,
  act: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const either = signal ? AbortSignal.any([deadline, signal]) : deadline;
  try {
    either.throwIfAborted();
    return await act(either);
  } catch (thrown) {
    // Sockets say AbortError for both.
    throw toConnectorError(deadline.aborted && !signal?.aborted ? deadline.reason : thrown, nameOf(request));
  }
}

/** The head of an answer that is a success; anything else is thrown. */
async function send(access: Access, agent: http.Agent, request: Request, signal: AbortSignal) {
  const body = request.body === undefined ? undefined : JSON.stringify(request.body);
  const response = await new Promise<http.IncomingMessage>((resolve, reject) => {
    const { request: open } = access.protocol === 'https' ? https : http;
    const headers = {
      accept: 'application/json',
      'user-agent': 'causeway',
      ...(access.authorization ? { authorization: access.authorization } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    };
    const place = {
      agent,
      host: access.host.replace(/^\[|\]$/g, ''),
      port: access.port,
      path: pathOf(access, request),
    };
    open({ ...place, method: request.method, headers, signal }, resolve)
      .on('error', reject)
      .end(body);
  });
  const status = response.statusCode ?? 0;
  if (status >= 200 && status < 300) return response;
  if (status < 400) {
    response.destroy();
    throw unreadable(nameOf(request), `the cluster did not answer the call (HTTP ${status})`);
  }
  const text = await bodyOf(response, LONGEST_REFUSAL, nameOf(request));
  throw refusalOf(status, jsonIn(text), nameOf(request), headerOf(response, 'retry-after'));
}

function headerOf(response: http.IncomingMessage, name: string): string | undefined {
  const value = response.headers[name];
  return typeof value === 'string' ? value : undefined;
}

function pathOf({ basePath }: Access, { path, query = {} }: Request): string {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  const search = new URLSearchParams(given).toString();
  return `${basePath}${path}${search === '' ? '' : `?${search}`}`;
}

async function bodyOf(response: http.IncomingMessage, maxBytes: number, call: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      response.destroy();
      throw tooLarge(call, maxBytes);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A parser quotes what it could not parse; the caller says what is missing.
    return undefined;
  }
}

function objectIn(text: string, call: string): Answer {
  const body = jsonIn(text);
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Answer;
  throw unreadable(call, 'the answer is not an object');
}

type LineLimits = { silenceMs: number; maxBytes: number; call: string };

async function linesOf(
  response: http.IncomingMessage,
  { silenceMs, maxBytes, call }: LineLimits,
  line: (text: string) => void,
): Promise<void> {
  let rest = '';
  let silent = false;
  const timer = setTimeout(() => {
    silent = true;
    response.destroy();
  }, silenceMs);
  response.setEncoding('utf8');
  try {
    for await (const chunk of response as AsyncIterable<string>) {
      timer.refresh();
      const parts = (rest + chunk).split('\n');
      rest = parts.pop() ?? '';
      if (rest.length > maxBytes) throw tooLarge(call, maxBytes);
      for (const each of parts) if (each.trim() !== '') line(each);
    }
  } catch (thrown) {
    throw silent ? unreadable(call, `silent for ${silenceMs} ms`, 'Silent') : thrown;
  } finally {
    clearTimeout(timer);
    response.destroy();
  }
}
