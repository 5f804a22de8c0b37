import { describe, expect, it } from 'vitest';
import { destinationAfterSignIn } from './destination';

describe('where signing in leads', () => {
  it.each(['/changes/1047', '/topology?path=a..b#hop', '/settings/sources', '/sign-in-log'])('back to %s', (next) => {
    expect(destinationAfterSignIn(next)).toBe(next);
  });

  it.each([
    undefined,
    '',
    '/',
    'topology',
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/ok\\..\\evil',
    '/sign-in',
    '/sign-in?next=/sign-in',
  ])('never to %j, but to the topology', (next) => {
    expect(destinationAfterSignIn(next)).toBe('/topology');
  });

  it('stays on this site for every path it lets through', () => {
    for (const next of ['/a', '/a//b', '/a@evil.example', '/:80', '/.//evil']) {
      expect(new URL(destinationAfterSignIn(next), 'https://here.example').host).toBe('here.example');
    }
  });
});
