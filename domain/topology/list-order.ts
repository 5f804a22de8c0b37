import { naturalKey } from '@/domain/natural-key';
import type { Element } from './elements';
import { GRAPH_NODE_KINDS, type Difference, type Words } from './graph';
import { badness } from './status';

/** By what rows of the table can be ordered. */
export const LISTED_COLUMNS = ['name', 'kind', 'status', 'inside', 'address', 'difference', 'findings'] as const;
export type ListedColumn = (typeof LISTED_COLUMNS)[number];
export type ListedOrder = { column: ListedColumn; descending: boolean };

type Marks = ReadonlyMap<string, Difference>;

/** Rows in the order somebody asks for, and otherwise as they stand in the picture; what has no value comes last either way. */
export function inOrder(rows: readonly Element[], marks: Marks, order: ListedOrder | undefined): readonly Element[] {
  if (!order) return rows;
  const value = VALUES[order.column];
  const direction = order.descending ? -1 : 1;
  return rows
    .map((row) => ({ row, value: value(row, marks) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
      return direction * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
    })
    .map(({ row }) => row);
}

const VALUES: Record<ListedColumn, (row: Element, marks: Marks) => string | number | null> = {
  name: ({ title, key }) => textOf(title) ?? naturalKey(key),
  kind: ({ kind }) => GRAPH_NODE_KINDS.indexOf(kind),
  status: ({ status }) => badness(status),
  inside: ({ parent }) => (parent === undefined ? null : naturalKey(parent.slice(parent.indexOf(':') + 1))),
  address: ({ sub }) => (sub ? textOf(sub) : null),
  difference: ({ id }, marks) => marks.get(id) ?? null,
  findings: ({ findings }) => findings.length || null,
};

function textOf(words: Words): string | null {
  if (words.kind === 'text') return naturalKey(words.text);
  return words.kind === 'title' ? naturalKey(words.title.en ?? words.title.zh ?? words.fallback) : null;
}
