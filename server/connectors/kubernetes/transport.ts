import http from 'node:http';
import https from 'node:https';
import type * as Kubernetes from '@kubernetes/client-node';
import type { Configuration, HttpLibrary, RequestContext } from '@kubernetes/client-node';
import { refusalOf, toConnectorError, tooLarge, unreadable } from './errors';
import type { Access } from './kubeconfig';

/** Handed in, because it is loaded when the first cluster is asked, not with this file. */
type Library = Pick<typeof Kubernetes, 'Observable' | 'ResponseContext'>;

export type Limits = {
  deadlineMs: number;
  /** the longest body that is taken */
  maxBytes: number;
  signal?: AbortSignal;
};

/** How one call of the client is bounded: what its calls take as their last argument. */
export type Bounds = Pick<Configuration, 'httpApi'>;

/**
 * What the client sends through instead of its own fetch, which follows redirects with the token in hand, lets the environment
 * switch off verification, and puts no bound on a body. Throws ConnectorError only, so that nothing of an answer that is
 * refused reaches an error of the client, which would quote it.
 */
export type Transport = {
  /** one call, one request, its answer read to the end */
  bounded(limits: Limits): Bounds;
  /**
   * Stays on one answer and hands on each of its lines; the client is told of an empty list when the cluster ends it. Throws
   * when it breaks off or stays silent for `silenceMs`.
   */
  following(limits: Limits & { silenceMs: number }, line: (text: string) => void): Bounds;
  close(): void;
};

/** An error is short; what is longer is not read. */
const LONGEST_REFUSAL = 262_144;

export function createTransport(access: Access, { Observable, ResponseContext }: Library): Transport {
  const agent = agentOf(access);
  const through = (limits: Limits, read: (response: http.IncomingMessage, call: string) => Promise<string>): Bounds => {
    const answered = async (request: RequestContext) => {
      const call = nameOf(request);
      const text = await guarded(call, limits, async (signal) =>
        read(await send(access, agent, request, signal), call),
      );
      const body = { text: () => Promise.resolve(text), binary: () => Promise.resolve(Buffer.from(text)) };
      // Judged by what it is: a cluster that forgets to say so answers JSON too.
      return new ResponseContext(200, { 'content-type': 'application/json' }, body as never);
    };
    const httpApi: HttpLibrary = { send: (request) => new Observable(answered(request)) };
    return { httpApi };
  };
  return {
    bounded: (limits) =>
      through(limits, async (response, call) => {
        const text = await bodyOf(response, limits.maxBytes, call);
        if (!text.trimStart().startsWith('{')) throw unreadable(call, 'the answer is not an object');
        return text;
      }),
    following: ({ silenceMs, ...limits }, line) =>
      through(limits, async (response, call) => {
        await linesOf(response, { silenceMs, maxBytes: limits.maxBytes, call }, line);
        return '{"items":[]}';
      }),
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

function nameOf(request: RequestContext): string {
  return `${request.getHttpMethod()} ${new URL(request.getUrl()).pathname}`;
}

async function guarded<T>(
  call: string,
  { deadlineMs, signal }: Limits,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = AbortSignal.timeout(deadlineMs);
  const either = signal ? AbortSignal.any([deadline, signal]) : deadline;
  try {
    either.throwIfAborted();
    return await act(either);
  } catch (thrown) {
    // Sockets say AbortError for both.
    throw toConnectorError(deadline.aborted && !signal?.aborted ? deadline.reason : thrown, call);
  }
}

/** The head of an answer that is a success; anything else is thrown. */
async function send(access: Access, agent: http.Agent, request: RequestContext, signal: AbortSignal) {
  const given = request.getBody();
  const body = typeof given === 'string' ? given : undefined;
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
      path: pathOf(request),
    };
    open({ ...place, method: request.getHttpMethod(), headers, signal }, resolve)
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

function pathOf(request: RequestContext): string {
  const { pathname, search } = new URL(request.getUrl());
  return `${pathname}${search}`;
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
