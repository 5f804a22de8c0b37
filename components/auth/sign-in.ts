/** How an attempt to sign in ended. */
export type SignInResult =
  | { kind: 'signed-in' }
  | { kind: 'wrong' }
  | { kind: 'disabled' }
  | { kind: 'too-many'; retryAfterSeconds: number | null }
  | { kind: 'unreachable' }
  | { kind: 'issuer-silent' }
  | { kind: 'server'; status: number };

/** One attempt. Never throws for an answer of the server, or for none. */
export async function signIn(email: string, password: string): Promise<SignInResult> {
  const answer = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  }).catch((error: unknown) => {
    // fetch says by a TypeError that nobody answered.
    if (error instanceof TypeError) return null;
    throw error;
  });
  if (!answer) return { kind: 'unreachable' };
  return resultOf(answer.status, answer.headers);
}

/** better-auth sends X-Retry-After, proxies before it Retry-After; both in seconds. */
export function resultOf(status: number, headers: Headers): SignInResult {
  if (status >= 200 && status < 300) return { kind: 'signed-in' };
  if (status === 400 || status === 401) return { kind: 'wrong' };
  if (status === 403) return { kind: 'disabled' };
  if (status === 429) {
    const seconds = Number(headers.get('x-retry-after') ?? headers.get('retry-after') ?? Number.NaN);
    return { kind: 'too-many', retryAfterSeconds: Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null };
  }
  if (status === 502 || status === 503 || status === 504) return { kind: 'unreachable' };
  return { kind: 'server', status };
}
