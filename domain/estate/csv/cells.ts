import type { CsvColumn } from './columns';

/**
 * A text that a spreadsheet could take for a formula, with or without the sign that keeps it from doing so. Such texts get one
 * more `'` on the way out and lose one on the way in, so that every text comes back as it was.
 */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A text as a cell that no spreadsheet runs. */
export function guarded(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text;
}

/** What {@link guarded} was given. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;
}

/** What a member says in a column, without guard; empty where it says nothing. */
export function textAt(member: unknown, { path, as }: CsvColumn): string {
  const value = path.reduce<unknown>(
    (at, step) => (at as Record<string | number, unknown> | undefined)?.[step],
    member,
  );
  if (value === undefined) return '';
  if (as !== 'list') return String(value);
  return (value as readonly string[]).map((each) => each.replaceAll(/[\\;]/g, String.raw`\$&`)).join(';');
}

/**
 * A member with what a row says of it. Columns that the row does not have, and cells that say what is so already, change
 * nothing; an empty cell takes away.
 */
export function withCells(member: object, columns: readonly CsvColumn[], cells: readonly string[]): object {
  const said = columns.map((column, index) => ({ column, cell: cells[index] ?? '' }));
  return said
    .filter(({ column, cell }) => column.path.length > 0 && textAt(member, column) !== cell)
    .reduce<object>((after, { column, cell }) => {
      return (withValue(after, column.path, valueOf(cell, column.as)) ?? {}) as object;
    }, member);
}

const NUMBER = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i;

/** Spreadsheets write them in capitals. */
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** What is no number, and neither true nor false, stays text, for the schema to refuse. */
function valueOf(cell: string, as: CsvColumn['as']): unknown {
  if (cell === '') return undefined;
  if (as === 'boolean') return BOOLEANS.get(cell.trim().toLowerCase()) ?? cell;
  if (as === 'number') return NUMBER.test(cell.trim()) ? Number(cell) : cell;
  return as === 'list' ? itemsOf(cell) : cell;
}

function itemsOf(cell: string): string[] {
  const items = cell.match(/(?:\\.|[^;\\]|\\$)+/gsu) ?? [];
  return items.map((item) => item.replaceAll(/\\(.)/gsu, '$1').trim()).filter((item) => item !== '');
}

/** A copy with one value set, or taken out along with whatever is empty without it. */
function withValue(target: unknown, path: CsvColumn['path'], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const below = (target as Record<string | number, unknown> | undefined)?.[step];
  const next = withValue(below, rest, value);
  if (typeof step === 'number') {
    const list = [...((target ?? []) as unknown[])];
    list.splice(step, 1, ...(next === undefined ? [] : [next]));
    return list.length > 0 ? list : undefined;
  }
  const others = Object.entries((target ?? {}) as object).filter(([name]) => name !== step);
  const entries = next === undefined ? others : [...others, [step, next] as const];
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}
