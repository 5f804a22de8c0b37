'use client';

import { parseAsIsoDateTime, useQueryState } from 'nuqs';

export type Past = {
  /** null: now is shown */
  at: Date | null;
  /** What a question about the estate adds to be asked of that moment. */
  asked: { at?: string };
  /** What the name of a file says of it; nothing now. */
  stamp: string;
  /** An address that shows the same moment. */
  keep: (href: string) => string;
};

/** The moment that is looked at, which stands in the address of every page that knows the past. */
export function usePast(): Past {
  const [at] = useQueryState('at', parseAsIsoDateTime);
  const text = at?.toISOString();
  return {
    at,
    asked: text === undefined ? {} : { at: text },
    stamp: text === undefined ? '' : `-${text.slice(0, 19).replaceAll(':', '-')}Z`,
    keep: (href) => atMoment(href, text),
  };
}

/** An address of a page that knows the past, as it was at a moment. */
export function atMoment(href: string, at: string | undefined): string {
  if (at === undefined) return href;
  return `${href}${href.includes('?') ? '&' : '?'}${new URLSearchParams({ at })}`;
}
