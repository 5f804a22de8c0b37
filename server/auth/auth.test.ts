import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { env } from '@/server/config/env';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { bootstrapPeople } from '@/server/use-cases/people/bootstrap-people';
import { disablePerson } from '@/server/use-cases/people/disable-person';
import { actorFromHeaders } from './actor';
import { type Auth, createAuth, handleAuth } from './auth';
import { isSameOrigin } from './origins';

const BASE = 'http://localhost:3000';

describe('signing in', () => {
  let world: TestWorld;
  let auth: Auth;
  let passwords: Map<string, string>;

  beforeEach(async () => {
    world = await createTestWorld();
    auth = createAuth(world.db, env());
    const people = await bootstrapPeople(world.asJob('start'));
    passwords = new Map(people?.map((person) => [person.email, person.password]));
    return () => world.close();
  });

  const send = (path: string, init: { method?: string; body?: object; headers?: Record<string, string> } = {}) =>
    handleAuth(
      new Request(`${BASE}/api/auth${path}`, {
        method: init.method ?? 'POST',
        headers: {
          origin: BASE,
          'content-type': 'application/json',
          'x-forwarded-for': '203.0.113.9',
          ...init.headers,
        },
        body: init.method === 'GET' ? undefined : JSON.stringify(init.body ?? {}),
      }),
      auth,
    );
  const signIn = (email: string, password = passwords.get(email) ?? '') =>
    send('/sign-in/email', { body: { email, password } });
  const cookieOf = (response: Response) =>
    response.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
  const actorOf = (cookie: string) => actorFromHeaders(new Headers({ cookie }), { auth, db: world.db });
  const audit = async () => {
    const rows = await world.db.auditEntry.findMany({ orderBy: { seq: 'asc' } });
    return rows
      .filter((row) => row.action.startsWith('session.'))
      .map((row) => `${row.action} ${row.result} ${row.actorName}`);
  };

  it('gives an actor with its roles, and leaves again, all on the record', async () => {
    const response = await signIn('engineer@causeway.local');
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()[0]).toMatch(/HttpOnly; SameSite=Lax/);
    const cookie = cookieOf(response);
    expect(await actorOf(cookie)).toMatchObject({
      kind: 'person',
      name: 'Lin Wei',
      via: 'session',
      grants: [{ role: 'engineer' }],
    });
    expect((await send('/sign-out', { headers: { cookie } })).status).toBe(200);
    expect(await actorOf(cookie)).toEqual({ kind: 'anonymous' });
    expect(await audit()).toEqual(['session.sign-in done Lin Wei', 'session.sign-out done Lin Wei']);
  });

  it('is refused with a wrong password, on the record, without what was typed', async () => {
    expect((await signIn('engineer@causeway.local', 'TYPED-CANARY')).status).toBe(401);
    expect((await signIn('nobody@causeway.local', 'TYPED-CANARY')).status).toBe(401);
    expect(await audit()).toEqual(['session.sign-in denied anonymous', 'session.sign-in denied anonymous']);
    const rows = await world.db.auditEntry.findMany({ where: { action: 'session.sign-in' } });
    const text = JSON.stringify(rows.map(({ objects, detail }) => ({ objects, detail })));
    expect(text).toContain('engineer@causeway.local');
    expect(text).not.toContain('nobody@causeway.local');
    expect(text).not.toContain('TYPED-CANARY');
  });

  it('stops listening at an account that is guessed at, wherever the guesses come from', async () => {
    const guess = (at: number) =>
      send('/sign-in/email', {
        body: { email: 'admin@causeway.local', password: 'guess' },
        headers: { 'x-forwarded-for': `203.0.113.${at}` },
      });
    for (let at = 0; at < 20; at += 1) expect((await guess(at)).status).toBe(401);
    const refused = await guess(99);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('x-retry-after')).toBe('600');
    expect((await signIn('admin@causeway.local')).status).toBe(429);
    expect((await signIn('engineer@causeway.local')).status).toBe(200);
  });

  it('stops listening to an address that tries too often', async () => {
    const statuses = new Set<number>();
    for (let at = 0; at < 31; at += 1) statuses.add((await signIn(`nobody${at}@causeway.local`, 'guess')).status);
    expect(statuses).toEqual(new Set([401, 429]));
  });

  it('ends at once for a person who is disabled, and stays shut', async () => {
    const cookie = cookieOf(await signIn('engineer@causeway.local'));
    const person = await world.db.user.findUniqueOrThrow({ where: { email: 'engineer@causeway.local' } });
    await disablePerson(world.as('admin'), { personId: person.id });
    expect(await actorOf(cookie)).toEqual({ kind: 'anonymous' });
    expect(await world.db.session.count({ where: { userId: person.id } })).toBe(0);
    expect((await signIn('engineer@causeway.local')).status).toBe(403);
    const denied = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(denied).toMatchObject({
      action: 'session.sign-in',
      result: 'denied',
      detail: { reason: 'person-disabled' },
    });
  });

  it('is refused from another site', async () => {
    const response = await send('/sign-in/email', {
      body: { email: 'engineer@causeway.local', password: passwords.get('engineer@causeway.local') },
      headers: { origin: 'https://evil.example', cookie: 'causeway.session_token=x' },
    });
    expect(response.status).toBe(403);
  });

  it('changes a password that is known, not one that is short', async () => {
    const cookie = cookieOf(await signIn('engineer@causeway.local'));
    const change = (newPassword: string) =>
      send('/change-password', {
        headers: { cookie },
        body: { currentPassword: passwords.get('engineer@causeway.local'), newPassword },
      });
    expect((await change('short')).status).toBe(400);
    expect((await change('a much longer password')).status).toBe(200);
    expect((await signIn('engineer@causeway.local')).status).toBe(401);
    expect((await signIn('engineer@causeway.local', 'a much longer password')).status).toBe(200);
    const entry = await world.db.auditEntry.findFirst({ where: { action: 'person.change-password' } });
    expect(entry).toMatchObject({ actorName: 'Lin Wei', result: 'done' });
  });
});

