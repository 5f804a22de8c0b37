import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import '@/server/testing/context';
import { proxy } from '@/proxy';

const BASE = 'http://localhost:3000';

function ask(path: string, init: { method?: string; headers?: Record<string, string> } = {}) {
  return proxy(new NextRequest(`${BASE}${path}`, init));
}

const SIGNED_IN = { cookie: 'causeway.session_token=abc' };

describe('before every request', () => {
  it('a page without a session leads to the door and remembers where from', () => {
    const answer = ask('/network/vbrs/vbr-1?tab=routes');
    expect(answer.status).toBe(307);
    expect(answer.headers.get('location')).toBe(`${BASE}/sign-in?next=%2Fnetwork%2Fvbrs%2Fvbr-1%3Ftab%3Droutes`);
    expect(ask('/').headers.get('location')).toBe(`${BASE}/sign-in`);
  });

  it.each(['/sign-in', '/api/health', '/api/auth/get-session', '/api/trpc/estate.list'])(
    '%s is there without one',
    (path) => {
      expect(ask(path).headers.get('location')).toBeNull();
    },
  );

  it('a page runs only scripts that carry the nonce of its own answer', () => {
    const answers = [ask('/topology', { headers: SIGNED_IN }), ask('/topology', { headers: SIGNED_IN })];
    const nonces = answers.map((answer) => {
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("object-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      return /script-src [^;]*'nonce-([^']+)'/.exec(policy)?.[1];
    });
    expect(nonces[0]).toHaveLength(24);
    expect(nonces[0]).not.toBe(nonces[1]);
    // What the renderer sees: the same nonce, as Next hands headers on.
    expect(answers[0]?.headers.get('x-middleware-request-x-nonce')).toBe(nonces[0]);
  });

  it('a page learns its own address, whatever the request claims', () => {
    const answer = ask('/changes/7?tab=run', { headers: { ...SIGNED_IN, 'x-address': '//evil.example' } });
    expect(answer.headers.get('x-middleware-request-x-address')).toBe('/changes/7?tab=run');
  });

  it.each(['/topology', '/api/health'])('%s is no frame and no guess', (path) => {
    const { headers } = ask(path, { headers: SIGNED_IN });
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
  });

  it('refuses what another site sends, whatever it is for', () => {
    for (const path of ['/api/trpc/changes.submit', '/api/auth/sign-in/email', '/topology']) {
      expect(ask(path, { method: 'POST', headers: { origin: 'https://evil.example' } }).status).toBe(403);
      expect(ask(path, { method: 'POST', headers: { 'sec-fetch-site': 'cross-site' } }).status).toBe(403);
    }
    expect(ask('/api/trpc/changes.submit', { method: 'POST', headers: { origin: BASE } }).status).toBe(200);
  });

  it('refuses what is larger than anything the product takes', () => {
    const headers = { origin: BASE, 'content-length': String(13 * 1024 * 1024) };
    expect(ask('/api/trpc/estate.import', { method: 'POST', headers }).status).toBe(413);
  });
});
