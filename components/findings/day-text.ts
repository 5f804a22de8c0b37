'use client';

import { useFormatter } from 'use-intl';

/** A date as it is written in the reader's language. */
export function useDayText(): (iso: string) => string {
  const format = useFormatter();
  return (iso) => format.dateTime(new Date(iso), { dateStyle: 'medium' });
}
