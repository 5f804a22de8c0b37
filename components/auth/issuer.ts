import type { SignInResult } from './sign-in';

/** Ways in which coming back from the organisation's issuer fails, each with a sentence of its own. */
export const ISSUER_FAILURES = [
  'declined',
  'disabled',
  'not-linked',
  'no-email',
  'took-too-long',
  'not-verified',
  'other',
] as const;
export type IssuerFailure = (typeof ISSUER_FAILURES)[number];

/** By the code in the address: OpenID Connect Core 3.1.2.6, RFC 6749 section 4.1.2.1, and those of the library. */
const BY_CODE: Readonly<Record<string, IssuerFailure>> = {
  access_denied: 'declined',
  login_required: 'declined',
  interaction_required: 'declined',
  consent_required: 'declined',
  account_selection_required: 'declined',
  person_disabled: 'disabled',
  account_not_linked: 'not-linked',
  unable_to_link_account: 'not-linked',
  email_not_found: 'no-email',
  state_mismatch: 'took-too-long',
  state_not_found: 'took-too-long',
  state_invalid: 'took-too-long',
  no_code: 'not-verified',
  invalid_code: 'not-verified',
  issuer_missing: 'not-verified',
  issuer_mismatch: 'not-verified',
  nonce_binding_missing: 'not-verified',
  unable_to_get_user_info: 'not-verified',
};

/** What the code in the address of the sign-in page means; null when there is none. Codes come from outside: none is shown as it is. */
export function issuerFailure(code: string | undefined): IssuerFailure | null {
  if (code === undefined || code === '') return null;
  return Object.hasOwn(BY_CODE, code) ? (BY_CODE[code] ?? 'other') : 'other';
}

type Leaving = { kind: 'leave'; address: string } | Exclude<SignInResult, { kind: 'signed-in' } | { kind: 'wrong' }>;

/** Where the issuer asks who this is. Whatever happens there ends at the door again, which knows where to go on to. */
export async function startAtIssuer(destination: string): Promise<Leaving> {
  const door = `/sign-in?${new URLSearchParams({ next: destination })}`;
  const answer = await fetch('/api/auth/sign-in/social', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ provider: 'oidc', callbackURL: door, errorCallbackURL: door, disableRedirect: true }),
  }).catch((error: unknown) => {
    // fetch says by a TypeError that nobody answered.
    if (error instanceof TypeError) return null;
    throw error;
  });
  return answer ? leaving(answer) : { kind: 'unreachable' };
}

async function leaving(answer: Response): Promise<Leaving> {
  if (answer.status === 429) return { kind: 'too-many', retryAfterSeconds: null };
  // The library knows a provider only once it has read the issuer's own description of itself.
  if (answer.status === 404) return { kind: 'issuer-silent' };
  if (!answer.ok) return { kind: 'server', status: answer.status };
  const { url } = (await answer.json()) as { url: string };
  return { kind: 'leave', address: url };
}
