import { type ChannelCredentials, Client, credentials, type ClientReadableStream } from '@grpc/grpc-js';
import type { GobgpSource } from '../types';
import { toConnectorError, unreadable } from './errors';
import { type Identity, identityOf } from './identity';

/** No message of a table of ordinary routes comes near; one that does is no such message. */
const LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024;
/** Go's servers hang up on clients that ask more often than every five minutes whether they are still there. */
const KEEPALIVE_MS = 330_000;

const CHANNEL = {
  'grpc.max_receive_message_length': LARGEST_MESSAGE_BYTES,
  'grpc.keepalive_time_ms': KEEPALIVE_MS,
  'grpc.keepalive_timeout_ms': 20_000,
  'grpc.enable_retries': 0,
  // Neither a proxy from the environment nor a record in DNS may say where a gateway is or how it is spoken to.
  'grpc.enable_http_proxy': 0,
  'grpc.service_config_disable_resolution': 1,
  'grpc.primary_user_agent': 'causeway',
};

export type Limits = { deadlineMs?: number; signal?: AbortSignal };

/** One connection to one gateway. Bytes go in and out; throws ConnectorError only. */
export type Connection = {
  unary(path: string, request: Buffer, limits: Limits): Promise<Buffer>;
  /** Hands over each message as it comes; resolves when the server has said that it was the last one. `take` ends it by throwing. */
  stream(path: string, request: Buffer, limits: Limits, take: (message: Buffer) => void): Promise<void>;
  close(): void;
};

export function connectTo(target: string, tls: GobgpSource['tls']): Connection {
  const { serverName, check } = identityOf(target);
  const named = serverName === undefined ? {} : { 'grpc.ssl_target_name_override': serverName };
  const client = new Client(target, credentialsOf(tls, check), { ...CHANNEL, ...named });
  return {
    unary: (path, request, { deadlineMs, signal }) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(toConnectorError(signal.reason, nameOf(path)));
        const call = client.makeUnaryRequest(path, asIs, asIs, request, optionsOf(deadlineMs), (error, answer) => {
          signal?.removeEventListener('abort', stop);
          if (error) reject(toConnectorError(error, nameOf(path)));
          else if (answer === undefined) reject(unreadable(nameOf(path), 'the answer is empty'));
          else resolve(answer);
        });
        const stop = () => call.cancel();
        signal?.addEventListener('abort', stop, { once: true });
      }),
    stream: (path, request, { deadlineMs, signal }, take) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(toConnectorError(signal.reason, nameOf(path)));
        const call = client.makeServerStreamRequest(path, asIs, asIs, request, optionsOf(deadlineMs));
        const stop = () => call.cancel();
        signal?.addEventListener('abort', stop, { once: true });
        const leave = () => signal?.removeEventListener('abort', stop);
        listen(call, nameOf(path), take).then(resolve, reject).finally(leave);
      }),
    close: () => client.close(),
  };
}

/** A stream is whole when its status came and is OK; data that ended in any other way is none. */
function listen(call: ClientReadableStream<Buffer>, action: string, take: (message: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    call.on('data', (message: Buffer) => {
      try {
        take(message);
      } catch (thrown) {
        reject(toConnectorError(thrown, action));
        call.cancel();
      }
    });
    call.on('error', (error) => reject(toConnectorError(error, action)));
    call.on('status', ({ code, details }) =>
      code === 0 ? resolve() : reject(toConnectorError({ code, details }, action)),
    );
  });
}

/** @throws ConnectorError `rejected` for a certificate or key that is none */
function credentialsOf(tls: GobgpSource['tls'], checkServerIdentity: Identity['check']): ChannelCredentials {
  if (!tls) return credentials.createInsecure();
  const pem = (text: string | undefined) => (text === undefined || text === '' ? null : Buffer.from(text));
  try {
    return credentials.createSsl(pem(tls.ca), pem(tls.key), pem(tls.certificate), { checkServerIdentity });
  } catch {
    // The library's message may quote the key.
    throw unreadable('connect', 'the certificate or its key cannot be used');
  }
}

function optionsOf(deadlineMs: number | undefined): { deadline?: number } {
  return deadlineMs === undefined ? {} : { deadline: Date.now() + deadlineMs };
}

const asIs = (bytes: Buffer): Buffer => bytes;

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
