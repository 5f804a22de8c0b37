import { z } from 'zod';
import { type Actor, authorise, grantableToToken, type Permission, PERMISSIONS } from '@/domain/access';
import { DomainError } from '@/domain/errors';
import type { Tx } from '@/server/db/client';
import { hashToken, newToken } from '@/server/db/tokens';
import { command, query } from '../command';
import type { Context } from '../context';

const DAY_MS = 86_400_000;

/** A person with more tokens than this at once has lost sight of them. */
const MOST_TOKENS = 25;

/** How long a token that opens nothing any more stays in the lists. */
const ENDED_SHOWN_MS = 90 * DAY_MS;

const NewToken = z.strictObject({
  name: z.string().trim().min(1).max(120),
  scopes: z
    .array(z.enum(PERMISSIONS))
    .min(1)
    .transform((scopes) => [...new Set(scopes)]),
  days: z.number().int().min(1).max(365).default(90),
});

export type TokenState = 'active' | 'expired' | 'revoked';

export type TokenOverview = {
  id: string;
  name: string;
  owner: { id: string; name: string };
  scopes: readonly string[];
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
  state: TokenState;
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
    refuseBeyond(actor, scopes);
    await refuseTooMany(tx, personId, now);
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
      notices: [{ topic: 'person', id: personId }],
    };
  },
});

function refuseBeyond(actor: Actor, scopes: readonly Permission[]): void {
  const own = grantableToToken(actor);
  const beyond = scopes.find((scope) => !own.includes(scope));
  if (beyond === 'change:approve') throw new DomainError('forbidden', 'approval-not-by-token');
  if (beyond) throw new DomainError('forbidden', 'permission-missing', { permission: beyond });
}

async function refuseTooMany(tx: Tx, personId: string, now: Date): Promise<void> {
  const open = await tx.apiToken.count({ where: { personId, revokedAt: null, expiresAt: { gt: now } } });
  if (open >= MOST_TOKENS) throw new DomainError('quota-exceeded', 'tokens-too-many', { limit: MOST_TOKENS });
}

/** Ends a token at once: one's own, or, for those who manage people, anybody's. */
export const revokeToken = command({
  name: 'token.revoke',
  permission: 'estate:read',
  input: z.strictObject({ tokenId: z.uuid() }),
  async run({ tx, actor, now }, { tokenId }) {
    const { id: mine } = inPerson(actor);
    const token = await tx.apiToken.findFirst({ where: { id: tokenId, revokedAt: null } });
    if (token && token.personId !== mine) authorise(actor, 'people:manage');
    if (!token) throw new DomainError('not-found', 'token-not-found', { token: tokenId });
    await tx.apiToken.update({ where: { id: tokenId }, data: { revokedAt: now } });
    return {
      result: {},
      audit: {
        action: 'token.revoke',
        objects: [`token:${tokenId}`, `person:${token.personId}`],
        before: { name: token.name, scopes: token.scopes, expiresAt: token.expiresAt },
      },
      notices: [{ topic: 'person', id: token.personId }],
    };
  },
});

/** One's own tokens, or everybody's for those who manage people: what opens something first, then what ended lately. */
export const listTokens = query({
  permission: 'estate:read',
  input: z.strictObject({ whose: z.enum(['mine', 'everybody']).default('mine') }),
  async run({ db, actor, now }, { whose }): Promise<TokenOverview[]> {
    const { id: mine } = inPerson(actor);
    if (whose === 'everybody') authorise(actor, 'people:manage');
    const lately = new Date(now.getTime() - ENDED_SHOWN_MS);
    const rows = await db.apiToken.findMany({
      where: {
        ...(whose === 'mine' ? { personId: mine } : {}),
        expiresAt: { gt: lately },
        OR: [{ revokedAt: null }, { revokedAt: { gt: lately } }],
      },
      include: { person: { select: { user: { select: { name: true } } } } },
      orderBy: { createdAt: 'desc' },
    });
    const tokens = rows.map(({ id, name, scopes, personId, person, ...row }): TokenOverview => {
      return {
        ...{ id, name, scopes, owner: { id: personId, name: person.user.name } },
        createdAt: row.createdAt.toISOString(),
        expiresAt: row.expiresAt.toISOString(),
        lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
        revokedAt: row.revokedAt?.toISOString() ?? null,
        state: row.revokedAt ? 'revoked' : row.expiresAt <= now ? 'expired' : 'active',
      };
    });
    return [...tokens.filter(isActive), ...tokens.filter((token) => !isActive(token))];
  },
});

/** What tokens are called, for whoever reads what was done to them; no more than the audit says itself. */
export const listTokenNames = query({
  permission: 'audit:read',
  input: z.strictObject({}),
  run: ({ db }) => db.apiToken.findMany({ select: { id: true, name: true }, orderBy: { createdAt: 'desc' } }),
});

const isActive = (token: TokenOverview) => token.state === 'active';
