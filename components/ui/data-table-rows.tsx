'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import Link from 'next/link';
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { cn } from './cn';
import { cellText, type DataColumn } from './data-table-model';
import { cellLook } from './table';

export type RowsProps<Row> = {
  rows: readonly { id: string; original: Row }[];
  columns: readonly DataColumn<Row>[];
  height: number;
  cursor: string | null;
  /** The row a key has just moved to, to be focused once. */
  focusNextRef: RefObject<string | null>;
  onFocus: (id: string) => void;
  selected: string | null;
  href?: (row: Row) => string;
  onPress?: (row: Row, id: string) => void;
};

/** Every row at once: right below a few hundred, and searchable with the browser's own find. */
export function PlainRows<Row>(props: RowsProps<Row>) {
  return (
    <tbody className="[&>tr:last-child>td]:border-b-0">
      {props.rows.map((row, index) => (
        <RowView key={row.id} index={index} row={row} {...props} />
      ))}
    </tbody>
  );
}

/** Only the rows in view, between two spacers, so that ten thousand scroll as ten do. */
export function VirtualRows<Row>({
  frame,
  scrollTo,
  ...props
}: RowsProps<Row> & { frame: RefObject<HTMLElement | null>; scrollTo: number | null }) {
  // eslint-disable-next-line react-hooks/incompatible-library -- the React compiler is not in use, nothing memoises this
  const virtual = useVirtualizer({
    count: props.rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => props.height,
    getItemKey: (index) => props.rows[index]?.id ?? index,
    overscan: 12,
    initialRect: { width: 0, height: 600 },
  });
  useEffect(() => {
    if (scrollTo !== null) virtual.scrollToIndex(scrollTo, { align: 'auto' });
  }, [scrollTo, virtual]);
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items[items.length - 1]?.end ?? 0);
  return (
    <tbody>
      <Spacer height={before} span={props.columns.length} />
      {items.map((item) => {
        const row = props.rows[item.index];
        return row ? <RowView key={row.id} index={item.index} row={row} {...props} /> : null;
      })}
      <Spacer height={after} span={props.columns.length} />
    </tbody>
  );
}

function Spacer({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden>
      <td colSpan={span} style={{ height }} />
    </tr>
  );
}

function RowView<Row>({
  row,
  index,
  columns,
  cursor,
  focusNextRef,
  onFocus,
  selected,
  href,
  onPress,
  height,
}: RowsProps<Row> & { row: RowsProps<Row>['rows'][number]; index: number }) {
  const element = useRef<HTMLTableRowElement>(null);
  const current = cursor === row.id;
  useEffect(() => {
    if (!current || focusNextRef.current !== row.id) return;
    focusNextRef.current = null;
    element.current?.focus();
  }, [current, focusNextRef, row.id]);
  const pressable = Boolean(href ?? onPress);
  return (
    <tr
      ref={element}
      tabIndex={current || (cursor === null && index === 0) ? 0 : -1}
      aria-rowindex={index + 2}
      aria-selected={selected === row.id || undefined}
      onFocus={(event) => event.target === event.currentTarget && onFocus(row.id)}
      onClick={(event) => {
        // A link or a button inside the row has its own meaning; so has marking text.
        const inner = (event.target as HTMLElement).closest('a, button, input, label');
        if (inner || window.getSelection()?.toString()) return;
        onPress?.(row.original, row.id);
      }}
      className={cn(
        '-outline-offset-2 aria-selected:bg-selected',
        pressable && 'cursor-default hover:bg-hover aria-selected:hover:bg-selected',
      )}
    >
      {columns.map((column, at) => (
        <td
          key={column.id}
          style={{ height }}
          className={cn(
            'border-b border-line',
            cellLook,
            column.align === 'end' && 'num text-right',
            column.mono && 'mono',
          )}
        >
          <Linked href={at === 0 ? href?.(row.original) : undefined}>
            {column.cell ? column.cell(row.original) : cellText(column.value(row.original))}
          </Linked>
        </td>
      ))}
    </tr>
  );
}

function Linked({ href, children }: { href: string | undefined; children: ReactNode }) {
  if (!href) return children;
  return (
    <Link href={href} prefetch={false} className="font-medium hover:text-accent hover:underline">
      {children}
    </Link>
  );
}
