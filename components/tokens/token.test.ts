import { describe, expect, it } from 'vitest';
import { standingOf } from './token';

const NOW = Date.parse('2026-03-18T09:00:00.000Z');

describe('how a token stands', () => {
  it.each([
    ['active', '2026-03-25T09:00:00.001Z', 'active'],
    ['active', '2026-03-25T08:59:59.999Z', 'ending'],
    ['expired', '2026-03-18T08:00:00.000Z', 'expired'],
    ['revoked', '2026-03-19T09:00:00.000Z', 'revoked'],
  ] as const)('%s until %s: %s', (state, expiresAt, standing) => {
    expect(standingOf({ state, expiresAt }, NOW)).toBe(standing);
  });
});
