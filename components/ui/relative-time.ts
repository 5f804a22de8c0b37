import type { TimeUnit } from './ui-context';

export type RelativeTime = { value: number; unit: TimeUnit; future: boolean };

const steps: readonly [TimeUnit, number][] = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How far `at` lies from `now` (both in ms) in the largest unit that fits, rounded down: an age is never overstated. */
export function relativeTime(at: number, now: number): RelativeTime {
  const seconds = Math.floor(Math.abs(now - at) / 1000);
  const [unit, size] = steps.find(([, size]) => seconds >= size) ?? (['second', 1] as const);
  return { value: Math.floor(seconds / size), unit, future: at > now };
}

/** 2026-03-18 14:32:08 and the zone's short name, digits alone so that columns line up in every language. */
export function exactTime(at: number, timeZone: string, form: 'full' | 'clock' | 'minute' = 'full'): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const clock = `${part('hour')}:${part('minute')}`;
  if (form === 'minute') return clock;
  if (form === 'clock') return `${clock}:${part('second')}`;
  const zone = part('timeZoneName').replace(/^GMT(?:\+0$)?/u, 'UTC');
  return `${part('year')}-${part('month')}-${part('day')} ${clock}:${part('second')} ${zone}`;
}
