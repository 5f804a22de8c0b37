'use client';

import { useSyncExternalStore } from 'react';
import { cn } from './cn';
import { exactTime, relativeTime } from './relative-time';
import { Tooltip } from './tooltip';
import { useTimeZone, useUi, type UiWords } from './ui-context';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let current = 0;

// One clock for the page: a hundred ages tick together and re-render once a second at most.
function subscribe(listener: () => void) {
  listeners.add(listener);
  timer ??= setInterval(() => {
    current = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    current = 0;
  };
}

function snapshot() {
  if (current === 0) current = Date.now();
  return current;
}

/** Now in ms, ticking every second; the moment of rendering while the page is hydrated. */
export function useNow(): number {
  const { renderedAt } = useUi();
  return useSyncExternalStore(subscribe, snapshot, () => renderedAt);
}

/** "12 s ago" in the reader's words. */
export function ageInWords(at: number, now: number, words: UiWords): string {
  const { value, unit, future } = relativeTime(at, now);
  if (unit === 'second' && value === 0) return words.justNow;
  return future ? words.ahead(value, unit) : words.ago(value, unit);
}

export type TimeAgoProps = {
  /** A date, or milliseconds since the epoch. */
  at: Date | number;
  /** Fixes the present, for a picture of the past. Without it the age ticks. */
  now?: number;
  className?: string;
};

/** A relative time that ticks; the exact one, with its zone, on hover. */
export function TimeAgo({ at, now, className }: TimeAgoProps) {
  const { words } = useUi();
  const ticking = useNow();
  const timeZone = useTimeZone();
  const moment = typeof at === 'number' ? at : at.getTime();
  return (
    <Tooltip content={<span className="mono">{exactTime(moment, timeZone)}</span>}>
      <time dateTime={new Date(moment).toISOString()} className={cn('num whitespace-nowrap', className)}>
        {ageInWords(moment, now ?? ticking, words)}
      </time>
    </Tooltip>
  );
}

/** An exact time in mono; the full one, with its zone, on hover. */
export function ExactTime({
  at,
  form = 'clock',
  className,
}: {
  at: Date | number;
  form?: 'full' | 'clock' | 'minute';
  className?: string;
}) {
  const timeZone = useTimeZone();
  const moment = typeof at === 'number' ? at : at.getTime();
  return (
    <Tooltip content={<span className="mono">{exactTime(moment, timeZone)}</span>}>
      <time dateTime={new Date(moment).toISOString()} className={cn('mono text-12', className)}>
        {exactTime(moment, timeZone, form)}
      </time>
    </Tooltip>
  );
}
