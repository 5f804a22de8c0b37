'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { TimeAgo } from '@/components/ui/time-ago';
import { ChangeStatusBadge } from './change-status';
import { ChangeTitle, useChangeTitle } from './change-title';

type Row = ApiOutputs['changes']['list']['changes'][number];

/** Every change, newest first. */
export function ChangeList() {
  const t = useTranslations('changes');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const title = useChangeTitle();
  const { may } = useMe();
  const list = useQuery(trpc.changes.list.queryOptions({ limit: 200 }));
  const columns = useMemo(
    (): DataColumn<Row>[] => [
      {
        id: 'number',
        header: t('number'),
        value: (row) => row.number,
        cell: (row) => `CHG-${row.number}`,
        mono: true,
        width: 96,
        hideable: false,
      },
      {
        id: 'title',
        header: t('title'),
        value: (row) => title(row.operations),
        cell: (row) => <ChangeTitle operations={row.operations} />,
      },
      {
        id: 'status',
        header: t('statusLabel'),
        value: (row) => t(`status.${row.status}`),
        cell: (row) => <ChangeStatusBadge status={row.status} />,
        width: 190,
      },
      { id: 'author', header: t('author'), value: (row) => row.author.name, width: 140 },
      { id: 'reason', header: t('reason'), value: (row) => row.reason },
      {
        id: 'updated',
        header: t('updated'),
        value: (row) => row.updatedAt,
        cell: (row) => <TimeAgo at={row.updatedAt} />,
        width: 120,
      },
    ],
    [t, title],
  );
  const newChange = may('change:propose') && (
    <Button asChild variant="primary">
      <Link href="/changes/new">
        <Plus aria-hidden />
        {t('new')}
      </Link>
    </Button>
  );
  return (
    <PageBody>
      <PageHeader title={t('heading')} actions={newChange} />
      <DataTable
        label={t('heading')}
        columns={columns}
        rows={list.data?.changes}
        rowId={(row) => row.id}
        href={(row) => `/changes/${row.number}`}
        initialSort={{ id: 'number', desc: true }}
        remember="changes"
        error={
          list.isError
            ? { title: t('listFailed'), detail: refusal(list.error), onRetry: () => void list.refetch() }
            : undefined
        }
        empty={
          <EmptyState title={t('emptyTitle')} action={newChange}>
            {t('emptyDetail')}
          </EmptyState>
        }
      />
    </PageBody>
  );
}
