import { z } from 'zod';
import { PLACED_ROLES, ROLES } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import type { Tx } from '@/server/db/client';
import { command } from '../command';
import { getPerson, refuseLastAdmin } from './find-person';

/** Everywhere, or within one site or one source. */
const GrantRole = z
  .strictObject({
    personId: z.string().min(1),
    role: z.enum(ROLES),
    siteKey: z.string().min(1).max(256).optional(),
    sourceKey: z.string().min(1).max(64).optional(),
  })
  .refine((grant) => grant.siteKey === undefined || grant.sourceKey === undefined, {
    message: 'one-scope',
    params: { problem: 'one-scope' },
  });

type Within = { siteKey: string | null; sourceKey: string | null };

/** A role within a place that nobody knows would count for nothing, or one day for something else. */
async function refuseUnknownPlace(tx: Tx, { siteKey, sourceKey }: Within): Promise<void> {
  if (siteKey !== null) {
    const site = await tx.declaredVersion.findFirst({ where: { section: 'sites', key: siteKey, validTo: null } });
    if (!site) throw new DomainError('not-found', 'site-not-found', { site: siteKey });
  }
  if (sourceKey !== null) {
    const source = await tx.source.findFirst({ where: { key: sourceKey, removedAt: null } });
    if (!source) throw new DomainError('not-found', 'source-not-found', { source: sourceKey });
  }
}

/** Gives a role from now on. It does not count for changes that were planned before. */
export const grantRole = command({
  name: 'person.grant-role',
  permission: 'people:manage',
  input: GrantRole,
  async run({ tx, actor, now, newId }, { personId, role, siteKey, sourceKey }) {
    await getPerson(tx, personId);
    const scope: Within = { siteKey: siteKey ?? null, sourceKey: sourceKey ?? null };
    if (scope.siteKey ?? scope.sourceKey) {
      if (!PLACED_ROLES.includes(role)) throw new DomainError('precondition-failed', 'role-holds-everywhere');
      await refuseUnknownPlace(tx, scope);
    }
    const held = await tx.roleGrant.findFirst({ where: { personId, role, ...scope, revokedAt: null } });
    if (held) throw new DomainError('conflict', 'role-already-held', { role });
    const id = newId();
    const grantedBy = actor.kind === 'person' ? actor.id : null;
    await tx.roleGrant.create({ data: { id, personId, role, ...scope, grantedAt: now, grantedBy } });
    return {
      result: { grantId: id },
      audit: { action: 'person.grant-role', objects: [`person:${personId}`], after: { role, ...scope } },
      notices: [{ topic: 'person', id: personId }],
    };
  },
});

/** Takes a role away at once: open streams look at their rights again. */
export const revokeRole = command({
  name: 'person.revoke-role',
  permission: 'people:manage',
  input: z.strictObject({ grantId: z.uuid() }),
  async run({ tx, now }, { grantId }) {
    const grant = await tx.roleGrant.findFirst({ where: { id: grantId, revokedAt: null } });
    if (!grant) throw new DomainError('not-found', 'grant-not-found', { grant: grantId });
    if (grant.role === 'admin' && !grant.siteKey && !grant.sourceKey) await refuseLastAdmin(tx, grant.personId);
    await tx.roleGrant.update({ where: { id: grantId }, data: { revokedAt: now } });
    const { role, siteKey, sourceKey } = grant;
    return {
      result: {},
      audit: {
        action: 'person.revoke-role',
        objects: [`person:${grant.personId}`],
        before: { role, siteKey, sourceKey },
      },
      notices: [{ topic: 'person', id: grant.personId }],
    };
  },
});
