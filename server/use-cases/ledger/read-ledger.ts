import { z } from 'zod';
import { DomainError, type Problem } from '@/domain/errors';
import { Key, PrefixText } from '@/domain/estate/primitives';
import type { PartFreshness } from '@/domain/estate/view';
import { DEFAULT_DOMAIN, RESERVABLE_ROLES } from '@/domain/ledger/block';
import { roomFor } from '@/domain/ledger/offer';
import { LEDGER_COLUMNS, type LedgerPage } from '@/domain/ledger/ready-ledger';
import type { LedgerProblem } from '@/domain/ledger/rules';
import type { TreeRow } from '@/domain/ledger/tree';
import type { Prefix } from '@/domain/net/prefix';
import { query } from '../command';
import { type CapacityReading, loadLedger } from './load-ledger';
import { inTheWay } from './reserve-block';

/** So many problems and ranges are sent at once: beyond, the list is no help, and their number is. */
const MOST = 100;

/** Asked as things were known at a past moment. */
const Past = z.iso.datetime().optional();

function momentOf(now: Date, at: string | undefined): { now: Date; at?: Date } {
  return { now, ...(at === undefined ? {} : { at: new Date(at) }) };
}

export type Ledger = {
  revision: string;
  /** how many blocks there are; they are asked for by page */
  all: number;
  problems: readonly LedgerProblem[];
  problemCount: number;
  /** the fullest first */
  capacities: readonly CapacityReading[];
  capacityCount: number;
  /** how fresh what is observed is: the stalest part that blocks are derived from */
  parts: readonly PartFreshness[];
};

/** What stands beside the table of blocks: what is wrong, and how long there will be room. */
export const readLedger = query({
  question: 'ledger.read',
  permission: 'estate:read',
  input: z.strictObject({ at: Past }),
  async run({ db, now }, { at }): Promise<Ledger> {
    const { view, ready, problems, capacities } = await loadLedger(db, momentOf(now, at));
    const fullest = [...capacities].sort((a, b) => b.used / b.nodes - a.used / a.nodes);
    return {
      revision: view.revision,
      all: ready.all,
      problems: problems.slice(0, MOST),
      problemCount: problems.length,
      capacities: fullest.slice(0, MOST),
      capacityCount: capacities.length,
      parts: view.parts.filter(({ kind }) => SHOWING.has(kind)),
    };
  },
});

const SHOWING: ReadonlySet<string> = new Set(['vpc', 'v-switch', 'vbr', 'cluster', 'node', 'cluster-node']);
const BlockId = z.string().min(1).max(1_000);

/** A page of the ledger, as a tree or filtered and sorted. */
export const listBlocks = query({
  question: 'ledger.page',
  permission: 'estate:read',
  input: z.strictObject({
    text: z.string().max(200).default(''),
    site: Key.optional(),
    sort: z.strictObject({ column: z.enum(LEDGER_COLUMNS), descending: z.boolean() }).optional(),
    turned: z.array(BlockId).max(500).default([]),
    reveal: BlockId.optional(),
    /** left out: the one that `reveal` is on */
    page: z.number().int().min(1).optional(),
    pageSize: z.number().int().min(1).max(200).default(100),
    at: Past,
  }),
  async run({ db, now }, { at, ...question }): Promise<LedgerPage> {
    return (await loadLedger(db, momentOf(now, at))).ready.page(question);
  },
});

/** One block with what is wrong with it. */
export const readBlock = query({
  question: 'ledger.block',
  permission: 'estate:read',
  input: z.strictObject({ id: BlockId, at: Past }),
  async run({ db, now }, { id, at }): Promise<{ row: TreeRow; problems: readonly LedgerProblem[] }> {
    const { ready, problems } = await loadLedger(db, momentOf(now, at));
    const row = ready.byId.get(id);
    if (!row) throw new DomainError('not-found', 'block-not-found', { block: id });
    return { row, problems: problems.filter(({ blocks }) => blocks.includes(id)) };
  },
});

export type RoomAnswer = {
  sites: readonly string[];
  parents: readonly { id: string; prefix: Prefix; note?: string }[];
  within: string | null;
  next: Prefix | null;
  /** what stands in the way of the prefix that was asked about */
  problems: readonly Problem[];
};

/** Where there is room for a new block, and what stands in the way of one that somebody has in mind. */
export const findRoom = query({
  question: 'ledger.room',
  permission: 'estate:read',
  input: z.strictObject({
    role: z.enum(RESERVABLE_ROLES),
    site: Key.optional(),
    within: BlockId.optional(),
    length: z.number().int().min(0).max(128).optional(),
    prefix: PrefixText.optional(),
  }),
  async run({ db, now }, { prefix, ...wanted }): Promise<RoomAnswer> {
    const { blocks } = await loadLedger(db, { now });
    const { parents, within, next } = roomFor(blocks, wanted);
    const { role, site } = wanted;
    const asked = prefix && { routingDomain: DEFAULT_DOMAIN, role, prefix, ...(site === undefined ? {} : { site }) };
    return {
      sites: [...new Set(blocks.flatMap((each) => (each.role === 'host' && each.site ? [each.site] : [])))],
      parents: parents.map(({ id, prefix: range, owner, note }) => {
        const named = owner?.key ?? note;
        return { id, prefix: range, ...(named === undefined ? {} : { note: named }) };
      }),
      within: within?.id ?? null,
      next,
      problems: asked ? inTheWay(blocks, asked) : [],
    };
  },
});
