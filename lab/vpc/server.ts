import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { dispatch, type Outcome, type Service } from './dispatch';

/** The API port: plain HTTP, one path, every answer JSON unless a fault says otherwise. */
export function createVpcServer(service: Service): Server {
  const server = createServer((request, response) => {
    void serve(service, request, response);
  });
  // Clients keep connections for long; a server that hangs up first makes their next write look lost.
  server.keepAliveTimeout = 75_000;
  server.headersTimeout = 80_000;
  return server;
}

async function serve(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body: Buffer;
  try {
    body = await readBody(request);
  } catch {
    // The caller hung up while speaking: there is nobody left to answer.
    request.destroy();
    return;
  }
  const { method = '', url = '/', headers } = request;
  send(await dispatch(service, { method, url, headers, body }), response);
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
      response.end(JSON.stringify(outcome.body));
  }
}
