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
  return new URL(signInPath(address.pathname + address.search), address);
}

/** Under which a page learns its own address: a layout is not told. */
export const ADDRESS_HEADER = 'x-address';

/** The door, with the way back to an address of this site. */
export function signInPath(next: string | null): string {
  return next === null || next === '/' ? '/sign-in' : `/sign-in?${new URLSearchParams({ next })}`;
}
