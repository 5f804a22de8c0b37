import { type Actor, type Grant, type Permission, PERMISSIONS, type Role, ROLES } from '@/domain/access';
import type { Database } from '@/server/db/client';
import { processDatabase } from '@/server/db/process-database';
import { bearerToken, hashToken } from '@/server/db/tokens';
import { auth, type Auth } from './auth';

const ANONYMOUS: Actor = { kind: 'anonymous' };

type Doors = { auth: Pick<Auth, 'api'>; db: Database };

/** Who sends a request. No session, an ended one, or a disabled person: nobody. */
export async function actorFromHeaders(
  headers: Headers,
  doors: Doors = { auth: auth(), db: processDatabase() },
): Promise<Actor> {
  const token = bearerToken(headers);
  if (token) return (await findTokenActor(doors.db, token)) ?? ANONYMOUS;
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

/** How often the last use of a token is written down. */
const USED_EVERY_MS = 60_000;

/** The person behind a token, limited to what the token is for. */
async function findTokenActor(db: Database, token: string): Promise<Actor | null> {
  const now = new Date();
  const row = await db.apiToken.findFirst({
    where: { hash: hashToken(token), revokedAt: null, expiresAt: { gt: now } },
  });
  const actor = row && (await findPersonActor(db, row.personId));
  if (!row || actor?.kind !== 'person') return null;
  if (!row.lastUsedAt || now.getTime() - row.lastUsedAt.getTime() > USED_EVERY_MS) {
    await db.apiToken.update({ where: { id: row.id }, data: { lastUsedAt: now } });
  }
  const limitedTo = row.scopes.filter((scope): scope is Permission => PERMISSIONS.includes(scope as Permission));
  return { ...actor, via: 'token', limitedTo };
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
