import type { Actor, Grant, Role } from '@/domain/access';
import type { Database, Tx } from './client';

type Person = Extract<Actor, { kind: 'person' }>;

/** A person with the rights they hold at this moment; null when disabled or unknown. For work done later in their name. */
export async function findStanding(db: Database | Tx, personId: string): Promise<Person | null> {
  const row = await db.person.findFirst({
    where: { id: personId, disabledAt: null },
    include: { user: { select: { name: true, email: true } }, grants: { where: { revokedAt: null } } },
  });
  if (!row) return null;
  const grants = row.grants.map((grant): Grant => ({
    role: grant.role as Role,
    ...(grant.siteKey === null ? {} : { siteKey: grant.siteKey }),
    ...(grant.sourceKey === null ? {} : { sourceKey: grant.sourceKey }),
    grantedAt: grant.grantedAt.toISOString(),
  }));
  return { kind: 'person', id: row.id, name: row.user.name, email: row.user.email, grants, via: 'session' };
}

/** Names of people for pages; who is not in it is gone. */
export async function namesOf(db: Database | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.user.findMany({ where: { id: { in: [...personIds] } }, select: { id: true, name: true } });
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** A span in which nothing may take off, if one lies over the moment. */
export async function findFreeze(db: Database | Tx, at: Date): Promise<{ until: Date; reason: string } | null> {
  return db.freeze.findFirst({
    where: { from: { lte: at }, until: { gt: at }, endedAt: null },
    orderBy: { until: 'desc' },
    select: { until: true, reason: true },
  });
}
