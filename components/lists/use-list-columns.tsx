'use client';

import { useTranslations } from 'use-intl';
import type { DataColumn } from '@/components/ui/data-table';
import { StatusMark } from '@/components/ui/status-mark';
import { COLUMNS_OF, type ListColumn, type ListKind } from '@/domain/lists/list';
import { Age } from './age';
import { isCount, useCellWords, type Row } from './use-cell-words';

const PLAIN: readonly ListColumn[] = [
  'title',
  'provisioning',
  'type',
  'role',
  'session',
  'business',
  'driver',
  'interconnect',
  'schedulable',
  'bfd',
  'hindrance',
  'lastError',
  'direction',
  'created',
  'moved',
  'description',
  'installed',
  'hasKey',
];
/** Rows that are called what their first column says. */
const NAMED_BY: Partial<Record<ListKind, ListColumn>> = {
  route: 'prefix',
  'gateway-route': 'prefix',
  'gateway-path': 'prefix',
  'gateway-peer': 'address',
};

/** The columns of a kind: what it is called, how it is, what is known of it, how old that is. */
export function useListColumns(kind: ListKind): DataColumn<Row>[] {
  const t = useTranslations('lists');
  const words = useTranslations('status');
  const { text, cell } = useCellWords();
  const header = (column: ListColumn) => t(`columns.${column}`);
  const named = NAMED_BY[kind];
  const rest: readonly ListColumn[] = COLUMNS_OF[kind];
  return [
    {
      id: named ?? 'key',
      header: named ? header(named) : t(`names.${kind}`),
      value: (row) => row.key,
      mono: true,
      hideable: false,
    },
    {
      id: 'status',
      header: header('status'),
      value: (row) => words(row.status),
      cell: (row) => <StatusMark status={row.status} label={words(row.status)} />,
      width: 110,
    },
    ...rest
      .filter((column) => column !== named)
      .map((column): DataColumn<Row> => ({
        id: column,
        header: header(column),
        value: (row) => (isCount(column) ? row.cells[column] : text(row, column)),
        cell: (row) => cell(row, column),
        ...(isCount(column) ? { align: 'end' } : { mono: !PLAIN.includes(column) }),
      })),
    {
      id: 'age',
      header: t('age'),
      value: (row) => row.observedAt,
      cell: (row) => <Age row={row} />,
      sortable: false,
      width: 130,
    },
  ];
}
