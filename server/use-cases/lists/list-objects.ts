import { z } from 'zod';
import { freshnessOf, type EstateView } from '@/domain/estate/view';
import { LIST_COLUMNS, LIST_KINDS, type ListRow } from '@/domain/lists/list';
import type { ListPage } from '@/domain/lists/page';
import { GRAPH_STATUSES } from '@/domain/topology/graph';
import { query } from '../command';
import { loadJudgedEstate } from '../topology/judged-estate';
import { listOf } from './ready-lists';

/** No answer holds more rows, however many are asked for. */
const MOST_ROWS = 200;

/** A row and how old what it says is; `observedAt` null: declared, or never read to its end. */
export type AgedRow = Omit<ListRow, 'within' | 'part'> & { observedAt: string | null; stale: boolean };
export type ObjectPage = Omit<ListPage, 'rows'> & { rows: readonly AgedRow[] };

/** One page of the objects of a kind, now or at a past moment; with `within` those of one object. */
export const listObjects = query({
  question: 'lists.page',
  permission: 'estate:read',
  input: z.strictObject({
    kind: z.enum(LIST_KINDS),
    within: z.string().max(600).optional(),
    text: z.string().max(200).default(''),
    statuses: z.array(z.enum(GRAPH_STATUSES)).max(GRAPH_STATUSES.length).default([]),
    sort: z.strictObject({ column: z.enum(LIST_COLUMNS), descending: z.boolean().default(false) }).optional(),
    page: z.number().int().min(1).max(1_000_000).default(1),
    pageSize: z.number().int().min(1).max(MOST_ROWS).default(50),
    at: z.iso.datetime().optional(),
  }),
  async run({ db, now }, { kind, within, at, ...asked }): Promise<ObjectPage> {
    const judged = await loadJudgedEstate(db, { now, ...(at ? { at: new Date(at) } : {}) });
    const page = listOf(judged, kind, within).page(asked);
    return { ...page, rows: page.rows.map((row) => aged(judged.view, row)) };
  },
});

/** Ages are those of now: the rows themselves are older than the last reading that changed nothing. */
export function aged(view: EstateView, { within: _, part, ...row }: ListRow): AgedRow {
  const freshness = part ? freshnessOf(view, part.kind, part.within) : null;
  return { ...row, observedAt: freshness?.observedAt ?? null, stale: freshness?.stale ?? false };
}
