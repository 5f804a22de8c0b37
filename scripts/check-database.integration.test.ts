import { createServer, type AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';
import { whyNotServed, whyNotUsable } from './check-database';

describe('a database that somebody else runs', () => {
  let database: TestDatabase;
  let place: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    place = new URL(database.ownerUrl).host;
    return () => database.drop();
  });

  type Edit = Partial<Pick<URL, 'username' | 'password' | 'host' | 'port' | 'pathname'>>;
  // Over the network, as somebody else's database is reached: a socket named in the address would outweigh host and port.
  const edited = (url: string, edit: Edit) => Object.assign(new URL(url), { search: '' }, edit).href;
  const ask = (edits: { owner?: Edit; app?: Edit } = {}) =>
    whyNotUsable({
      ownerUrl: edited(database.ownerUrl, edits.owner ?? {}),
      appUrl: edited(database.appUrl, edits.app ?? {}),
    });

  it('that is as it should be is used', async () => {
    expect(await ask()).toBeNull();
    expect(await whyNotServed(database)).toBeNull();
  });

  it.each<[string, Parameters<typeof ask>[0], string]>([
    [
      'a password it does not take',
      { owner: { password: 'CANARY' } },
      'does not take the password of "causeway_owner" (DATABASE_OWNER_URL).',
    ],
    [
      'the same of the application',
      { app: { password: 'CANARY' } },
      'does not take the password of "causeway_app" (DATABASE_URL).',
    ],
    [
      'a database that is not there',
      { owner: { pathname: '/no%20such' } },
      'Create it: create database "no such" owner "causeway_owner";',
    ],
    [
      'a host that is not there',
      { owner: { host: 'db.invalid' } },
      'There is no host "db.invalid" (DATABASE_OWNER_URL).',
    ],
    ['a port that nobody listens on', { app: { port: '9' } }, 'Nothing answers on 127.0.0.1:9 (DATABASE_URL).'],
  ])('is refused in one sentence for %s', async (_why, edits, sentence) => {
    const said = await ask(edits);
    expect(said).toContain(sentence);
    expect(said).not.toMatch(/CANARY|\n/);
  });

  it.each(['mysql://host/db', 'postgres:/host', 'not an address', 'postgres://user:CANARY@:5432:1/x'])(
    'has no address like %s',
    async (ownerUrl) => {
      expect(await whyNotUsable({ ownerUrl, appUrl: database.appUrl })).toBe(
        'DATABASE_OWNER_URL is not an address like postgres://user:password@host:5432/causeway.',
      );
    },
  );

  it('has to belong to the role that migrates', async () => {
    const { appUrl, name } = database;
    expect(await whyNotUsable({ ownerUrl: appUrl, appUrl })).toBe(
      `The role "causeway_app" may not create tables in the database "${name}" on ${place}. ` +
        `Make it the owner: alter database "${name}" owner to "causeway_app";`,
    );
  });

  it('has to be the one that was migrated', async () => {
    expect(await whyNotServed({ appUrl: edited(database.appUrl, { pathname: '/postgres' }) })).toBe(
      `DATABASE_URL and DATABASE_OWNER_URL lead to different databases: database "postgres" on ${place} was not migrated.`,
    );
  });

  it('has to speak as a database does', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await ask({ owner: { port: String(port) } })).toMatch(
      new RegExp(`^The database on 127\\.0\\.0\\.1:${port} cannot be opened \\(DATABASE_OWNER_URL\\): .+\\.$`),
    );
    server.close();
  });
});
