import { type Actor, type Grant, type Role, ROLES } from '@/domain/access';
import type { Database } from '@/server/db/client';
import { processDatabase } from '@/server/db/process-database';
import { auth, type Auth } from './auth';

const ANONYMOUS: Actor = { kind: 'anonymous' };

type Doors = { auth: Pick<Auth, 'api'>; db: Database };

/** Who sends a request. No session, an ended one, or a disabled person: nobody. */
export async function actorFromHeaders(
  headers: Headers,
  doors: Doors = { auth: auth(), db: processDatabase() },
): Promise<Actor> {
  const session = await doors.auth.api.getSession({ headers });
  return session ? ((await findPersonActor(doors.db, session.user.id)) ?? ANONYMOUS) : ANONYMOUS;
}

/** A person with the rights held now, or null when there is none or it is disabled. */
export async function findPersonActor(db: Database, personId: string): Promise<Actor | null> {
  const person = await db.person.findFirst({
    where: { id: personId, disabledAt: null },
    include: { user: true, grants: { where: { revokedAt: null } } },
  });
  if (!person) return null;
  const { name, email } = person.user;
  return { kind: 'person', id: person.id, name, email, grants: person.grants.flatMap(toGrant), via: 'session' };
}

type GrantRow = { role: string; siteKey: string | null; sourceKey: string | null; grantedAt: Date };

/** A role that this version does not know gives nothing. */
function toGrant({ role, siteKey, sourceKey, grantedAt }: GrantRow): Grant[] {
  if (!ROLES.includes(role as Role)) return [];
  return [
    {
      role: role as Role,
      ...(siteKey === null ? {} : { siteKey }),
      ...(sourceKey === null ? {} : { sourceKey }),
      grantedAt: grantedAt.toISOString(),
    },
  ];
}
