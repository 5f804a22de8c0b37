import { firstBits, prefixFamily, prefixLength } from '@/domain/net/prefix';
import type { LedgerBlock } from './block';
import { filterRows } from './filter-rows';
import { treeOf, type TreeRow } from './tree';

export const LEDGER_COLUMNS = ['prefix', 'role', 'state', 'owner', 'site', 'used'] as const;
export type LedgerColumn = (typeof LEDGER_COLUMNS)[number];

/**
 * What of the ledger is looked at. Without text, site and sort that is the tree; `turned` are the blocks whose parts are shown
 * or hidden against the rule. Pages count from 1; one beyond the last is the last; left out is the page of what is revealed.
 */
export type LedgerQuestion = {
  text: string;
  site?: string;
  sort?: { column: LedgerColumn; descending: boolean };
  turned: readonly string[];
  /** a block whose parents are to be open */
  reveal?: string;
  page?: number;
  pageSize: number;
};

/** A row of the table. `open`: whether its parts are shown; null: it has none, or this is no tree. */
export type LedgerLine = TreeRow & { open: boolean | null };

export type LedgerPage = { lines: readonly LedgerLine[]; page: number; found: number; all: number };

/** A tree up to this many blocks is shown whole; of a larger one its upper level. */
const SHOWN_WHOLE = 200;

export type ReadyLedger = {
  all: number;
  byId: ReadonlyMap<string, TreeRow>;
  page: (question: LedgerQuestion) => LedgerPage;
};

/** The ledger made ready for many questions about one state of it. */
export function readyLedger(blocks: readonly LedgerBlock[]): ReadyLedger {
  const rows = treeOf(blocks);
  const byId = new Map(rows.map((row) => [row.block.id, row]));
  return {
    all: rows.length,
    byId,
    page: (question) => {
      const { text, site, sort, pageSize } = question;
      const isTree = text.trim() === '' && site === undefined && sort === undefined;
      const own = site === undefined ? rows : rows.filter(({ block }) => block.site === site);
      const lines = isTree ? branches(rows, byId, question) : flat(filterRows(own, text), sort);
      const last = Math.max(1, Math.ceil(lines.length / pageSize));
      const shown = Math.min(Math.max(1, question.page ?? pageWith(lines, question)), last);
      return {
        lines: lines.slice((shown - 1) * pageSize, shown * pageSize),
        page: shown,
        found: lines.length,
        all: own.length,
      };
    },
  };
}

function pageWith(lines: readonly LedgerLine[], { reveal, pageSize }: LedgerQuestion): number {
  const at = lines.findIndex(({ block }) => block.id === reveal);
  return Math.floor(Math.max(0, at) / pageSize) + 1;
}

function flat(rows: readonly TreeRow[], sort: LedgerQuestion['sort']): readonly LedgerLine[] {
  const sorted = sort ? sortedBy(rows, sort) : rows;
  return sorted.map((row) => ({ ...row, open: null }));
}

/** The rows of which every parent is open. */
function branches(
  rows: readonly TreeRow[],
  byId: ReadonlyMap<string, TreeRow>,
  { turned, reveal }: LedgerQuestion,
): readonly LedgerLine[] {
  const against = new Set(turned);
  const forced = new Set(parentsOf(byId, reveal));
  const isOpen = (id: string) => forced.has(id) || rows.length <= SHOWN_WHOLE !== against.has(id);
  const visible = new Set<string>();
  return rows.flatMap((row): LedgerLine[] => {
    if (row.parent !== null && !(visible.has(row.parent) && isOpen(row.parent))) return [];
    visible.add(row.block.id);
    return [{ ...row, open: row.parts === 0 ? null : isOpen(row.block.id) }];
  });
}

function parentsOf(byId: ReadonlyMap<string, TreeRow>, id: string | undefined): readonly string[] {
  const parents: string[] = [];
  for (let at = byId.get(id ?? '')?.parent; at; at = byId.get(at)?.parent) parents.push(at);
  return parents;
}

/** By value; what nobody knows comes last either way, and equal ones stay in the order of the tree. */
function sortedBy(
  rows: readonly TreeRow[],
  { column, descending }: NonNullable<LedgerQuestion['sort']>,
): readonly TreeRow[] {
  const direction = descending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, value: valueOf(row, column) }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null);
    return direction * (a.value < b.value ? -1 : a.value > b.value ? 1 : 0);
  });
  return keyed.map(({ row }) => row);
}

function valueOf({ block, used }: TreeRow, column: LedgerColumn): string | number | null {
  switch (column) {
    case 'prefix': {
      const bits = firstBits(block.prefix).toString(16).padStart(32, '0');
      return `${prefixFamily(block.prefix)} ${bits} ${String(prefixLength(block.prefix)).padStart(3, '0')}`;
    }
    case 'owner':
      return block.owner?.key ?? block.note ?? null;
    case 'site':
      return block.site ?? null;
    case 'used':
      return used;
    default:
      return block[column];
  }
}
