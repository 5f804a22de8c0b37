import { beforeEach, describe, expect, it } from 'vitest';
import { verifyPassword } from 'better-auth/crypto';
import { findPersonActor } from '@/server/auth/actor';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { addPerson } from './add-person';
import { bootstrapPeople } from './bootstrap-people';
import { disablePerson, enablePerson } from './disable-person';
import { grantRole, revokeRole } from './grant-role';
import { listNames, listPeople, whoAmI } from './list-people';
import { resetPassword } from './reset-password';

describe('people', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await createTestWorld();
    return () => world.close();
  });

  const lastEntry = () => world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
  const add = async (name: string, roles: ('admin' | 'engineer')[]) =>
    (await addPerson(world.as('admin'), { name, email: `${name}@example.net`, roles })).personId;

  it('are three on a first start, each with a password of their own, told once', async () => {
    const first = await bootstrapPeople(world.asJob('start'));
    expect(first?.map(({ email, roles }) => [email, roles])).toEqual([
      ['admin@causeway.local', ['admin', 'auditor']],
      ['engineer@causeway.local', ['engineer']],
      ['approver@causeway.local', ['approver']],
    ]);
    expect(new Set(first?.map((person) => person.password)).size).toBe(3);
    expect(first?.[0]?.password).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
    expect(await bootstrapPeople(world.asJob('start'))).toBeNull();
    const entries = await world.db.auditEntry.findMany({ where: { action: 'people.bootstrap' } });
    expect(entries).toHaveLength(3);
    const text = JSON.stringify(entries.map(({ after, detail }) => ({ after, detail })));
    for (const { password } of first ?? []) expect(text).not.toContain(password);
  });

  it('are three even when two processes start at once', async () => {
    const starts = await Promise.all([bootstrapPeople(world.asJob('start')), bootstrapPeople(world.asJob('start'))]);
    expect(starts.filter((people) => people !== null)).toHaveLength(1);
    expect(await world.db.person.count()).toBe(3);
  });

  it('are added, granted and stripped of roles by an admin, on the record', async () => {
    const personId = await add('wang', ['engineer']);
    expect(await lastEntry()).toMatchObject({ action: 'person.add', after: { name: 'wang', roles: ['engineer'] } });
    await world.db.declaredVersion.create({
      data: {
        ...{ id: world.as().newId(), section: 'sites', key: 'dc-1', version: 1, validFrom: world.now() },
        attributes: { key: 'dc-1', kind: 'data-centre' },
      },
    });
    const { grantId } = await grantRole(world.as('admin'), { personId, role: 'approver', siteKey: 'dc-1' });
    expect(await findPersonActor(world.db, personId)).toMatchObject({
      grants: [{ role: 'engineer' }, { role: 'approver', siteKey: 'dc-1', grantedAt: world.now().toISOString() }],
    });
    await expect(grantRole(world.as('admin'), { personId, role: 'engineer' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await revokeRole(world.as('admin'), { grantId });
    expect(await lastEntry()).toMatchObject({
      action: 'person.revoke-role',
      before: { role: 'approver', siteKey: 'dc-1' },
    });
    expect(await findPersonActor(world.db, personId)).toMatchObject({ grants: [{ role: 'engineer' }] });
  });

  it.each(['engineer', 'approver', 'auditor', 'viewer'] as const)(
    'are not managed by a mere %s, on the record',
    async (role) => {
      const personId = await add('wang', []);
      await expect(grantRole(world.as(role), { personId, role: 'admin' })).rejects.toMatchObject({ code: 'forbidden' });
      expect(await lastEntry()).toMatchObject({ action: 'person.grant-role', result: 'denied', actorName: role });
      await expect(listPeople(world.as(role), {})).rejects.toMatchObject({ code: 'forbidden' });
    },
  );

  it('lose sessions and tokens in the same moment they are disabled', async () => {
    await add('chen', ['admin']);
    const personId = await add('wang', ['engineer']);
    const later = new Date(world.now().getTime() + 60_000);
    await world.db.session.create({ data: { id: 's', userId: personId, token: 't', expiresAt: later } });
    await world.db.apiToken.create({
      data: {
        id: world.as().newId(),
        personId,
        name: 'ci',
        hash: 'h',
        scopes: [],
        createdAt: world.now(),
        expiresAt: later,
      },
    });
    await disablePerson(world.as('admin'), { personId });
    expect(await lastEntry()).toMatchObject({
      action: 'person.disable',
      detail: { sessionsEnded: 1, tokensRevoked: 1 },
    });
    expect(await world.db.session.count()).toBe(0);
    expect(await world.db.apiToken.count({ where: { revokedAt: null } })).toBe(0);
    expect(await findPersonActor(world.db, personId)).toBeNull();
    await enablePerson(world.as('admin'), { personId });
    expect(await findPersonActor(world.db, personId)).toMatchObject({ name: 'wang' });
  });

  it('always keep one admin', async () => {
    const only = await add('chen', ['admin']);
    await expect(disablePerson(world.as('admin'), { personId: only })).rejects.toMatchObject({ reason: 'last-admin' });
    expect(await lastEntry()).toMatchObject({ action: 'person.disable', result: 'denied' });
    const grant = await world.db.roleGrant.findFirstOrThrow({ where: { personId: only } });
    await expect(revokeRole(world.as('admin'), { grantId: grant.id })).rejects.toMatchObject({ reason: 'last-admin' });
    await add('zhao', ['admin']);
    await expect(disablePerson(world.as('admin'), { personId: only })).resolves.toEqual({});
  });

  it('get a new password told once, and their sessions end', async () => {
    const personId = await add('wang', ['engineer']);
    await world.db.session.create({
      data: { id: 's', userId: personId, token: 't', expiresAt: new Date(8.64e15 / 4) },
    });
    const { password } = await resetPassword(world.asJob('start'), { email: 'Wang@example.net' });
    const account = await world.db.account.findFirstOrThrow({ where: { userId: personId } });
    expect(await verifyPassword({ hash: account.password ?? '', password })).toBe(true);
    expect(await world.db.session.count()).toBe(0);
    expect(JSON.stringify((await lastEntry()).detail)).not.toContain(password);
    await expect(resetPassword(world.asJob('start'), { email: 'no@example.net' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('are told what they may do, and named to those who read changes', async () => {
    const personId = await add('wang', ['engineer']);
    const actor = await findPersonActor(world.db, personId);
    expect(actor && (await whoAmI({ actor }))).toMatchObject({ name: 'wang', roles: ['engineer'] });
    await expect(whoAmI(world.anonymous())).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(await listNames(world.as('viewer'), {})).toEqual([{ id: personId, name: 'wang' }]);
    expect(await listPeople(world.as('admin'), {})).toMatchObject([
      { name: 'wang', sessions: 0, grants: [{ role: 'engineer' }] },
    ]);
  });
});
