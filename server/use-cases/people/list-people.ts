import { z } from 'zod';
import { type Actor, grantableToToken, may, type Permission, PERMISSIONS, permissionsOf } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { query } from '../command';
import type { Context } from '../context';

export type PersonOverview = {
  id: string;
  name: string;
  email: string;
  disabledAt: string | null;
  createdAt: string;
  sessions: number;
  grants: readonly { id: string; role: string; siteKey: string | null; sourceKey: string | null; grantedAt: string }[];
};

/** Everybody, with the roles they hold and the sessions they have open. */
export const listPeople = query({
  permission: 'people:manage',
  input: z.object({}),
  async run({ db, now }): Promise<PersonOverview[]> {
    const people = await db.person.findMany({
      include: {
        user: { include: { _count: { select: { sessions: { where: { expiresAt: { gt: now } } } } } } },
        grants: { where: { revokedAt: null }, orderBy: { grantedAt: 'asc' } },
      },
      orderBy: { user: { name: 'asc' } },
    });
    return people.map((person) => ({
      id: person.id,
      name: person.user.name,
      email: person.user.email,
      disabledAt: person.disabledAt?.toISOString() ?? null,
      createdAt: person.createdAt.toISOString(),
      sessions: person.user._count.sessions,
      grants: person.grants.map(({ id, role, siteKey, sourceKey, grantedAt }) => {
        return { id, role, siteKey, sourceKey, grantedAt: grantedAt.toISOString() };
      }),
    }));
  },
});

export type Me = {
  id: string;
  name: string;
  email: string;
  roles: readonly string[];
  permissions: readonly Permission[];
  /** what they may do wherever it is, in places yet to come too */
  everywhere: readonly Permission[];
  /** what a token of theirs can be made for */
  tokenScopes: readonly Permission[];
};

/** Who is asking, and what they may do somewhere: what pages draw their buttons from. */
export async function whoAmI({ actor }: Pick<Context, 'actor'>): Promise<Me> {
  if (actor.kind !== 'person') throw new DomainError('unauthenticated', 'sign-in-needed');
  const { id, name, email } = actor;
  return {
    ...{ id, name, email },
    roles: rolesOf(actor),
    permissions: permissionsOf(actor),
    everywhere: PERMISSIONS.filter((each) => may(actor, each)),
    tokenScopes: grantableToToken(actor),
  };
}

function rolesOf(actor: Extract<Actor, { kind: 'person' }>): readonly string[] {
  return [...new Set(actor.grants.map((grant) => grant.role))];
}

/** Names of people for pages that show who did something; anybody who may read changes may read them. */
export const listNames = query({
  permission: 'change:read',
  input: z.object({}),
  async run({ db }): Promise<{ id: string; name: string }[]> {
    const users = await db.user.findMany({ where: { person: { isNot: null } }, select: { id: true, name: true } });
    return users.sort((a, b) => (a.name < b.name ? -1 : 1));
  },
});
