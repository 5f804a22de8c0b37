import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import ssh2 from 'ssh2';

export type SshServer = {
  endpoint: string;
  /** as a source pins it */
  hostKey: string;
  /** commands that were sent, in order */
  commands: readonly string[];
  stop(): Promise<void>;
};

type Answer = (stdout: string, exit: number) => void;

/** An SSH server of a test, in this process: one account, one key, `serve` in place of a shell. */
export async function startSshServer(
  clientKey: string,
  serve: (command: string, answer: Answer, drop: () => void) => void,
): Promise<SshServer> {
  const privateKey = newSshKey();
  const expected = publicPart(clientKey);
  const commands: string[] = [];
  const clients = new Set<ssh2.Connection>();
  const server = new ssh2.Server({ hostKeys: [privateKey] }, (client) => {
    clients.add(client);
    // A client that hangs up is what some tests are about.
    client.on('error', () => undefined);
    client.on('authentication', (attempt) => {
      const isKnown = attempt.method === 'publickey' && attempt.key.data.equals(expected);
      if (isKnown) attempt.accept();
      else attempt.reject(['publickey']);
    });
    client.on('session', (accept) => {
      accept().on('exec', (acceptExec, _reject, { command }) => {
        commands.push(command);
        const channel = acceptExec();
        const answer: Answer = (stdout, exit) => {
          channel.write(stdout);
          channel.exit(exit);
          channel.end();
        };
        serve(command, answer, () => client.end());
      });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    endpoint: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    hostKey: `SHA256:${createHash('sha256').update(publicPart(privateKey)).digest('base64').replace(/=+$/, '')}`,
    commands,
    stop: async () => {
      for (const client of clients) client.end();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

/**
 * A private key, as `ssh-keygen` writes it. The library cuts zeros off the ends of some keys that it makes, six in a
 * thousand, and then cannot read them itself: those are left aside.
 */
export function newSshKey(): string {
  for (;;) {
    const key = ssh2.utils.generateKeyPairSync('ed25519').private;
    if (!(ssh2.utils.parseKey(key) instanceof Error)) return key;
  }
}

function publicPart(privateKey: string): Buffer {
  const parsed = ssh2.utils.parseKey(privateKey);
  if (parsed instanceof Error) throw parsed;
  return parsed.getPublicSSH();
}
