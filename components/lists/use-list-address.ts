'use client';

import {
  parseAsArrayOf,
  parseAsInteger,
  parseAsIsoDateTime,
  parseAsString,
  parseAsStringLiteral,
  useQueryStates,
} from 'nuqs';
import { statuses } from '@/components/ui/status-mark';
import { COLUMNS_OF, type ListColumn, type ListKind } from '@/domain/lists/list';
import { sortIn } from './sort-address';

const PARTS = {
  q: parseAsString.withDefault(''),
  status: parseAsArrayOf(parseAsStringLiteral(statuses)).withDefault([]),
  /** a column; backwards with a minus before it */
  sort: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
  /** a past moment */
  at: parseAsIsoDateTime,
};

/** What of a list is looked at, all of it in the address: a link shared is the same page of the same list. */
export function useListAddress(kind: ListKind) {
  const [address, change] = useQueryStates(PARTS, { history: 'replace', shallow: true });
  const columns: readonly ListColumn[] = ['key', 'status', ...COLUMNS_OF[kind]];
  return { address, change, sort: sortIn(address.sort, columns) };
}

export type ListAddress = ReturnType<typeof useListAddress>;
