'use client';

import { parseAsInteger, parseAsIsoDateTime, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useState, useSyncExternalStore } from 'react';
import { useUi } from '@/components/ui/ui-context';

/** Hours back from now. */
export const SPANS = ['1', '24', '168', '720'] as const;
export const KINDS_OF_DIFFERENCE = ['added', 'removed', 'changed', 'passing'] as const;

const PARTS = {
  from: parseAsIsoDateTime,
  to: parseAsIsoDateTime,
  span: parseAsStringLiteral(SPANS).withDefault('24'),
  kind: parseAsString,
  difference: parseAsStringLiteral(KINDS_OF_DIFFERENCE),
  page: parseAsInteger.withDefault(1),
};

const HOUR_MS = 3_600_000;
const never = () => () => undefined;

/** The two moments that are compared, in the address; what is left out is the last day up to now. */
export function useStretch() {
  const [address, change] = useQueryStates(PARTS, { history: 'replace', shallow: true });
  // "Now" is when the page was opened, so that the question does not change with every second.
  const [opened] = useState(() => Date.now());
  const { renderedAt } = useUi();
  // Server and browser first draw the same moment.
  const openedAt = useSyncExternalStore(
    never,
    () => opened,
    () => renderedAt,
  );
  const to = address.to ?? new Date(openedAt);
  const from = address.from ?? new Date(to.getTime() - Number(address.span) * HOUR_MS);
  return { address, change, from, to };
}
