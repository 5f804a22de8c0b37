'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useReach } from '@/components/people/use-reach';
import { Button } from '@/components/ui/button';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/empty-state';
import { StatusMark, type Status } from '@/components/ui/status-mark';
import type { Vbr } from '@/domain/estate/express-connect';
import { nextHopsOf, type RouteEntry, type RouteStatus } from '@/domain/estate/routes';
import { ChangeLink } from './change-link';

const MEANING: Record<RouteStatus, Status> = {
  available: 'healthy',
  pending: 'changing',
  modifying: 'changing',
  deleting: 'changing',
  unknown: 'unknown',
};

/** The table's rows as observed; a custom row can be removed by a change, a new one added. */
export function RoutesTab({ vbr }: { vbr: Vbr }) {
  const t = useTranslations('network');
  const writes = useReach()({ kind: 'vbr', key: vbr.key });
  const table = vbr.routeTable;
  const columns = useMemo(
    (): DataColumn<RouteEntry>[] => [
      { id: 'prefix', header: t('destination'), value: (row) => row.prefix, mono: true, hideable: false },
      {
        id: 'nextHop',
        header: t('nextHop'),
        value: (row) =>
          nextHopsOf(row)
            .map((hop) => hop.key)
            .join(', '),
        mono: true,
      },
      {
        id: 'toward',
        header: t('toward'),
        value: (row) =>
          t(nextHopsOf(row).some((hop) => hop.key === vbr.vlanInterface) ? 'towardDataCentre' : 'towardCloud'),
      },
      { id: 'type', header: t('type'), value: (row) => t(`routeType.${row.type}`), width: 110 },
      {
        id: 'status',
        header: t('state'),
        value: (row) => row.status,
        cell: (row) => <StatusMark status={MEANING[row.status]} label={t(`routeStatus.${row.status}`)} />,
        width: 140,
      },
      {
        id: 'remove',
        header: t('action'),
        value: () => null,
        sortable: false,
        width: 190,
        align: 'end',
        cell: (row) =>
          row.type === 'custom' ? (
            <span className="inline-flex">
              {(['move', 'remove'] as const).map((does) => (
                <ChangeLink
                  key={does}
                  does={does}
                  label={t(`${does}Route`, { prefix: row.prefix })}
                  parameters={{
                    operation: `${does}-route-entry`,
                    vbr: vbr.key,
                    table: table?.key ?? '',
                    prefix: row.prefix,
                    nextHop: nextHopsOf(row)[0]?.key ?? '',
                  }}
                />
              ))}
            </span>
          ) : null,
      },
    ],
    [t, vbr, table?.key],
  );
  const shown = useMemo(() => columns.filter((column) => writes || column.id !== 'remove'), [columns, writes]);
  if (!table?.entries) return <EmptyState title={t('routesUnread')}>{t('routesUnreadDetail')}</EmptyState>;
  const add = new URLSearchParams({ operation: 'add-route-entry', vbr: vbr.key, table: table.key });
  return (
    <Panel className="mt-3">
      <DataTable
        label={t('routesOf', { table: table.key })}
        columns={shown}
        rows={table.entries}
        rowId={(row) => [row.prefix, row.type, ...nextHopsOf(row).map((hop) => hop.key)].join(' ')}
        initialSort={{ id: 'prefix' }}
        remember="vbr-routes"
        tools={
          writes && (
            <Button asChild size="sm" variant="primary">
              <Link href={`/changes/new?${add}`}>
                <Plus aria-hidden />
                {t('addRoute')}
              </Link>
            </Button>
          )
        }
        empty={<EmptyState title={t('noRoutes')}>{t('noRoutesDetail')}</EmptyState>}
      />
    </Panel>
  );
}
