import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type CloudApi, dispatch, type Gate, type Outcome } from './dispatch';

/** The port of one API: plain HTTP, every answer JSON unless a fault says otherwise. */
export function createCloudServer(gate: Gate, api: CloudApi): Server {
  const server = createServer((request, response) => {
    void serve(gate, api, request, response);
  });
  // Clients keep connections for long; a server that hangs up first makes their next write look lost.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;
  return server;
}

async function serve(gate: Gate, api: CloudApi, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body: Buffer;
  try {
    body = await readBody(request);
  } catch {
    // The caller hung up while speaking: there is nobody left to answer.
    request.destroy();
    return;
  }
  const { method = '', url = '/', headers } = request;
  send(await dispatch(gate, api, { method, url, headers, body }), response);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function send(outcome: Outcome, response: ServerResponse): void {
  switch (outcome.kind) {
    case 'stall':
      return;
    case 'drop':
      response.socket?.destroy();
      return;
    case 'html':
      response.writeHead(outcome.status, { 'content-type': 'text/html' });
      response.end('<html><head><title>Bad Gateway</title></head><body>Bad Gateway</body></html>\n');
      return;
    case 'json':
      response.writeHead(outcome.status, { 'content-type': 'application/json;charset=utf-8', ...outcome.headers });
      response.end(outcome.body === null ? undefined : JSON.stringify(outcome.body));
  }
}
