import { naturalKey } from '@/domain/natural-key';
import type { GraphStatus } from '@/domain/topology/graph';
import type { ListCell, ListColumn, ListRow } from './list';

/** What of a list is looked at. Pages count from 1; a page beyond the last is the last. */
export type ListQuery = {
  text: string;
  statuses: readonly GraphStatus[];
  sort?: { column: ListColumn; descending: boolean };
  page: number;
  pageSize: number;
};

/** One page, how many rows the filters leave, how many there are, and how many of each status the text leaves. */
export type ListPage = {
  rows: readonly ListRow[];
  page: number;
  found: number;
  all: number;
  counts: Readonly<Record<GraphStatus, number>>;
};

/** A list made ready for many questions about one state of the estate. */
export type ReadyList = { all: number; byId: ReadonlyMap<string, ListRow>; page: (query: ListQuery) => ListPage };

/** So many orders are kept: a reader clicks on a few columns, not on all. */
const ORDERS = 6;

export function readyList(rows: readonly ListRow[]): ReadyList {
  const texts = new Map<ListRow, string>();
  const orders = new Map<string, readonly ListRow[]>();
  const textOf = (row: ListRow) => {
    const known = texts.get(row) ?? searchText(row);
    texts.set(row, known);
    return known;
  };
  const ordered = ({ column, descending }: NonNullable<ListQuery['sort']>) => {
    const name = `${column} ${descending}`;
    const known = orders.get(name) ?? sorted(rows, column, descending);
    orders.delete(name);
    orders.set(name, known);
    for (const oldest of orders.keys()) {
      if (orders.size <= ORDERS) break;
      orders.delete(oldest);
    }
    return known;
  };
  return {
    all: rows.length,
    byId: new Map(rows.map((row) => [row.id, row])),
    page: ({ text, statuses, sort = { column: 'key', descending: false }, page, pageSize }) => {
      const words = text.toLowerCase().split(/\s+/u).filter(Boolean);
      const named = words.length === 0 ? ordered(sort) : ordered(sort).filter((row) => has(textOf(row), words));
      const left = statuses.length === 0 ? named : named.filter((row) => statuses.includes(row.status));
      const last = Math.max(1, Math.ceil(left.length / pageSize));
      const shown = Math.min(Math.max(1, page), last);
      return {
        rows: left.slice((shown - 1) * pageSize, shown * pageSize),
        page: shown,
        found: left.length,
        all: rows.length,
        counts: countsOf(named),
      };
    },
  };
}

function has(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function searchText({ key, title, cells }: ListRow): string {
  const values = Object.values(cells).filter((each) => each !== null && typeof each !== 'boolean');
  return [key, title?.en, title?.zh, ...values].join('\n').toLowerCase();
}

function countsOf(rows: readonly ListRow[]): Record<GraphStatus, number> {
  const counts: Record<GraphStatus, number> = { healthy: 0, warning: 0, broken: 0, unknown: 0, changing: 0 };
  for (const { status } of rows) counts[status] += 1;
  return counts;
}

const WORST_FIRST: readonly GraphStatus[] = ['broken', 'changing', 'warning', 'unknown', 'healthy'];

/** By value, then by key; what is unknown comes last either way. Statuses go from worst to best. */
function sorted(rows: readonly ListRow[], column: ListColumn, descending: boolean): readonly ListRow[] {
  const keyed = rows.map((row) => ({ row, value: sortValue(row, column), tie: naturalKey(row.key) }));
  const direction = descending ? -1 : 1;
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null) || compare(a.tie, b.tie);
    return direction * compare(a.value, b.value) || compare(a.tie, b.tie);
  });
  return keyed.map(({ row }) => row);
}

function compare(a: string | number, b: string | number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortValue(row: ListRow, column: ListColumn): string | number | null {
  if (column === 'status') return WORST_FIRST.indexOf(row.status);
  const cell: ListCell = column === 'key' ? row.key : (titleText(row, column) ?? row.cells[column] ?? null);
  if (cell === null) return null;
  return typeof cell === 'string' ? naturalKey(cell) : Number(cell);
}

function titleText({ title }: ListRow, column: ListColumn): string | undefined {
  return column === 'title' ? (title?.en ?? title?.zh) : undefined;
}
