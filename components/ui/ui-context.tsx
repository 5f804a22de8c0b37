'use client';

import { createContext, useContext, useSyncExternalStore, type ReactNode } from 'react';

export type TimeUnit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

/** The few words the primitives say by themselves, in the reader's language. */
export type UiWords = {
  copy: string;
  copied: string;
  copyFailed: string;
  close: string;
  retry: string;
  loading: string;
  noMatch: string;
  filter: string;
  clearFilter: string;
  columns: string;
  copyCsv: string;
  sortBy: (column: string) => string;
  rowsShown: (shown: number, total: number) => string;
  showPassword: string;
  hidePassword: string;
  notifications: string;
  ago: (value: number, unit: TimeUnit) => string;
  ahead: (value: number, unit: TimeUnit) => string;
  justNow: string;
};

export type UiSurroundings = {
  locale: string;
  /** Milliseconds since the epoch when the page was rendered, so that server and browser first draw the same ages. */
  renderedAt: number;
  nonce?: string;
  words: UiWords;
};

const english: UiWords = {
  copy: 'Copy',
  copied: 'Copied',
  copyFailed: 'This could not be copied. Try again, or select the text and copy it yourself.',
  close: 'Close',
  retry: 'Try again',
  loading: 'Loading',
  noMatch: 'Nothing matches',
  filter: 'Filter',
  clearFilter: 'Clear filter',
  columns: 'Columns',
  copyCsv: 'Copy as CSV',
  sortBy: (column) => `Sort by ${column}`,
  rowsShown: (shown, total) => (shown === total ? `${total} rows` : `${shown} of ${total} rows`),
  showPassword: 'Show password',
  hidePassword: 'Hide password',
  notifications: 'Notifications',
  ago: (value, unit) => `${value} ${shortUnit[unit]} ago`,
  ahead: (value, unit) => `in ${value} ${shortUnit[unit]}`,
  justNow: 'just now',
};
const shortUnit: Record<TimeUnit, string> = { second: 's', minute: 'min', hour: 'h', day: 'd', month: 'mo', year: 'y' };

const UiContext = createContext<UiSurroundings>({ locale: 'en', renderedAt: 0, words: english });

/** Gives the primitives the language, the moment of rendering and the nonce. Stands once, in the root layout. */
export function UiProvider({ children, ...surroundings }: UiSurroundings & { children: ReactNode }) {
  return <UiContext value={surroundings}>{children}</UiContext>;
}

export function useUi(): UiSurroundings {
  return useContext(UiContext);
}

const never = () => () => undefined;

/** The reader's time zone; UTC while the page comes from the server, which cannot know it. */
export function useTimeZone(): string {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => 'UTC',
  );
}
