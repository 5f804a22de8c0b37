'use client';

import { useQuery } from '@tanstack/react-query';
import type { inferRouterInputs } from '@trpc/server';
import { parseAsArrayOf, parseAsInteger, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useMemo, useState } from 'react';
import { useTRPC } from '@/components/api/client';
import { useTimeZone } from '@/components/ui/ui-context';
import type { AppRouter } from '@/server/api/root';
import { ACTIONS_OF_KIND, KINDS, RESULTS } from './audit-words';
import { RANGES, startOf } from './ranges';

export type AuditQuery = Omit<inferRouterInputs<AppRouter>['audit']['list'], 'cursor' | 'limit'>;

const names = parseAsArrayOf(parseAsString).withDefault([]);

const PARSERS = {
  result: parseAsArrayOf(parseAsStringLiteral(RESULTS)).withDefault([]),
  kind: parseAsArrayOf(parseAsStringLiteral(KINDS)).withDefault([]),
  who: names,
  object: names,
  q: parseAsString.withDefault(''),
  range: parseAsStringLiteral(RANGES).withDefault('all'),
  view: parseAsStringLiteral(['change', 'row']).withDefault('change'),
  change: parseAsInteger,
};

/** What is looked for lives in the address: a link shared is the same picture, and back works. */
export function useAuditFilters() {
  const trpc = useTRPC();
  const timeZone = useTimeZone();
  const [filters, setFilters] = useQueryStates(PARSERS, { history: 'push' });
  // "The last 24 hours" ends when one looked, so that the question does not change with every second.
  const [lookedAt, setLookedAt] = useState(() => Date.now());
  const number = filters.change;
  const change = useQuery(trpc.changes.get.queryOptions({ number: number ?? 0 }, { enabled: number !== null }));
  const from = useMemo(() => startOf(filters.range, lookedAt, timeZone), [filters.range, lookedAt, timeZone]);
  const changeId = number === null ? undefined : change.data?.change.id;
  const queryOf = (some: Partial<typeof filters> = {}): AuditQuery => {
    const { result, kind, who, object, q } = { ...filters, ...some };
    return {
      ...(changeId ? { changeId } : {}),
      ...(result.length > 0 ? { results: result } : {}),
      ...(kind.length > 0 ? { actions: kind.flatMap((each) => [...ACTIONS_OF_KIND[each]]) } : {}),
      ...(who.length > 0 ? { actors: who } : {}),
      ...(object.length > 0 ? { objects: object } : {}),
      ...(q.trim() ? { text: q.trim().slice(0, 200) } : {}),
      ...(from === undefined ? {} : { from: new Date(from).toISOString() }),
    };
  };
  return {
    filters,
    setFilters,
    queryOf,
    /** while the change of a deep link is looked up there is nothing to ask yet */
    pending: number !== null && change.isPending,
    changeError: number !== null ? change.error : null,
    lookAgain: () => setLookedAt(Date.now()),
  };
}

export type AuditFilters = ReturnType<typeof useAuditFilters>;
