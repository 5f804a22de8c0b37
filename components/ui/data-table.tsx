'use client';

import {
  columnVisibilityFeature,
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortingState,
} from '@tanstack/react-table';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import { cn } from './cn';
import { compareValues, filterRows, toCsv, type CellValue, type DataColumn } from './data-table-model';
import { PlainRows, VirtualRows } from './data-table-rows';
import { DataTableToolbar } from './data-table-toolbar';
import { EmptyState } from './empty-state';
import { ErrorState } from './error-state';
import { SkeletonRows } from './skeleton';
import { cellLook } from './table';
import { useUi } from './ui-context';
import { usePersisted } from './use-persisted';
import { useRowCursor } from './use-row-cursor';

export type { DataColumn } from './data-table-model';

export type DataTableProps<Row> = {
  /** The table's name for assistive technology. */
  label: string;
  /** Stable: at module scope or memoised. */
  columns: readonly DataColumn<Row>[];
  /** Undefined while loading. */
  rows: readonly Row[] | undefined;
  rowId: (row: Row) => string;
  /** Where a row leads. The first column becomes the link, so no button may stand in it. */
  href?: (row: Row) => string;
  /** Instead of `href`: what opening a row does (usually a selection in the URL). */
  onOpen?: (row: Row) => void;
  selectedId?: string | null;
  empty: ReactNode;
  error?: { title: ReactNode; detail?: ReactNode; onRetry?: () => void };
  initialSort?: { id: string; desc?: boolean };
  compact?: boolean;
  /** Beside the filter: facets, segments. */
  tools?: ReactNode;
  /** Leaves the toolbar away, for a few rows inside a page. */
  bare?: boolean;
  /** The typed filter when the URL holds it. */
  filter?: string;
  onFilterChange?: (typed: string) => void;
  /** A name under which the browser keeps the hidden columns. */
  remember?: string;
  className?: string;
};

const virtualFrom = 200;

const features = tableFeatures({ rowSortingFeature, columnVisibilityFeature, sortedRowModel: createSortedRowModel() });

/** Rows that sort, filter by typing, hide columns, copy as CSV and go by keyboard, from none to ten thousand. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, error, bare, empty, className } = props;
  const { words } = useUi();
  const [ownFilter, setOwnFilter] = useState('');
  const typed = props.filter ?? ownFilter;
  const filtered = useMemo(() => filterRows(rows ?? none, columns, typed) as Row[], [rows, columns, typed]);
  const { table, visible, show } = useSortedTable(props, filtered);
  const sorted = table.getRowModel().rows;
  const shownColumns = columns.filter((column) => visible(column.id));

  return (
    <div className={cn('flex min-h-0 min-w-0 flex-col', className)}>
      {!bare && (
        <DataTableToolbar
          label={props.label}
          typed={typed}
          onType={(next) => (props.onFilterChange ?? setOwnFilter)(next)}
          shown={rows && sorted.length}
          total={rows?.length ?? 0}
          columns={columns
            .filter((column) => column.hideable !== false)
            .map(({ id, header }) => ({ id, header, visible: visible(id) }))}
          onShowColumn={show}
          csv={() =>
            toCsv(
              sorted.map((row) => row.original),
              shownColumns,
            )
          }
        >
          {props.tools}
        </DataTableToolbar>
      )}
      {error ? (
        <ErrorState title={error.title} onRetry={error.onRetry}>
          {error.detail}
        </ErrorState>
      ) : rows === undefined ? (
        <SkeletonRows label={words.loading} />
      ) : rows.length === 0 ? (
        empty
      ) : (
        <Rows props={props} sorted={sorted} shownColumns={shownColumns} sort={sortOf(table)} />
      )}
      {rows && rows.length > 0 && sorted.length === 0 && <EmptyState title={words.noMatch} />}
    </div>
  );
}

const none: readonly never[] = [];
const nothingHidden: readonly string[] = [];
export const isIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string');

function useSortedTable<Row extends object>(
  { columns, rowId, initialSort, remember }: DataTableProps<Row>,
  data: Row[],
) {
  const initiallyHidden = useMemo(() => {
    const hidden = columns.filter((column) => column.hidden).map((column) => column.id);
    return hidden.length > 0 ? hidden : nothingHidden;
  }, [columns]);
  const [kept, keep] = usePersisted(remember && `columns:${remember}`, initiallyHidden, isIds);
  const [forgotten, setForgotten] = useState<readonly string[] | null>(null);
  const hidden = remember ? kept : (forgotten ?? initiallyHidden);
  const [sorting, setSorting] = useState<SortingState>(
    initialSort ? [{ id: initialSort.id, desc: initialSort.desc ?? false }] : [],
  );
  const defs = useMemo(
    (): ColumnDef<typeof features, Row>[] =>
      columns.map((column) => ({
        id: column.id,
        header: column.header,
        accessorFn: (row) => column.value(row) ?? undefined,
        enableSorting: column.sortable !== false,
        sortDescFirst: false,
        sortUndefined: 'last',
        sortFn: (a, b, id) => compareValues(a.getValue<CellValue>(id), b.getValue<CellValue>(id)),
      })),
    [columns],
  );
  const table = useTable({
    features,
    columns: defs,
    data,
    getRowId: rowId,
    enableSortingRemoval: true,
    state: { sorting, columnVisibility: Object.fromEntries(hidden.map((id) => [id, false])) },
    onSortingChange: setSorting,
  });
  const visible = (id: string) => !hidden.includes(id);
  const show = (id: string, on: boolean) => {
    const next = on ? hidden.filter((each) => each !== id) : [...hidden, id];
    if (remember) keep(next);
    else setForgotten(next);
  };
  return { table, visible, show };
}

/** What the table is sorted by, and how another press on a head changes it. */
export type Sort = { direction: (id: string) => 'asc' | 'desc' | false; toggle: (id: string) => void };

