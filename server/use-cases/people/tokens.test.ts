import { beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@/domain/access';
import { may } from '@/domain/access';
import { actorFromHeaders, findPersonActor } from '@/server/auth/actor';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import type { Context } from '../context';
import { addPerson } from './add-person';
import { disablePerson } from './disable-person';
import { createToken, listTokenNames, listTokens, revokeToken } from './tokens';

describe('tokens', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await createTestWorld();
    return () => world.close();
  });

  // Expiry is compared with the clock of the moment a request comes in, so these tests live in the present.
  const signIn = (...roles: Role[]) => signInAs('wang', ...roles);
  const signInAs = async (name: string, ...roles: Role[]): Promise<Context> => {
    const { personId } = await addPerson(world.as('admin'), { name, email: `${name}@example.net`, roles });
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

  it('open only where their maker may act', async () => {
    const wang = await signIn();
    const personId = wang.actor.kind === 'person' ? wang.actor.id : '';
    await expect(createToken(wang, { name: 'x', scopes: ['estate:read'] })).rejects.toMatchObject({
      reason: 'permission-missing',
    });
    const grantedAt = new Date();
    await world.db.roleGrant.create({
      data: { id: world.as().newId(), personId, role: 'engineer', siteKey: 'dc-1', grantedAt },
    });
    const bound = { ...wang, actor: (await findPersonActor(world.db, personId)) ?? wang.actor };
    await expect(createToken(bound, { name: 'x', scopes: ['audit:read'] })).rejects.toMatchObject({
      reason: 'permission-missing',
    });
    const { token } = await createToken(bound, { name: 'x', scopes: ['change:propose', 'change:propose'] });
    const actor = await enter(token);
    expect(may(actor, 'change:propose', [{ sources: [], sites: [['dc-1']] }])).toBe(true);
    expect(may(actor, 'change:propose', [{ sources: [], sites: [['dc-2']] }])).toBe(false);
    expect((await listTokens(bound, {}))[0]?.scopes).toEqual(['change:propose']);
  });

  it('never decide on a plan', async () => {
    const wang = await signIn('approver');
    const token = createToken(wang, { name: 'x', scopes: ['estate:read', 'change:approve'] });
    await expect(token).rejects.toMatchObject({ code: 'forbidden', reason: 'approval-not-by-token' });
  });

  it('are listed with what became of them, to their owner; to an admin, everybody’s', async () => {
    const [wang, chen] = [await signIn('engineer'), await signInAs('chen', 'admin')];
    const make = (who: Context, name: string) => createToken(who, { name, scopes: ['estate:read'] });
    const revoked = await make(wang, 'revoked');
    const expired = await make(wang, 'expired');
    const forgotten = await make(wang, 'forgotten');
    await make(wang, 'open');
    await make(chen, 'of chen');
    const days = (count: number) => new Date(Date.now() - count * 86_400_000);
    await revokeToken(wang, { tokenId: revoked.tokenId });
    await world.db.apiToken.update({ where: { id: expired.tokenId }, data: { expiresAt: days(1) } });
    await world.db.apiToken.update({ where: { id: forgotten.tokenId }, data: { expiresAt: days(100) } });
    const told = async (who: Context, whose?: 'everybody') =>
      (await listTokens(who, { whose })).map(({ name, owner, state }) => `${owner.name}: ${name} ${state}`);
    const own = ['wang: open active', 'wang: expired expired', 'wang: revoked revoked'];
    expect(await told(wang)).toEqual(own);
    expect(await told(chen)).toEqual(['chen: of chen active']);
    expect(await told(chen, 'everybody')).toEqual(['chen: of chen active', ...own]);
    await expect(told(wang, 'everybody')).rejects.toMatchObject({ code: 'forbidden' });
    expect((await listTokenNames(chen, {})).map((token) => token.name)).toContain('forgotten');
    await expect(listTokenNames(wang, {})).rejects.toMatchObject({ code: 'forbidden' });
    expect(JSON.stringify(await listTokens(chen, { whose: 'everybody' }))).not.toMatch(/hash|cway_/);
  });

  it('are revoked by their owner or an admin in person, by nobody else, each on the record', async () => {
    const [wang, zhao, chen] = [
      await signIn('engineer'),
      await signInAs('zhao', 'approver'),
      await signInAs('chen', 'admin'),
    ];
    const { token, tokenId } = await createToken(wang, { name: 'nightly', scopes: ['estate:read'] });
    const last = () => world.db.auditEntry.findFirst({ orderBy: { seq: 'desc' } });
    await expect(revokeToken(zhao, { tokenId })).rejects.toMatchObject({ reason: 'permission-missing' });
    expect(await last()).toMatchObject({
      ...{ action: 'token.revoke', result: 'denied', actorName: 'zhao' },
      objects: [`token:${tokenId}`],
    });
    const own = await createToken(chen, { name: 'of an admin', scopes: ['people:manage', 'estate:read'] });
    const byToken = { ...chen, actor: await enter(own.token) };
    await expect(revokeToken(byToken, { tokenId })).rejects.toMatchObject({ reason: 'people-only' });
    expect((await enter(token)).kind).toBe('person');
    await revokeToken(chen, { tokenId });
    expect(await enter(token)).toEqual({ kind: 'anonymous' });
    expect(await last()).toMatchObject({
      ...{ action: 'token.revoke', result: 'done', actorName: 'chen' },
      before: { name: 'nightly', scopes: ['estate:read'] },
    });
    await expect(revokeToken(chen, { tokenId })).rejects.toMatchObject({ reason: 'token-not-found' });
  });

  it('are few enough to be known', async () => {
    const wang = await signIn('engineer');
    const personId = wang.actor.kind === 'person' ? wang.actor.id : '';
    const expiresAt = new Date(Date.now() + 60_000);
    await world.db.apiToken.createMany({
      data: Array.from({ length: 25 }, (_, at) => {
        return {
          id: world.as().newId(),
          personId,
          name: 'x',
          hash: `${at}`,
          scopes: [],
          createdAt: new Date(),
          expiresAt,
        };
      }),
    });
    const more = () => createToken(wang, { name: 'one more', scopes: ['estate:read'] });
    await expect(more()).rejects.toMatchObject({ code: 'quota-exceeded', params: { limit: 25 } });
    await world.db.apiToken.updateMany({ where: { hash: '0' }, data: { revokedAt: new Date() } });
    await expect(more()).resolves.toMatchObject({ token: expect.stringMatching(/^cway_/) as string });
  });

  it.each([
    { name: ' ', scopes: ['estate:read'] },
    { name: 'x', scopes: [] },
    { name: 'x', scopes: ['estate:read'], days: 366 },
    { name: 'x', scopes: ['estate:read'], days: 0 },
  ] as const)('are not made of %j', async (input) => {
    const token = createToken(world.as('engineer'), { ...input, scopes: [...input.scopes] });
    await expect(token).rejects.toMatchObject({ code: 'invalid-input' });
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
