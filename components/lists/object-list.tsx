'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { saveFile } from '@/components/ui/save-file';
import { toCsv } from '@/components/ui/data-table-model';
import { EmptyState } from '@/components/ui/empty-state';
import { IconButton } from '@/components/ui/icon-button';
import { PagedTable } from '@/components/ui/paged-table';
import type { ListKind } from '@/domain/lists/list';
import { Pager } from './pager';
import { hasPage, pageOf } from './places';
import { AddToRouter, useChangeColumn, type Holder } from './row-changes';
import { StatusFilter } from './status-filter';
import type { Row } from './use-cell-words';
import { nextSort, useListAddress, type ListAddress } from './use-list-address';
import { useListColumns } from './use-list-columns';

const PAGE_SIZE = 50;
const EXPORT_PAGE_SIZE = 200;

/** Objects of a kind, a page at a time; with `within` those of one object, with `holder` those that a change can add to. */
export function ObjectList({ kind, within, holder }: { kind: ListKind; within?: string; holder?: Holder }) {
  const t = useTranslations('lists');
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const list = useListAddress(kind);
  const { address, change, sort } = list;
  const columns = useListColumns(kind);
  const asked = questionOf(kind, within, list);
  const query = useQuery(
    trpc.estate.list.queryOptions(
      { ...asked, page: Math.max(1, address.page), pageSize: PAGE_SIZE },
      { placeholderData: keepPreviousData },
    ),
  );
  const everything = useEverything(asked);
  const csv = async () => toCsv(await everything(), columns);
  const answer = query.data;
  const changes = useChangeColumn(kind, answer?.rows);
  const present = address.at === null;
  return (
    <PagedTable
      label={t(`headings.${kind}`)}
      columns={changes && present ? [...columns, changes] : columns}
      rows={answer?.rows}
      rowId={rowId}
      href={hasPage(kind) ? (row) => pageOf(kind, row.id) + pastOf(address.at) : undefined}
      sort={{
        direction: (id) => sort?.column === id && (sort.descending ? 'desc' : 'asc'),
        toggle: (id) => void change({ sort: nextSort(sort, id), page: null }),
      }}
      filter={address.q}
      onFilterChange={(typed) => void change({ q: typed || null, page: null })}
      found={answer?.found ?? 0}
      all={answer?.all ?? 0}
      empty={<NothingHere kind={kind} within={within} />}
      error={
        query.isError
          ? { title: t('failed'), detail: refusal(query.error), onRetry: () => void query.refetch() }
          : undefined
      }
      csv={csv}
      tools={
        <>
          <StatusFilter
            chosen={address.status}
            counts={answer?.counts}
            onChange={(status) => void change({ status, page: null })}
          />
          <IconButton
            label={t('download')}
            onClick={() => void csv().then((text) => saveFile(`${kind}.csv`, 'text/csv', text))}
          >
            <Download />
          </IconButton>
          {present && <AddToRouter kind={kind} holder={holder} />}
        </>
      }
      footer={
        answer && (
          <Pager
            page={answer.page}
            pages={Math.ceil(answer.found / PAGE_SIZE)}
            onPage={(page) => void change({ page })}
          />
        )
      }
      remember={`list:${kind}`}
    />
  );
}

const rowId = (row: Row) => row.id;

/** A past moment goes along from page to page. */
function pastOf(at: Date | null): string {
  return at ? `?${new URLSearchParams({ at: at.toISOString() })}` : '';
}

function questionOf(kind: ListKind, within: string | undefined, { address, sort }: ListAddress) {
  return {
    kind,
    ...(within === undefined ? {} : { within }),
    text: address.q.slice(0, 200),
    statuses: address.status,
    ...(sort ? { sort } : {}),
    ...(address.at ? { at: address.at.toISOString() } : {}),
  };
}

/** All that the filters leave, page after page: an export is of the list, not of what is on the screen. */
function useEverything(asked: ReturnType<typeof questionOf>): () => Promise<readonly Row[]> {
  const trpc = useTRPC();
  const client = useQueryClient();
  return async () => {
    const rows: Row[] = [];
    for (let page = 1; ; page += 1) {
      const answer = await client.fetchQuery(
        trpc.estate.list.queryOptions({ ...asked, page, pageSize: EXPORT_PAGE_SIZE }),
      );
      // Beyond the last page comes the last one again.
      if (answer.page === page) rows.push(...answer.rows);
      if (page * EXPORT_PAGE_SIZE >= answer.found) return rows;
    }
  };
}

function NothingHere({ kind, within }: { kind: ListKind; within: string | undefined }) {
  const t = useTranslations('lists');
  const action = (
    <Button asChild variant="primary">
      <Link href="/settings/sources">{t('openSources')}</Link>
    </Button>
  );
  return (
    <EmptyState title={t('empty', { what: t(`headings.${kind}`) })} action={within === undefined ? action : undefined}>
      {t(`teach.${kind}`)}
    </EmptyState>
  );
}