function sortOf(table: {
  getColumn: (id: string) => { getIsSorted: () => 'asc' | 'desc' | false; toggleSorting: () => void } | undefined;
}): Sort {
  return {
    direction: (id) => table.getColumn(id)?.getIsSorted() ?? false,
    toggle: (id) => table.getColumn(id)?.toggleSorting(),
  };
}

type BodyProps<Row> = {
  props: DataTableProps<Row>;
  sorted: readonly { id: string; original: Row }[];
  shownColumns: readonly DataColumn<Row>[];
  sort: Sort;
};

function Rows<Row>({ props, sorted, shownColumns, sort }: BodyProps<Row>) {
  const { label, href, onOpen, selectedId = null, compact } = props;
  const router = useRouter();
  const frame = useRef<HTMLDivElement>(null);
  const [scrollTo, setScrollTo] = useState<number | null>(null);
  const ids = useMemo(() => sorted.map((row) => row.id), [sorted]);
  const open = (row: Row) => (href ? router.push(href(row)) : onOpen?.(row));
  const { cursor, setCursor, focusNextRef } = useRowCursor({
    frame,
    ids,
    onOpen: (id) => {
      const row = sorted.find((each) => each.id === id);
      if (row) open(row.original);
    },
    onMove: setScrollTo,
  });
  const virtual = sorted.length > virtualFrom;
  const rowProps = {
    rows: sorted,
    columns: shownColumns,
    height: compact ? 28 : 32,
    cursor,
    focusNextRef,
    onFocus: setCursor,
    selected: selectedId,
    href,
    onPress:
      href || onOpen
        ? (row: Row, id: string) => {
            setCursor(id);
            open(row);
          }
        : undefined,
  };
  return (
    <div ref={frame} data-row-cursor className={cn('min-h-0 overflow-auto', virtual && 'max-h-[calc(100vh-200px)]')}>
      <table
        aria-label={label}
        aria-rowcount={sorted.length + 1}
        className="w-full border-separate border-spacing-0 text-12"
      >
        <thead className="sticky top-0 z-10 bg-surface">
          <tr>
            {shownColumns.map((column) => (
              <HeaderCell key={column.id} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        {virtual ? <VirtualRows {...rowProps} frame={frame} scrollTo={scrollTo} /> : <PlainRows {...rowProps} />}
      </table>
    </div>
  );
}

/** A column's head, which sorts when pressed. */
export function HeaderCell<Row>({ column, sort }: { column: DataColumn<Row>; sort: Sort }) {
  const { words } = useUi();
  const direction = sort.direction(column.id);
  const end = column.align === 'end';
  return (
    <th
      scope="col"
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : undefined}
      style={{ width: column.width }}
      className={cn(
        'h-7 border-b border-line bg-surface text-left font-medium text-ink-3',
        cellLook,
        end && 'text-right',
      )}
    >
      {column.sortable === false ? (
        column.header
      ) : (
        <button
          type="button"
          title={words.sortBy(column.header)}
          onClick={() => sort.toggle(column.id)}
          className={cn(
            'inline-flex items-center gap-1 rounded-1 hover:text-ink',
            end && 'flex-row-reverse',
            direction && 'text-ink',
          )}
        >
          {column.header}
          {direction === 'asc' && <ArrowUp className="size-3" aria-hidden />}
          {direction === 'desc' && <ArrowDown className="size-3" aria-hidden />}
        </button>
      )}
    </th>
  );
}
