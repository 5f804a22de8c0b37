'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { saveFile } from '@/components/ui/save-file';
import { toCsv, type DataColumn } from '@/components/ui/data-table-model';
import { EmptyState } from '@/components/ui/empty-state';
import { IconButton } from '@/components/ui/icon-button';
import { PagedTable } from '@/components/ui/paged-table';
import { toast } from '@/components/ui/toast-store';
import type { ListKind } from '@/domain/lists/list';
import { everyPage } from './every-page';
import { hasPage, pageOf } from './places';
import { AddToRouter, useChangeColumn, type Holder } from './row-changes';
import { StatusFilter } from './status-filter';
import type { Row } from './use-cell-words';
import { useListAddress, type ListAddress } from './use-list-address';
import { useListColumns } from './use-list-columns';
import { atMoment } from './use-past';
import { usePagedProps } from './use-paged-props';

const PAGE_SIZE = 50;

/** Objects of a kind, a page at a time; with `within` those of one object, with `holder` those that a change can add to. */
export function ObjectList({ kind, within, holder }: { kind: ListKind; within?: string; holder?: Holder }) {
  const t = useTranslations('lists');
  const trpc = useTRPC();
  const client = useQueryClient();
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
  const paged = usePagedProps({
    ...{ filter: address.q, sort, change, query },
    ...{ pageSize: PAGE_SIZE, failed: t('failed') },
  });
  const answer = query.data;
  const changes = useChangeColumn(kind, answer?.rows);
  const csv = async (shown: readonly DataColumn<Row>[]) => {
    const rows = await everyPage((part) => client.fetchQuery(trpc.estate.list.queryOptions({ ...asked, ...part })));
    return toCsv(
      rows,
      shown.filter(({ id }) => id !== changes?.id),
    );
  };
  const present = address.at === null;
  return (
    <PagedTable
      {...paged}
      label={t(`headings.${kind}`)}
      columns={changes && present ? [...columns, changes] : columns}
      rows={answer?.rows}
      rowId={rowId}
      href={hasPage(kind) ? (row) => atMoment(pageOf(kind, row.id), address.at?.toISOString()) : undefined}
      empty={<NothingHere kind={kind} within={within} />}
      csv={csv}
      tools={(shownAsCsv) => (
        <>
          <StatusFilter
            chosen={address.status}
            counts={answer?.counts}
            onChange={(status) => void change({ status, page: null })}
          />
          <DownloadCsv name={`${kind}.csv`} csv={shownAsCsv} />
          {present && <AddToRouter kind={kind} holder={holder} />}
        </>
      )}
      remember={`list:${kind}`}
    />
  );
}

function DownloadCsv({ name, csv }: { name: string; csv: () => Promise<string> }) {
  const t = useTranslations('lists');
  const refusal = useRefusalText();
  const download = () =>
    csv().then(
      (text) => saveFile(name, 'text/csv', text),
      (error: unknown) => toast.error(refusal(error)),
    );
  return (
    <IconButton label={t('download')} onClick={() => void download()}>
      <Download />
    </IconButton>
  );
}

const rowId = (row: Row) => row.id;

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
