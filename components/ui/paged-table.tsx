'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useRef, type ReactNode } from 'react';
import { HeaderCell, isIds, type Sort } from './data-table';
import type { DataColumn } from './data-table-model';
import { PlainRows } from './data-table-rows';
import { DataTableToolbar, type FilterHint } from './data-table-toolbar';
import { EmptyState } from './empty-state';
import { ErrorState } from './error-state';
import { SkeletonRows } from './skeleton';
import { useUi } from './ui-context';
import { usePersisted } from './use-persisted';
import { useRowCursor } from './use-row-cursor';

export type PagedTableProps<Row> = {
  label: string;
  columns: readonly DataColumn<Row>[];
  /** One page; undefined while the first is awaited. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  href?: (row: Row) => string;
  /** Instead of `href`: what opening a row does (usually a selection in the URL). */
  onOpen?: (row: Row) => void;
  selectedId?: string | null;
  /** A row to be brought into view and under the keyboard as soon as it is there, once for every such object. */
  seek?: { id: string } | null | undefined;
  sort: Sort;
  filter: string;
  onFilterChange: (typed: string) => void;
  /** What can be typed, where that is more than words: in the field, and in a sentence. */
  filterHint?: FilterHint;
  /** How many rows the filters leave, and how many there are. */
  found: number;
  all: number;
  empty: ReactNode;
  error?: { title: ReactNode; detail?: ReactNode; onRetry?: () => void };
  /** All that the filters leave, with the columns that are shown. */
  csv: (columns: readonly DataColumn<Row>[]) => Promise<string>;
  tools?: (csv: () => Promise<string>) => ReactNode;
  /** Below the rows: the way to other pages. */
  footer?: ReactNode;
  /** A name under which the browser keeps the hidden columns. */
  remember: string;
};

const none: readonly string[] = [];

/** One page of a list that somebody else filters and sorts: the same look and keys as a table that does it itself. */
export function PagedTable<Row extends object>(props: PagedTableProps<Row>) {
  const { label, columns, rows, error, remember } = props;
  const { words } = useUi();
  const [hidden, keep] = usePersisted(`columns:${remember}`, none, isIds);
  const shown = columns.filter((column) => !hidden.includes(column.id));
  const csv = () => props.csv(shown);
  return (
    <div className="flex min-h-0 min-w-0 flex-col">
      <DataTableToolbar
        label={label}
        typed={props.filter}
        onType={props.onFilterChange}
        hint={props.filterHint}
        shown={rows && props.found}
        total={props.all}
        columns={columns
          .filter((column) => column.hideable !== false)
          .map(({ id, header }) => ({ id, header, visible: !hidden.includes(id) }))}
        onShowColumn={(id, on) => keep(on ? hidden.filter((each) => each !== id) : [...hidden, id])}
        csv={csv}
      >
        {props.tools?.(csv)}
      </DataTableToolbar>
      {error ? (
        <ErrorState title={error.title} onRetry={error.onRetry}>
          {error.detail}
        </ErrorState>
      ) : rows === undefined ? (
        <SkeletonRows rows={10} label={words.loading} />
      ) : props.all === 0 ? (
        props.empty
      ) : rows.length === 0 ? (
        <EmptyState title={words.noMatch}>{props.filterHint?.whole}</EmptyState>
      ) : (
        <Rows props={props} rows={rows} columns={shown} />
      )}
      {!error && props.footer}
    </div>
  );
}

type RowsProps<Row> = { props: PagedTableProps<Row>; rows: readonly Row[]; columns: readonly DataColumn<Row>[] };

function Rows<Row extends object>({ props, rows, columns }: RowsProps<Row>) {
  const { label, href, rowId, sort, onOpen } = props;
  const router = useRouter();
  const frame = useRef<HTMLDivElement>(null);
  const withIds = useMemo(() => rows.map((original) => ({ id: rowId(original), original })), [rows, rowId]);
  const open = (row: Row) => (onOpen ? onOpen(row) : href && router.push(href(row)));
  const { cursor, setCursor, focusNextRef } = useRowCursor({
    frame,
    ids: withIds.map(({ id }) => id),
    onOpen: (id) => {
      const row = withIds.find((each) => each.id === id);
      if (row) open(row.original);
    },
    onMove: () => undefined,
    seek: props.seek,
  });
  return (
    <div ref={frame} data-row-cursor className="min-h-0 overflow-x-auto">
      <table aria-label={label} className="w-full border-separate border-spacing-0 text-12">
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <PlainRows<Row>
          rows={withIds}
          columns={columns}
          height={32}
          cursor={cursor}
          focusNextRef={focusNextRef}
          onFocus={setCursor}
          selected={props.selectedId ?? null}
          href={href}
          onPress={
            (href ?? onOpen) &&
            ((row, id) => {
              setCursor(id);
              open(row);
            })
          }
        />
      </table>
    </div>
  );
}
