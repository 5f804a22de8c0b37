import { env } from '@/server/config/env';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Where a browser may send from: the address people open; on one's own machine, by any of its names. */
export function trustedOrigins(baseUrl = env().CAUSEWAY_BASE_URL): string[] {
  const base = new URL(baseUrl);
  if (!LOOPBACK.includes(base.hostname)) return [base.origin];
  return LOOPBACK.map((host) => `${base.protocol}//${host}${base.port ? `:${base.port}` : ''}`);
}

/** Whether a request that would change something comes from one of our own pages. Requests of programs name no origin. */
export function isSameOrigin(headers: Headers, baseUrl?: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return false;
  const origin = headers.get('origin');
  return origin === null || trustedOrigins(baseUrl).includes(origin);
}
