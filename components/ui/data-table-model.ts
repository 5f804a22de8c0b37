import type { ReactNode } from 'react';

export type CellValue = string | number | boolean | Date | null | undefined;

export type DataColumn<Row> = {
  id: string;
  header: string;
  /** What the column sorts by, filters by and exports. */
  value: (row: Row) => CellValue;
  /** What it shows; the value itself when left out. */
  cell?: (row: Row) => ReactNode;
  align?: 'start' | 'end';
  /** Mono for addresses, ids, AS numbers and times. */
  mono?: boolean;
  sortable?: boolean;
  /** False for columns without which a row makes no sense. */
  hideable?: boolean;
  /** Not shown until chosen. */
  hidden?: boolean;
  /** Width in px; columns without one share the rest. */
  width?: number;
};

/** A value as text, the same for filter and export. */
export function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? value.toISOString() : String(value);
}

/** The rows in which every typed word occurs somewhere, in any column. */
export function filterRows<Row>(rows: readonly Row[], columns: readonly DataColumn<Row>[], typed: string): Row[] {
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  if (words.length === 0) return [...rows];
  return rows.filter((row) => {
    const text = columns
      .map((column) => cellText(column.value(row)))
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

let collator: Intl.Collator | undefined;

/**
 * Numeric collation puts 10.0.2.0 before 10.0.10.0, and vbr-9 before vbr-10. Made when first needed: it takes a browser longer
 * than many a script, and most pages sort nothing.
 */
function compareTexts(a: string, b: string): number {
  collator ??= new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return collator.compare(a, b);
}

/** Ascending order of two values; `undefined` for absent ones, which the table keeps last in either direction. */
export function compareValues(a: CellValue, b: CellValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  return compareTexts(cellText(a), cellText(b));
}

/** The rows as RFC 4180 CSV, with a header line. Cells a spreadsheet would run as a formula are made plain text. */
export function toCsv<Row>(rows: readonly Row[], columns: readonly DataColumn<Row>[]): string {
  const lines = [columns.map((column) => csvCell(column.header))];
  for (const row of rows) lines.push(columns.map((column) => csvCell(cellText(column.value(row)))));
  return lines.map((cells) => cells.join(',')).join('\r\n') + '\r\n';
}

function csvCell(text: string): string {
  const plain = /^[=+@\t\r]|^-(?!\d)/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
