import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@/domain/access';
import { may } from '@/domain/access';
import { actorFromHeaders, findPersonActor } from '@/server/auth/actor';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import type { Context } from '../context';
import { addPerson } from './add-person';
import { disablePerson } from './disable-person';
import { createToken, listTokens, revokeToken } from './tokens';

describe('tokens', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await createTestWorld();
    return () => world.close();
  });

  // Expiry is compared with the clock of the moment a request comes in, so these tests live in the present.
  const signIn = async (...roles: Role[]): Promise<Context> => {
    const { personId } = await addPerson(world.as('admin'), { name: 'wang', email: 'wang@example.net', roles });
    const actor = await findPersonActor(world.db, personId);
    return { ...world.as(), now: () => new Date(), actor: actor ?? { kind: 'anonymous' } };
  };
  const auth = { api: { getSession: async () => null } } as never;
  const enter = (token: string) =>
    actorFromHeaders(new Headers({ authorization: `Bearer ${token}` }), { auth, db: world.db });

  it('open what they are for and nothing else, and are stored as a digest', async () => {
    const wang = await signIn('engineer', 'auditor');
    const { token } = await createToken(wang, { name: 'nightly check', scopes: ['audit:read'] });
    const actor = await enter(token);
    expect(actor).toMatchObject({ kind: 'person', name: 'wang', via: 'token' });
    expect(may(actor, 'audit:read')).toBe(true);
    expect(may(actor, 'change:apply')).toBe(false);
    const rows = JSON.stringify([
      await world.db.apiToken.findMany(),
      (await world.db.auditEntry.findMany()).map((row) => row.after),
    ]);
    expect(rows).not.toContain(token);
    expect(await listTokens(wang, {})).toMatchObject([
      { name: 'nightly check', scopes: ['audit:read'], lastUsedAt: expect.any(String) },
    ]);
  });

  it('hold no right that their maker has not, and lose those he loses', async () => {
    const wang = await signIn('engineer');
    await expect(createToken(wang, { name: 'x', scopes: ['audit:read'] })).rejects.toMatchObject({ code: 'forbidden' });
    const { token } = await createToken(wang, { name: 'x', scopes: ['change:propose'] });
    await world.db.roleGrant.updateMany({ data: { revokedAt: new Date() } });
    expect(may(await enter(token), 'change:propose')).toBe(false);
  });

  it('end when they are revoked, when their time is over and when the person is disabled', async () => {
    const wang = await signIn('engineer');
    const make = async () => createToken(wang, { name: 'x', scopes: ['estate:read'] });
    const [revoked, expired, orphaned] = [await make(), await make(), await make()];
    await revokeToken(wang, { tokenId: revoked.tokenId });
    await world.db.apiToken.update({ where: { id: expired.tokenId }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect((await enter(orphaned.token)).kind).toBe('person');
    const personId = wang.actor.kind === 'person' ? wang.actor.id : '';
    await disablePerson(world.as('admin'), { personId });
    for (const { token } of [revoked, expired, orphaned]) expect(await enter(token)).toEqual({ kind: 'anonymous' });
    expect(await enter('cway_' + 'x'.repeat(43))).toEqual({ kind: 'anonymous' });
  });

  it('do not make other tokens', async () => {
    const wang = await signIn('engineer');
    const { token } = await createToken(wang, { name: 'x', scopes: ['estate:read'] });
    const byToken = { ...wang, actor: await enter(token) };
    await expect(createToken(byToken, { name: 'y', scopes: ['estate:read'] })).rejects.toMatchObject({
      reason: 'people-only',
    });
    const entry = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ action: 'token.create', result: 'denied' });
  });
});
