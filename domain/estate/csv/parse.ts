import { atStart, bounded, isTooLarge, LARGEST_FILE } from '../file/bounds';
import type { FileError } from '../file/document';
import { unguarded } from './cells';
import { type CsvKind, readHeader } from './columns';
import { FactRows, type Known } from './fact-rows';
import { readRows } from './read-rows';
import type { TableFacts } from './table-facts';

export type ParsedEstateCsv =
  | {
      ok: true;
      kind: CsvKind;
      /** the facts that the rows speak of, whole: what was known of them with what the rows say */
      facts: TableFacts;
      /** where in the text a part of `facts` is said; its fact's first row where it is not */
      place(path: FileError['path']): Pick<FileError, 'line' | 'column' | 'path'>;
    }
  | { ok: false; errors: readonly FileError[] };

/** What a decoder puts in place of bytes it cannot read: spreadsheets like to save in the local code page. */
const REPLACEMENT = '\uFFFD';

/**
 * Reads a table of sites, LANs, site blocks, flows or permits of gateways and security groups, and reports every error at once.
 * `line` is the line on which a row begins, `column` counts cells from 1, and `path` is the table and the column's name. A row adds its member or replaces the one of
 * the same key; nothing that no row names is altered.
 */
export function parseEstateCsv(text: string, known: Known): ParsedEstateCsv {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (isTooLarge(source)) return refused([atStart('file-too-large', { limit: LARGEST_FILE })]);
  const lost = source.indexOf(REPLACEMENT);
  if (lost >= 0) {
    const line = source.slice(0, lost).split(/\r\n|\n|\r/).length;
    return refused([{ ...atStart('csv-not-utf-8', {}), line }]);
  }
  const { rows, faults } = readRows(source);
  const unread = faults.map((fault): FileError => ({ ...fault, column: 1, path: [] }));
  // Of a text that is not read to its end nothing but that is worth saying.
  const cut = unread.find(({ code }) => code === 'csv-rows');
  if (cut) return refused([cut]);
  const [first, ...others] = rows;
  if (!first) return refused(unread.length > 0 ? unread : [atStart('file-empty', {})]);
  const header = readHeader(first.cells);
  if (!header.ok)
    return refused([
      ...unread,
      ...header.problems.map(({ at, code, params }): FileError => {
        return { line: first.line, column: at, path: [], code, params };
      }),
    ]);
  const facts = new FactRows(header.kind, header.columns, known);
  for (const { line, cells } of others) facts.add({ line, cells: cells.map(unguarded) });
  const errors = [...unread, ...facts.errors];
  if (errors.length > 0) return refused(errors);
  return { ok: true, kind: header.kind, facts: facts.whole(), place: (path) => facts.place(path) };
}

function refused(errors: readonly FileError[]): ParsedEstateCsv {
  return { ok: false, errors: bounded(errors) };
}
