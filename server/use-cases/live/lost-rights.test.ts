import { beforeEach, describe, expect, it } from 'vitest';
import { may } from '@/domain/access';
import { actorFromHeaders } from '@/server/auth/actor';
import { createAuth, handleAuth } from '@/server/auth/auth';
import { env } from '@/server/config/env';
import { inTransaction } from '@/server/db/client';
import { notify } from '@/server/db/notify';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { addPerson } from '../people/add-person';
import { disablePerson, enablePerson } from '../people/disable-person';
import { grantRole, revokeRole } from '../people/grant-role';
import { resetPassword } from '../people/reset-password';
import { createToken, revokeToken } from '../people/tokens';
import { createHub } from './hub';
import { type LiveEvent, watch } from './watch';

const ADDRESS = 'wang@example.net';
const unauthenticated = { code: 'unauthenticated' };

describe('whoever loses a right, with a page open and a script running', () => {
  let world: TestWorld;
  let personId: string;
  /** by the session of a browser, and by a token */
  let browser: Headers;
  let script: { headers: Headers; tokenId: string };
  let open: (headers: Headers) => Promise<AsyncGenerator<LiveEvent>>;
  let actorOf: (headers: Headers) => ReturnType<typeof actorFromHeaders>;
  let send: (path: string, headers: Headers, body?: object) => Promise<Response>;

  beforeEach(async () => {
    world = await createTestWorld();
    const auth = createAuth(world.db, env());
    const hub = createHub(world.appUrl);
    const stop = new AbortController();
    actorOf = (headers) => actorFromHeaders(headers, { auth, db: world.db });
    send = (path, headers, body = {}) => {
      const all = new Headers(headers);
      all.set('origin', env().CAUSEWAY_BASE_URL);
      all.set('content-type', 'application/json');
      const address = `${env().CAUSEWAY_BASE_URL}/api/auth${path}`;
      return handleAuth(new Request(address, { method: 'POST', headers: all, body: JSON.stringify(body) }), auth);
    };
    open = async (headers) => {
      const stream = watch(() => actorOf(headers), stop.signal, hub);
      expect((await stream.next()).value).toEqual({ kind: 'connected' });
      return stream;
    };
    const wang = await addPerson(world.as('admin'), { name: 'wang', email: ADDRESS, roles: ['auditor'] });
    personId = wang.personId;
    browser = await signIn(wang.password);
    const context = { ...world.as(), now: () => new Date(), actor: await actorOf(browser) };
    const made = await createToken(context, { name: 'nightly', scopes: ['change:read', 'audit:read'] });
    script = { headers: new Headers({ authorization: `Bearer ${made.token}` }), tokenId: made.tokenId };
    return async () => {
      stop.abort();
      await hub.close();
      await world.close();
    };
  });

  async function signIn(password: string): Promise<Headers> {
    const answer = await send('/sign-in/email', new Headers(), { email: ADDRESS, password });
    const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
    return new Headers({ cookie: cookies.join('; ') });
  }

  /** Until both streams listen, a notice would be missed: it is said again until the first is heard. */
  async function listening(...streams: readonly AsyncGenerator<LiveEvent>[]): Promise<void> {
    const heard = Promise.all(streams.map((stream) => stream.next()));
    let done = false;
    void heard.then(() => (done = true));
    await expect
      .poll(async () => {
        await inTransaction(world.db, (tx) => notify(tx, { topic: 'change', id: 'warm-up' }));
        return done;
      })
      .toBe(true);
    // What was said more than once arrives now, not in the middle of the test.
    await new Promise((resolve) => setTimeout(resolve, 150));
  }

  /** What a stream says next, without the echoes of the warm-up. */
  async function next(stream: AsyncGenerator<LiveEvent>): Promise<LiveEvent | undefined> {
    for (;;) {
      const { value } = (await stream.next()) as { value: LiveEvent | undefined };
      if (
        value?.kind !== 'changed' ||
        Object.values(value.topics)
          .flat()
          .some((id) => id !== 'warm-up')
      )
        return value;
    }
  }

  it('is out at once when disabled: sessions, tokens and both streams, and enabling gives none of them back', async () => {
    const [page, job] = [await open(browser), await open(script.headers)];
    await listening(page, job);
    const began = performance.now();
    await disablePerson(world.as('admin'), { personId });
    await expect(next(page)).rejects.toMatchObject(unauthenticated);
    await expect(next(job)).rejects.toMatchObject(unauthenticated);
    expect(performance.now() - began).toBeLessThan(2_000);
    await enablePerson(world.as('admin'), { personId });
    for (const headers of [browser, script.headers]) expect(await actorOf(headers)).toEqual({ kind: 'anonymous' });
  });

  it('hears nothing that the lost role heard, not even of its own revocation, and the token opens nothing', async () => {
    await grantRole(world.as('admin'), { personId, role: 'viewer' });
    const grant = await world.db.roleGrant.findFirstOrThrow({ where: { personId, role: 'auditor' } });
    const page = await open(browser);
    await listening(page);
    // The commit that takes the role also writes a row of the audit: both are in one bundle.
    await revokeRole(world.as('admin'), { grantId: grant.id });
    expect(await next(page)).toEqual({ kind: 'changed', topics: { person: [personId] } });
    expect(may(await actorOf(script.headers), 'audit:read')).toBe(false);
    expect(may(await actorOf(script.headers), 'change:read')).toBe(true);
    const other = await world.db.roleGrant.findFirstOrThrow({ where: { personId, role: 'viewer' } });
    await revokeRole(world.as('admin'), { grantId: other.id });
    expect(await next(page)).toEqual({ kind: 'changed', topics: { person: [personId] } });
    await inTransaction(world.db, (tx) => notify(tx, { topic: 'change', id: 'secret' }));
    await inTransaction(world.db, (tx) => notify(tx, { topic: 'person', id: personId }));
    expect(await next(page)).toEqual({ kind: 'changed', topics: { person: [personId] } });
  });

  it('hears of changes while a role within a site is all that is left: reading is not divided', async () => {
    const siteKey = 'dc-1';
    await world.db.roleGrant.create({
      data: { id: world.as().newId(), personId, role: 'engineer', siteKey, grantedAt: new Date() },
    });
    const grant = await world.db.roleGrant.findFirstOrThrow({ where: { personId, role: 'auditor' } });
    const page = await open(browser);
    await listening(page);
    await revokeRole(world.as('admin'), { grantId: grant.id });
    await next(page);
    await inTransaction(world.db, async (tx) => {
      await notify(tx, { topic: 'change', id: 'c1' });
      await notify(tx, { topic: 'audit', id: 'head' });
    });
    expect(await next(page)).toEqual({ kind: 'changed', topics: { change: ['c1'] } });
  });

  it('loses the script and not the page when the token is revoked', async () => {
    const [page, job] = [await open(browser), await open(script.headers)];
    await listening(page, job);
    await revokeToken(
      { ...world.as(), now: () => new Date(), actor: await actorOf(browser) },
      { tokenId: script.tokenId },
    );
    await expect(next(job)).rejects.toMatchObject(unauthenticated);
    expect(await next(page)).toMatchObject({ kind: 'changed', topics: { person: [personId] } });
  });

  it.each<[string, () => Promise<unknown>]>([
    ['the password is replaced', () => resetPassword(world.asJob('start'), { email: ADDRESS })],
    ['they leave in another tab', () => send('/sign-out', browser)],
  ])('loses the page and not the script when %s', async (_why, act) => {
    const [page, job] = [await open(browser), await open(script.headers)];
    await listening(page, job);
    await act();
    // What happened just before may still be told.
    const end = async () => {
      while (!(await page.next()).done);
    };
    await expect(end()).rejects.toMatchObject(unauthenticated);
    expect((await actorOf(script.headers)).kind).toBe('person');
  });
});
