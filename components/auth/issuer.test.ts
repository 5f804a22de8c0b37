import { afterEach, describe, expect, it, vi } from 'vitest';
import { messagesFor } from '@/components/i18n/messages';
import { ISSUER_FAILURES, issuerFailure, startAtIssuer } from './issuer';

afterEach(() => vi.unstubAllGlobals());

describe('why the issuer sent somebody back', () => {
  it.each([
    [undefined, null],
    ['', null],
    ['access_denied', 'declined'],
    ['person_disabled', 'disabled'],
    ['account_not_linked', 'not-linked'],
    ['email_not_found', 'no-email'],
    ['state_mismatch', 'took-too-long'],
    ['invalid_code', 'not-verified'],
    ['server_error', 'other'],
    ['<script>', 'other'],
    ['constructor', 'other'],
    ['__proto__', 'other'],
  ])('%j is %j', (code, failure) => {
    expect(issuerFailure(code)).toBe(failure);
  });

  it('has a sentence for every reason in both languages', () => {
    for (const locale of ['en', 'zh-CN'] as const)
      expect(Object.keys(messagesFor(locale).auth.errors.issuer).sort()).toEqual([...ISSUER_FAILURES].sort());
  });
});

describe('leaving for the issuer', () => {
  const answered = (answer: () => Promise<Response>) => {
    const fetched = vi.fn(answer);
    vi.stubGlobal('fetch', fetched);
    return fetched;
  };

  it('asks to be sent back to the door, which knows the way on, however it ends', async () => {
    const fetched = answered(async () => Response.json({ url: 'https://id.example.net/authorize?state=s' }));
    expect(await startAtIssuer('/changes/7?tab=run&q=a b')).toEqual({
      kind: 'leave',
      address: 'https://id.example.net/authorize?state=s',
    });
    const [, init] = fetched.mock.calls[0] as unknown as [string, RequestInit];
    const { callbackURL, errorCallbackURL } = JSON.parse(String(init.body)) as Record<string, string>;
    expect(errorCallbackURL).toBe(callbackURL);
    expect(new URL(callbackURL ?? '', 'http://here').searchParams.get('next')).toBe('/changes/7?tab=run&q=a b');
  });

  it.each([
    [404, { kind: 'issuer-silent' }],
    [429, { kind: 'too-many', retryAfterSeconds: null }],
    [500, { kind: 'server', status: 500 }],
  ])('an answer of %i: %j', async (status, result) => {
    answered(async () => new Response('{}', { status }));
    expect(await startAtIssuer('/')).toEqual(result);
  });

  it('tells a server that does not answer', async () => {
    answered(() => Promise.reject(new TypeError('Failed to fetch')));
    expect(await startAtIssuer('/')).toEqual({ kind: 'unreachable' });
  });
});
