/** An estate file at its largest, and room around it. */
const LARGEST_REQUEST = 12 * 1024 * 1024;

export function requestIsTooLarge(headers: Headers): boolean {
  return Number(headers.get('content-length') ?? 0) > LARGEST_REQUEST;
}

/** Whether a session is claimed at all; whether it is one is asked where it matters. */
export function hasSessionCookie(cookies: { has(name: string): boolean }): boolean {
  return cookies.has('causeway.session_token') || cookies.has('__Secure-causeway.session_token');
}

/** Pages that are there without a session. */
const OPEN = new Set(['/sign-in']);

/** Where somebody without a session is sent, and back from there; null for pages that need none. */
export function signInAddress(address: URL): URL | null {
  if (OPEN.has(address.pathname)) return null;
  const door = new URL('/sign-in', address);
  const next = address.pathname + address.search;
  if (next !== '/') door.searchParams.set('next', next);
  return door;
}
