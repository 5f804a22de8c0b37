import type { ApiOutputs } from '@/components/api/client';
import type { Status } from '@/components/ui/status-mark';

/** What is known of a token: everything but the token. */
export type Token = ApiOutputs['people']['tokens'][number];

const SOON_MS = 7 * 86_400_000;

/** How a token stands, with the week before its end apart: whoever uses it has to act. */
export type TokenStanding = Token['state'] | 'ending';

export function standingOf({ state, expiresAt }: Pick<Token, 'state' | 'expiresAt'>, now: number): TokenStanding {
  return state === 'active' && new Date(expiresAt).getTime() - now < SOON_MS ? 'ending' : state;
}

/** A token that ended has no state of health any more. */
export const MEANING: Readonly<Record<TokenStanding, Status | null>> = {
  active: 'healthy',
  ending: 'warning',
  expired: null,
  revoked: null,
};
