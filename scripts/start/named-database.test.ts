import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { findFreePort } from '../postgres.mjs';
import { waitForNamedDatabase } from './named-database.mjs';

describe('the PostgreSQL that DATABASE_URL names', () => {
  const said: string[] = [];
  const say = (text: string) => said.push(text);

  it('is taken as it is when it answers', async () => {
    const server = net.createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await waitForNamedDatabase(`postgres://me:secret@127.0.0.1:${port}/causeway`, { say });
    expect(said).toEqual([]);
    server.close();
  });

  it('is waited for when it is still starting', async () => {
    const port = await findFreePort();
    const server = net.createServer();
    setTimeout(() => server.listen(port, '127.0.0.1'), 300);
    await waitForNamedDatabase(`postgres://me:secret@127.0.0.1:${port}/causeway`, { say });
    expect(said.splice(0)).toEqual([`Waiting for the PostgreSQL that DATABASE_URL names, at 127.0.0.1:${port}.`]);
    server.close();
  });

  it('is named, without its password, when it never answers', async () => {
    const port = await findFreePort();
    const waiting = waitForNamedDatabase(`postgres://me:secret@127.0.0.1:${port}/causeway`, { say, patienceMs: 100 });
    await expect(waiting).rejects.toThrow(
      `No PostgreSQL answers at 127.0.0.1:${port} (ECONNREFUSED), which DATABASE_URL names. Start it, or unset DATABASE_URL to use the embedded one.`,
    );
    expect(said.splice(0).join()).not.toContain('secret');
  });

  it.each(['postgres:///causeway?host=/var/run/postgresql', 'postgres://me@db.example.net/causeway?host=/run'])(
    'may be a socket file, which only the driver can try: %s',
    async (url) => {
      await waitForNamedDatabase(url, { say, patienceMs: 0 });
      expect(said).toEqual([]);
    },
  );
});
