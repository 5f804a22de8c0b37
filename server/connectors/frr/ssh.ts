import { createHash } from 'node:crypto';
import { Client, type ClientChannel } from 'ssh2';
import { ConnectorError, type FrrSource } from '../types';
import { commandFailed, givenUp, noAnswer, tooLong } from './errors';
import type { RunLimits, Shell } from './shell';

type SshAccess = Extract<FrrSource['access'], { kind: 'ssh' }>;

const PLACE = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?))(?::(\d{1,5}))?$/i;
const CONNECT_MS = 10_000;

/**
 * vtysh behind an account whose key is bound to a forced command. The server must show the pinned key; nothing but the key is
 * offered; nothing is forwarded. One connection serves a whole reading, a channel each command.
 */
export function sshShell(access: SshAccess): Shell {
  let connection: Promise<Client> | undefined;
  return {
    async run(command, limits) {
      connection ??= connect(access);
      const client = await connection.catch((failed: unknown) => {
        connection = undefined;
        throw failed;
      });
      return execute(client, command, limits);
    },
    close() {
      // One that never stood has nothing to end, and its failure was told to whoever asked.
      connection?.then((client) => client.end()).catch(() => undefined);
      connection = undefined;
    },
  };
}

/** @throws ConnectorError `rejected` when the source's endpoint is not host[:port] */
export function placeOf(endpoint: string): { host: string; port: number } {
  const [, v6, name, port = '22'] = PLACE.exec(endpoint) ?? [];
  const host = v6 ?? name;
  if (host !== undefined && Number(port) >= 1 && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new ConnectorError('rejected', 'The endpoint is a host with an optional port: no scheme, path or user.', {
    outcome: 'none',
  });
}

function connect({ endpoint, user, hostKey, privateKey }: SshAccess): Promise<Client> {
  return new Promise((resolve, reject) => {
    let hostKeyDiffers = false;
    const client = new Client();
    client.once('ready', () => resolve(client));
    client.on('error', (error: Error & { level?: string }) => reject(connectFailure(error, hostKeyDiffers)));
    client.once('close', () => reject(connectFailure({}, hostKeyDiffers)));
    try {
      client.connect({
        ...placeOf(endpoint),
        username: user,
        privateKey,
        readyTimeout: CONNECT_MS,
        keepaliveInterval: 15_000,
        authHandler: ['publickey'],
        hostVerifier: (key: Buffer) => {
          hostKeyDiffers = fingerprintOf(key) !== hostKey.replace(/=$/, '');
          return !hostKeyDiffers;
        },
      });
    } catch (thrown) {
      if (thrown instanceof ConnectorError) return reject(thrown);
      // The library's message may quote the key it could not parse.
      reject(new ConnectorError('rejected', 'ssh: the private key cannot be used', { outcome: 'none' }));
    }
  });
}

/** As `ssh-keygen -l` prints it. */
function fingerprintOf(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

function connectFailure({ level }: { level?: string }, hostKeyDiffers: boolean): ConnectorError {
  if (hostKeyDiffers)
    return new ConnectorError('denied', 'ssh: the server shows another key than the pinned one', {
      code: 'HOST_KEY_MISMATCH',
      outcome: 'none',
    });
  if (level === 'client-authentication')
    return new ConnectorError('denied', 'ssh: the account does not take this key', {
      code: 'AUTHENTICATION',
      outcome: 'none',
    });
  return new ConnectorError('unavailable', 'ssh: the connection failed', { outcome: 'none' });
}

function execute(client: Client, command: string, { timeoutMs, bytes, signal }: RunLimits): Promise<string> {
  return new Promise((resolve, reject) => {
    let channel: ClientChannel | undefined;
    const settle = (outcome: () => void) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
      client.removeListener('close', lost);
      channel?.destroy();
      outcome();
    };
    const fail = (error: ConnectorError) => settle(() => reject(error));
    const stop = () => fail(givenUp(command));
    const lost = () => fail(commandFailed(command, 'a lost connection'));
    const timer = setTimeout(() => fail(noAnswer(command, timeoutMs)), timeoutMs);
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop, { once: true });
    client.once('close', lost);
    client.exec(command, (error, opened) => {
      if (error) return fail(commandFailed(command, 'no channel'));
      channel = opened;
      collect(opened, bytes).then(
        ({ text, exit }) => (exit === 0 ? settle(() => resolve(text)) : fail(commandFailed(command, exit))),
        () => fail(tooLong(command, bytes)),
      );
    });
  });
}

/** An answer is whole when the program has said how it ended. Rejects when it is longer than `bytes`. */
function collect(channel: ClientChannel, bytes: number): Promise<{ text: string; exit: number | null }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    let exit: number | null = null;
    channel.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > bytes) reject(new Error('too long'));
      else chunks.push(chunk);
    });
    // Complaints are not needed, but must be read or the channel stops.
    channel.stderr.resume();
    channel.on('exit', (code: number | null) => (exit = code));
    channel.on('close', () => resolve({ text: Buffer.concat(chunks).toString('utf8'), exit }));
  });
}
