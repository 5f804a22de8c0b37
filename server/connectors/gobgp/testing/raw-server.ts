import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServerUnaryCall,
  type ServerWritableStream,
  status,
} from '@grpc/grpc-js';
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** What one method answers: messages as bytes, then a status; `hang` never ends. */
export type Answer = { messages: readonly Buffer[]; code?: status; details?: string; hang?: boolean };

export type RawServer = { endpoint: string; calls: readonly string[]; stop(): Promise<void> };

const STREAMS = new Set(['ListPeer', 'ListPath', 'WatchEvent']);
const METHODS = ['GetBgp', ...STREAMS];
const asIs = (bytes: Buffer): Buffer => bytes;

/** A gRPC server of a test that says exactly these bytes, whatever they are. */
export async function startRawServer(
  service: string,
  answer: (method: string, request: Buffer) => Answer,
  credentials = ServerCredentials.createInsecure(),
  address = '127.0.0.1',
): Promise<RawServer> {
  const calls: string[] = [];
  const server = new Server();
  for (const method of METHODS) {
    const definition = { path: `/${service}/${method}`, requestStream: false, responseStream: STREAMS.has(method) };
    const codec = {
      requestSerialize: asIs,
      requestDeserialize: asIs,
      responseSerialize: asIs,
      responseDeserialize: asIs,
    };
    server.addService(
      { [method]: { ...definition, ...codec } },
      {
        [method]: ((call: never, back: never) => serve(method, call, back)) as unknown as handleUnaryCall<
          Buffer,
          Buffer
        >,
      },
    );
  }
  const serve = (
    method: string,
    call: ServerUnaryCall<Buffer, Buffer> & ServerWritableStream<Buffer, Buffer>,
    back: (error: unknown, message?: Buffer) => void,
  ) => {
    calls.push(method);
    const { messages, code = status.OK, details = '', hang } = answer(method, call.request);
    const failure = Object.assign(new Error(details), { code, details });
    if (!STREAMS.has(method)) return hang ? undefined : code === status.OK ? back(null, messages[0]) : back(failure);
    for (const message of messages) call.write(message);
    if (hang) return;
    if (code === status.OK) call.end();
    else call.emit('error', failure);
  };
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync(`${address}:0`, credentials, (error, bound) => (error ? reject(error) : resolve(bound))),
  );
  return { endpoint: `${address}:${port}`, calls, stop: () => Promise.resolve(server.forceShutdown()) };
}

/** An HTTP/2 server that is no gRPC server: `serve` has the stream to itself. */
export async function startHttp2(
  serve: (stream: ServerHttp2Stream, path: string) => void,
): Promise<{ endpoint: string; stop(): void }> {
  const server: Http2Server = createServer();
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream, headers) => {
    // A stream that is cut is what this server is for.
    stream.on('error', () => undefined);
    serve(stream, String(headers[':path']));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    for (const session of sessions) session.destroy();
    server.close();
  };
  return { endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}
