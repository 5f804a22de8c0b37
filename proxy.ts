import { type NextRequest, NextResponse } from 'next/server';
import { isSameOrigin } from '@/server/auth/origins';
import { contentSecurityPolicy, securityHeaders } from '@/server/auth/browser-policy';
import { ADDRESS_HEADER, hasSessionCookie, requestIsTooLarge, signInAddress } from '@/server/auth/front-door';

/**
 * Stands before every request: refuses what other sites send, sends those without a session to the door, and tells the browser
 * what the page may do. It decides nothing about rights: pages and use-cases look the session up themselves.
 */
export function proxy(request: NextRequest): NextResponse {
  const { method, headers, nextUrl } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    if (!isSameOrigin(headers)) return NextResponse.json({ message: 'not from here' }, { status: 403 });
    if (requestIsTooLarge(headers)) return NextResponse.json({ message: 'too large' }, { status: 413 });
  }
  if (nextUrl.pathname.startsWith('/api/')) return withHeaders(NextResponse.next());
  const door = hasSessionCookie(request.cookies) ? null : signInAddress(nextUrl);
  if (door) return withHeaders(NextResponse.redirect(door));
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const policy = contentSecurityPolicy(nonce);
  const inward = new Headers(headers);
  // Next reads the nonce of its own scripts from the policy on the request; the layout reads ours.
  inward.set('x-nonce', nonce);
  inward.set(ADDRESS_HEADER, nextUrl.pathname + nextUrl.search);
  inward.set('content-security-policy', policy);
  const response = withHeaders(NextResponse.next({ request: { headers: inward } }));
  response.headers.set('content-security-policy', policy);
  return response;
}

function withHeaders(response: NextResponse): NextResponse {
  for (const [name, value] of Object.entries(securityHeaders())) response.headers.set(name, value);
  return response;
}

export const config = {
  matcher: [{ source: '/((?!_next/static|_next/image|icon.svg|favicon.ico).*)' }],
};
