import { DomainError } from '@/domain/errors';
import type { Tx } from '@/server/db/client';

/** @throws DomainError `not-found` */
export async function getPerson(tx: Tx, personId: string) {
  const person = await tx.person.findUnique({ where: { id: personId }, include: { user: true } });
  if (!person) throw new DomainError('not-found', 'person-not-found', { person: personId });
  return person;
}

/** An installation without an admin cannot be repaired from its own pages. */
export async function refuseLastAdmin(tx: Tx, personId: string): Promise<void> {
  const admins = await tx.roleGrant.findMany({
    where: { role: 'admin', siteKey: null, sourceKey: null, revokedAt: null, person: { disabledAt: null } },
    select: { personId: true },
  });
  const holders = new Set(admins.map((grant) => grant.personId));
  if (holders.has(personId) && holders.size === 1) throw new DomainError('precondition-failed', 'last-admin');
}