describe('what the library offers beyond signing in', () => {
  let world: TestWorld;
  let auth: Auth;
  beforeAll(async () => {
    world = await createTestWorld();
    auth = createAuth(world.db, env());
    return () => world.close();
  });

  it.each([
    ['POST', '/sign-up/email'],
    ['POST', '/delete-user'],
    ['POST', '/change-email'],
    ['POST', '/update-user'],
    ['POST', '/link-social'],
    ['POST', '/request-password-reset'],
    ['GET', '/list-sessions'],
    ['GET', '/list-accounts'],
    ['GET', '/sign-out'],
    ['POST', '/sign-in/email/'],
    ['POST', '/sign-in/../sign-up/email'],
  ])('keeps shut: %s %s', async (method, path) => {
    const request = new Request(`${BASE}/api/auth${path}`, { method, headers: { origin: BASE } });
    expect((await handleAuth(request, auth)).status).toBe(404);
  });

  it('does not open sign-up by its own name either', async () => {
    const body = { email: 'new@causeway.local', name: 'New', password: 'long enough a password' };
    await expect(auth.api.signUpEmail({ body })).rejects.toMatchObject({ status: 'BAD_REQUEST' });
    expect(await world.db.user.count()).toBe(0);
  });
});

describe('where requests that change something come from', () => {
  it.each([
    [{}, true],
    [{ origin: BASE }, true],
    [{ origin: 'http://127.0.0.1:3000' }, true],
    [{ origin: 'http://localhost:3001' }, false],
    [{ origin: 'https://localhost:3000' }, false],
    [{ origin: 'https://evil.example' }, false],
    [{ origin: 'null' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'same-site', origin: BASE }, false],
    [{ 'sec-fetch-site': 'same-origin', origin: BASE }, true],
  ])('%j: %s', (headers, expected) => {
    expect(isSameOrigin(new Headers(headers as Record<string, string>), BASE)).toBe(expected);
  });

  it('is exactly the address people open when that is not this machine', () => {
    const base = 'https://causeway.example.net';
    expect(isSameOrigin(new Headers({ origin: base }), base)).toBe(true);
    expect(isSameOrigin(new Headers({ origin: 'https://localhost' }), base)).toBe(false);
  });
});
