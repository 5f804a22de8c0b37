import { describe, expect, it } from 'vitest';
import { exactTime, relativeTime } from './relative-time';

const now = Date.UTC(2026, 2, 18, 6, 32, 8);
const second = 1000;
const day = 86_400 * second;

describe('a relative time', () => {
  it.each([
    [0, 0, 'second'],
    [999, 0, 'second'],
    [12 * second, 12, 'second'],
    [59_999, 59, 'second'],
    [60 * second, 1, 'minute'],
    [3599 * second, 59, 'minute'],
    [3600 * second, 1, 'hour'],
    [day - 1, 23, 'hour'],
    [29 * day, 29, 'day'],
    [30 * day, 1, 'month'],
    [364 * day, 12, 'month'],
    [365 * day, 1, 'year'],
  ] as const)('of %i ms is %i %s, never rounded up', (ms, value, unit) => {
    expect(relativeTime(now - ms, now)).toEqual({ value, unit, future: false });
  });

  it('knows the future from the past', () => {
    expect(relativeTime(now + 90 * second, now)).toEqual({ value: 1, unit: 'minute', future: true });
  });
});

describe('an exact time', () => {
  it('names its zone', () => {
    expect(exactTime(now, 'Asia/Shanghai')).toBe('2026-03-18 14:32:08 UTC+8');
    expect(exactTime(now, 'UTC')).toBe('2026-03-18 06:32:08 UTC');
  });

  it('is 00 at midnight, not 24', () => {
    expect(exactTime(Date.UTC(2026, 0, 1), 'UTC', 'clock')).toBe('00:00:00');
    expect(exactTime(Date.UTC(2026, 0, 1), 'UTC', 'minute')).toBe('00:00');
  });
});
