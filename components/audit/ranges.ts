export const RANGES = ['all', 'today', 'day', 'week', 'month'] as const;
export type Range = (typeof RANGES)[number];

const HOUR_MS = 3_600_000;
const SPAN_MS = { day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, month: 30 * 24 * HOUR_MS } as const;

/** The calendar day of a moment where the reader is: `2026-03-18`. */
export function dayOf(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(at);
}

/** The first moment of the day of `at` in a time zone, ms. Found by looking: days with a clock change have 23 or 25 hours. */
export function startOfDay(at: number, timeZone: string): number {
  const day = dayOf(at, timeZone);
  let start = at;
  for (const step of [HOUR_MS, 60_000, 1000, 1]) while (dayOf(start - step, timeZone) === day) start -= step;
  return start;
}

/** From when on, ms; nothing for all time. */
export function startOf(range: Range, now: number, timeZone: string): number | undefined {
  if (range === 'all') return undefined;
  return range === 'today' ? startOfDay(now, timeZone) : now - SPAN_MS[range];
}

export type Day<T> = { day: string; at: number; items: readonly T[] };

/** Things in the order they come, a part for each day of the reader's calendar. */
export function byDay<T>(items: readonly T[], momentOf: (item: T) => number, timeZone: string): readonly Day<T>[] {
  const days: { day: string; at: number; items: T[] }[] = [];
  for (const item of items) {
    const at = momentOf(item);
    const day = dayOf(at, timeZone);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, at, items: [item] });
  }
  return days;
}
