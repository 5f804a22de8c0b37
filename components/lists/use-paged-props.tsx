'use client';

import type { UseQueryResult } from '@tanstack/react-query';
import { useRefusalText } from '@/components/api/refusal-text';
import type { PagedTableProps } from '@/components/ui/paged-table';
import { Pager } from './pager';
import { nextSort, type SortBy } from './sort-address';

type Change = (to: { q?: string | null; sort?: string | null; page?: number | null }) => unknown;
type Asked = {
  filter: string;
  sort: SortBy<string> | undefined;
  change: Change;
  query: UseQueryResult<{ page: number; found: number; all: number }, unknown>;
  pageSize: number;
  /** said above the reason when the page could not be read */
  failed: string;
};

type Paged = Pick<PagedTableProps<object>, 'sort' | 'filter' | 'onFilterChange' | 'found' | 'all' | 'error' | 'footer'>;

/** What every list that the server sorts, filters and pages has in common: its address moves, its counts, its failure, its pager. */
export function usePagedProps({ filter, sort, change, query, pageSize, failed }: Asked): Paged {
  const refusal = useRefusalText();
  const { data: answer } = query;
  return {
    sort: {
      direction: (id) => sort?.column === id && (sort.descending ? 'desc' : 'asc'),
      toggle: (id) => void change({ sort: nextSort(sort, id), page: null }),
    },
    filter,
    onFilterChange: (typed) => void change({ q: typed || null, page: null }),
    found: answer?.found ?? 0,
    all: answer?.all ?? 0,
    error: query.isError
      ? { title: failed, detail: refusal(query.error), onRetry: () => void query.refetch() }
      : undefined,
    footer: answer && (
      <Pager page={answer.page} pages={Math.ceil(answer.found / pageSize)} onPage={(page) => void change({ page })} />
    ),
  };
}
