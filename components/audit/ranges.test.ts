import { describe, expect, it } from 'vitest';
import { byDay, dayOf, startOf, startOfDay } from './ranges';

const at = (text: string) => Date.parse(text);

describe('the day of a moment', () => {
  it.each([
    ['2026-03-18T15:59:59Z', 'Asia/Shanghai', '2026-03-18'],
    ['2026-03-18T16:00:00Z', 'Asia/Shanghai', '2026-03-19'],
    ['2026-03-18T16:00:00Z', 'UTC', '2026-03-18'],
    ['2026-03-18T03:00:00Z', 'America/New_York', '2026-03-17'],
  ])('%s in %s is %s', (moment, zone, day) => {
    expect(dayOf(at(moment), zone)).toBe(day);
  });

  it.each([
    ['2026-03-18T15:06:31.123Z', 'Asia/Shanghai', '2026-03-17T16:00:00.000Z'],
    ['2026-03-18T00:00:00.000Z', 'UTC', '2026-03-18T00:00:00.000Z'],
    // The clock goes forward at 02:00 on this day.
    ['2026-03-08T20:00:00Z', 'America/New_York', '2026-03-08T05:00:00.000Z'],
    // A zone that is half an hour off.
    ['2026-03-18T12:00:00Z', 'Asia/Kolkata', '2026-03-17T18:30:00.000Z'],
  ])('%s in %s began at %s', (moment, zone, start) => {
    expect(new Date(startOfDay(at(moment), zone)).toISOString()).toBe(start);
  });
});

describe('a range', () => {
  const now = at('2026-03-18T12:00:00Z');

  it('has no beginning when it is all', () => {
    expect(startOf('all', now, 'UTC')).toBeUndefined();
  });

  it('of today begins at the reader’s midnight', () => {
    expect(startOf('today', now, 'Asia/Shanghai')).toBe(at('2026-03-17T16:00:00Z'));
  });

  it('of a week goes back seven days', () => {
    expect(startOf('week', now, 'UTC')).toBe(at('2026-03-11T12:00:00Z'));
  });
});

describe('rows by day', () => {
  const days = (zone: string) =>
    byDay(['2026-03-18T17:00:00Z', '2026-03-18T15:00:00Z', '2026-03-17T15:00:00Z'], at, zone).map(({ day, items }) => [
      day,
      items.length,
    ]);

  it('fall where the reader’s midnight is', () => {
    expect(days('UTC')).toEqual([
      ['2026-03-18', 2],
      ['2026-03-17', 1],
    ]);
    expect(days('Asia/Shanghai')).toEqual([
      ['2026-03-19', 1],
      ['2026-03-18', 1],
      ['2026-03-17', 1],
    ]);
  });

  it('are no days when there are no rows', () => {
    expect(byDay([], () => 0, 'UTC')).toEqual([]);
  });
});
