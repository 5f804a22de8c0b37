import { z } from 'zod';
import { type Actor, may, PERMISSIONS } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import { hashToken, newToken } from '@/server/db/tokens';
import { command, query } from '../command';
import type { Context } from '../context';

const DAY_MS = 86_400_000;

const NewToken = z.strictObject({
  name: z.string().trim().min(1).max(120),
  scopes: z.array(z.enum(PERMISSIONS)).min(1),
  days: z.number().int().min(1).max(365).default(90),
});

export type TokenOverview = {
  id: string;
  name: string;
  scopes: readonly string[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
};

/** Tokens are made by people in person: one token cannot make the next. */
function inPerson(actor: Actor): Extract<Actor, { kind: 'person' }> {
  if (actor.kind === 'person' && actor.via === 'session') return actor;
  throw new DomainError('forbidden', 'people-only');
}

/** A token with some of one's own permissions, told once. */
export async function createToken(
  context: Context,
  raw: z.input<typeof NewToken>,
): Promise<{ tokenId: string; token: string }> {
  const token = newToken();
  return { tokenId: await writeToken(context, { ...raw, hash: hashToken(token) }), token };
}

const writeToken = command({
  name: 'token.create',
  permission: 'estate:read',
  input: NewToken.extend({ hash: z.string() }),
  async run({ tx, actor, now, newId }, { name, scopes, days, hash }) {
    const { id: personId } = inPerson(actor);
    const beyond = scopes.find((scope) => !may(actor, scope));
    if (beyond) throw new DomainError('forbidden', 'permission-missing', { permission: beyond });
    const id = newId();
    const expiresAt = new Date(now.getTime() + days * DAY_MS);
    await tx.apiToken.create({ data: { id, personId, name, hash, scopes, createdAt: now, expiresAt } });
    return {
      result: id,
      audit: {
        action: 'token.create',
        objects: [`token:${id}`, `person:${personId}`],
        after: { name, scopes, expiresAt },
      },
    };
  },
});

export const revokeToken = command({
  name: 'token.revoke',
  permission: 'estate:read',
  input: z.strictObject({ tokenId: z.uuid() }),
  async run({ tx, actor, now }, { tokenId }) {
    const { id: personId } = inPerson(actor);
    const token = await tx.apiToken.findFirst({ where: { id: tokenId, personId, revokedAt: null } });
    if (!token) throw new DomainError('not-found', 'token-not-found', { token: tokenId });
    await tx.apiToken.update({ where: { id: tokenId }, data: { revokedAt: now } });
    return {
      result: {},
      audit: {
        action: 'token.revoke',
        objects: [`token:${tokenId}`, `person:${personId}`],
        before: { name: token.name },
      },
      notices: [{ topic: 'person', id: personId }],
    };
  },
});

/** One's own tokens that still open something. */
export const listTokens = query({
  permission: 'estate:read',
  input: z.object({}),
  async run({ db, actor, now }): Promise<TokenOverview[]> {
    const { id: personId } = inPerson(actor);
    const rows = await db.apiToken.findMany({
      where: { personId, revokedAt: null, expiresAt: { gt: now } },
      orderBy: { createdAt: 'desc' },
    });
    return rows.map(({ id, name, scopes, createdAt, expiresAt, lastUsedAt }) => ({
      id,
      name,
      scopes,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    }));
  },
});
