'use client';

import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC, useTRPCClient } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { useTimeZone } from '@/components/ui/ui-context';
import type { Entry, Group } from './audit-words';
import { DayHeading } from './day-heading';
import { EntryRow } from './entry-row';
import { GroupRow } from './group-row';
import { byDay } from './ranges';
import type { AuditFilters, AuditQuery } from './use-audit-filters';
import { useRowKeys } from './use-row-keys';

type Item = { kind: 'group'; group: Group } | { kind: 'entry'; entry: Entry };

const PAGE = { change: 30, row: 60 } as const;

/** Pages from the latest back. Read once and kept still: what is new waits behind a bar. */
function usePages(query: AuditQuery, view: 'change' | 'row') {
  const client = useTRPCClient();
  return useInfiniteQuery({
    // A key of its own, out of the reach of live notices: they would move the rows under the reader's eyes.
    queryKey: ['audit-timeline', view, query],
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor ?? undefined,
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    queryFn: async ({ pageParam: cursor, signal }) => {
      const asked = { ...query, cursor, limit: PAGE[view] };
      if (view === 'row') {
        const { entries, nextCursor } = await client.audit.list.query(asked, { signal });
        return { items: entries.map((entry): Item => ({ kind: 'entry', entry })), nextCursor };
      }
      const { groups, nextCursor } = await client.audit.groups.query(asked, { signal });
      return { items: groups.map((group): Item => ({ kind: 'group', group })), nextCursor };
    },
  });
}

const lastSeqOf = (item: Item) => (item.kind === 'group' ? item.group.lastSeq : item.entry.seq);
const lastAtOf = (item: Item) => Date.parse(item.kind === 'group' ? item.group.lastAt : item.entry.at);

const MOST_NEW = 20;

/** How many rows came since the first page was read. */
function useNewRows(query: AuditQuery, items: readonly Item[], loaded: boolean): number {
  const trpc = useTRPC();
  const head = useQuery(trpc.audit.list.queryOptions({ ...query, limit: MOST_NEW }, { enabled: loaded }));
  const seen = items[0] ? BigInt(lastSeqOf(items[0])) : 0n;
  return (head.data?.entries ?? []).filter((entry) => BigInt(entry.seq) > seen).length;
}

export function Timeline({ query, audit }: { query: AuditQuery; audit: AuditFilters }) {
  const t = useTranslations('audit');
  const refusal = useRefusalText();
  const { view } = audit.filters;
  const pages = usePages(query, view);
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const fresh = useNewRows(query, items, pages.isSuccess);
  const timeZone = useTimeZone();
  const frame = useRowKeys();
  if (pages.isPending)
    return (
      <Panel className="mt-3">
        <SkeletonRows rows={12} label={t('loading')} />
      </Panel>
    );
  if (pages.isError)
    return (
      <ErrorState level={2} title={t('failed')} onRetry={() => void pages.refetch()}>
        {refusal(pages.error)}
      </ErrorState>
    );
  const showNew = () => {
    audit.lookAgain();
    void pages.refetch();
  };
  return (
    <div ref={frame} aria-busy={pages.isFetching}>
      <NewRows count={fresh} onShow={showNew} />
      {items.length === 0 ? <NothingFound audit={audit} /> : null}
      {byDay(items, lastAtOf, timeZone).map((day) => (
        <section key={day.day} aria-label={day.day}>
          <DayHeading at={day.at} groups={view === 'change' ? day.items.length : null} entries={countOf(day.items)} />
          <Panel>
            {day.items.map((item) =>
              item.kind === 'group' ? (
                <GroupRow key={keyOf(item.group)} group={item.group} open={audit.filters.change !== null} />
              ) : (
                <EntryRow key={item.entry.seq} entry={item.entry} withChange />
              ),
            )}
          </Panel>
        </section>
      ))}
      {pages.hasNextPage && (
        <div className="flex justify-center pt-4">
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            {t('showOlder')}
          </Button>
        </div>
      )}
    </div>
  );
}

function countOf(items: readonly Item[]): number {
  return items.reduce((sum, item) => sum + (item.kind === 'group' ? item.group.count : 1), 0);
}

/** A change keeps its place while rows are added to it. */
function keyOf(group: Group): string {
  return group.change?.id ?? group.firstSeq;
}

function NewRows({ count, onShow }: { count: number; onShow: () => void }) {
  const t = useTranslations('audit');
  return (
    <div role="status" className="sticky top-0 z-10">
      {count > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="mt-2 flex h-7 w-full appear items-center justify-center rounded-2 border border-accent-line bg-accent-soft text-12 font-medium text-accent hover:border-accent"
        >
          {t(count >= MOST_NEW ? 'newAtLeast' : 'new', { count })}
        </button>
      )}
    </div>
  );
}

function NothingFound({ audit: { filters, setFilters } }: { audit: AuditFilters }) {
  const t = useTranslations('audit');
  const { result, kind, who, object, q, range, change } = filters;
  const narrowed =
    [result, kind, who, object].some((each) => each.length > 0) || q !== '' || range !== 'all' || change !== null;
  return (
    <Panel className="mt-3">
      <EmptyState
        level={2}
        title={t(narrowed ? 'nothingFound' : 'emptyTitle')}
        action={narrowed && <Button onClick={() => void setFilters(null)}>{t('clearFilters')}</Button>}
      >
        {t(narrowed ? 'nothingFoundDetail' : 'emptyDetail')}
      </EmptyState>
    </Panel>
  );
}
