import { env } from '@/server/config/env';
import { isDevelopment } from '@/server/config/mode';

const isEncrypted = () => env().CAUSEWAY_BASE_URL.startsWith('https:');

/**
 * What a page may load and run: our own files, and inline scripts that carry this response's nonce. Styles may be inline,
 * because the canvas and the overlays write positions; they can show nothing that is not on the page already.
 */
export function contentSecurityPolicy(nonce: string): string {
  const rules = [
    `default-src 'self'`,
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' 'unsafe-inline'`,
    `img-src 'self' data: blob:`,
    `font-src 'self'`,
    `connect-src 'self'${isDevelopment ? ' ws:' : ''}`,
    `worker-src 'self' blob:`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(isEncrypted() ? ['upgrade-insecure-requests'] : []),
  ];
  return rules.join('; ');
}

/** What holds for every answer, pages and data alike. */
export function securityHeaders(): Readonly<Record<string, string>> {
  return {
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    ...(isEncrypted() ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  };
}
