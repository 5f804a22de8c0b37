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

const PARTS = {
  q: parseAsString.withDefault(''),
  status: parseAsArrayOf(parseAsStringLiteral(statuses)).withDefault([]),
  /** a column; backwards with a minus before it */
  sort: parseAsString.withDefault(''),
  page: parseAsInteger.withDefault(1),
  /** a past moment */
  at: parseAsIsoDateTime,
};

export type ListSort = { column: ListColumn; descending: boolean };

/** What of a list is looked at, all of it in the address: a link shared is the same page of the same list. */
export function useListAddress(kind: ListKind) {
  const [address, change] = useQueryStates(PARTS, { history: 'replace', shallow: true });
  const descending = address.sort.startsWith('-');
  const name = descending ? address.sort.slice(1) : address.sort;
  const columns: readonly ListColumn[] = ['key', 'status', ...COLUMNS_OF[kind]];
  const column = columns.find((each) => each === name);
  const sort: ListSort | undefined = column && { column, descending };
  return { address, change, sort };
}

export type ListAddress = ReturnType<typeof useListAddress>;

/** Up, then down, then as it comes. */
export function nextSort(sort: ListSort | undefined, column: string): string | null {
  if (sort?.column !== column) return column;
  return sort.descending ? null : `-${column}`;
}
