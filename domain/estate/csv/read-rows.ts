import Papa from 'papaparse';
import type { FileErrorCode } from '../file/error-codes';

/** One row and the line of the text on which it begins, counted from 1. */
export type CsvRow = { line: number; cells: readonly string[] };
export type CsvFault = { line: number; code: FileErrorCode; params: Record<string, string | number> };
export type ReadRows = { rows: readonly CsvRow[]; faults: readonly CsvFault[] };

/** The header apart. */
const MOST_ROWS = 50_000;

/**
 * Splits a text (without byte order mark) into rows. Empty rows and lines that begin with `#` are left out. Line ends and the
 * delimiter (comma, tab or semicolon) are those of the first line.
 */
export function readRows(text: string): ReadRows {
  const newline = /\r\n|\n|\r/.exec(text)?.[0] ?? '\n';
  const rows: CsvRow[] = [];
  const faults: CsvFault[] = [];
  let offset = 0;
  let line = 1;
  const advance = (to: number) => {
    for (let at = text.indexOf(newline, offset); at >= 0 && at < to; at = text.indexOf(newline, at + newline.length))
      line += 1;
    offset = to;
  };
  Papa.parse<string[]>(text, {
    delimiter: delimiterOf(text, newline),
    newline: newline as '\n',
    comments: '#',
    step({ data: cells, errors, meta }, parser) {
      while (text.startsWith('#', offset)) advance(endOfLine(text, newline, offset));
      for (const { code } of errors) faults.push({ line, code: 'syntax', params: { detail: code } });
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells });
      if (rows.length > MOST_ROWS + 1) {
        faults.push({ line, code: 'csv-rows', params: { limit: MOST_ROWS } });
        parser.abort();
      }
      advance(meta.cursor);
    },
  });
  return { rows, faults };
}

function endOfLine(text: string, newline: string, from: number): number {
  const at = text.indexOf(newline, from);
  return at < 0 ? text.length : at + newline.length;
}

function delimiterOf(text: string, newline: string): string {
  const lines = text.slice(0, 65_536).split(newline);
  const header = lines.find((line) => line.trim() !== '' && !line.startsWith('#')) ?? '';
  return [',', '\t', ';'].find((each) => header.includes(each)) ?? ',';
}
