import { createHash, randomBytes } from 'node:crypto';

/** Recognisable, so that one that was committed somewhere by mistake is found by a scanner. */
const PREFIX = 'cway_';

export function newToken(): string {
  return `${PREFIX}${randomBytes(32).toString('base64url')}`;
}

/** What is stored of a token. It has 256 bits of its own, so a plain digest cannot be turned back. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** The token of a request that brings one. */
export function bearerToken(headers: Headers): string | null {
  const match = /^Bearer (cway_[A-Za-z0-9_-]{43})$/.exec(headers.get('authorization') ?? '');
  return match?.[1] ?? null;
}
