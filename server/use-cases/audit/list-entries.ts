import { z } from 'zod';
import { Operation } from '@/domain/changes/operations';
import { countAudit, groupAudit, searchAudit, sizeOfAudit, SCANNED } from '@/server/db/audit-search';
import { query } from '../command';
import { AuditQuery, type AuditEntryView, Sequence, toFilter, toView } from './filter';

const Page = AuditQuery.extend({
  /** rows below this sequence number */
  cursor: Sequence.optional(),
  limit: z.number().int().min(1).max(500).default(100),
});

export type AuditPage = { entries: readonly AuditEntryView[]; nextCursor: string | null };

/** Rows of the audit, the latest first. */
export const listAuditEntries = query({
  permission: 'audit:read',
  input: Page,
  async run({ db }, { cursor, limit, ...asked }): Promise<AuditPage> {
    const below = cursor === undefined ? undefined : BigInt(cursor);
    return pageOf((await searchAudit(db, toFilter(asked), { below, limit: limit + 1 })).map(toView), limit);
  },
});

function pageOf(rows: readonly AuditEntryView[], limit: number): AuditPage {
  const entries = rows.slice(0, limit);
  return { entries, nextCursor: rows.length > limit ? (entries.at(-1)?.seq ?? null) : null };
}

/** A change with its rows, or one row that belongs to none. */
export type AuditGroup = {
  change: {
    id: string;
    number: number;
    status: string;
    reason: string;
    authorId: string;
    operations: readonly Operation[];
  } | null;
  firstAt: string;
  lastAt: string;
  firstSeq: string;
  lastSeq: string;
  count: number;
  /** the latest first; the page of the change has them all */
  entries: readonly AuditEntryView[];
};

const ENTRIES_OF_A_GROUP = 60;

/** The audit as a timeline by change, the most recently touched first. */
export const listAuditGroups = query({
  permission: 'audit:read',
  input: Page.extend({ limit: z.number().int().min(1).max(100).default(30) }),
  async run({ db }, { cursor, limit, ...asked }) {
    const filter = toFilter(asked);
    const below = cursor === undefined ? undefined : BigInt(cursor);
    const rows = await groupAudit(db, filter, { below, limit: limit + 1 });
    const shown = rows.slice(0, limit);
    const ids = shown.flatMap((row) => row.changeId ?? []);
    const changes = new Map(
      (await db.change.findMany({ where: { id: { in: ids } } })).map((change) => [change.id, change]),
    );
    const groups = shown.map(async (row): Promise<AuditGroup> => {
      const within = row.changeId ? { ...filter, changeId: row.changeId } : filter;
      const page = { below: row.lastSeq + 1n, limit: row.changeId ? ENTRIES_OF_A_GROUP : 1 };
      const change = row.changeId ? changes.get(row.changeId) : undefined;
      return {
        change: change
          ? {
              id: change.id,
              number: change.number,
              status: change.status,
              reason: change.reason,
              authorId: change.authorId,
              operations: z.array(Operation).parse(change.operations),
            }
          : null,
        firstAt: row.firstAt.toISOString(),
        lastAt: row.lastAt.toISOString(),
        firstSeq: row.firstSeq.toString(),
        lastSeq: row.lastSeq.toString(),
        count: row.entries,
        entries: (await searchAudit(db, within, page)).map(toView),
      };
    });
    const nextCursor = rows.length > limit ? (shown.at(-1)?.lastSeq.toString() ?? null) : null;
    return { groups: await Promise.all(groups), nextCursor };
  },
});

export type AuditFacet = { value: string; label: string; count: number };

/** How the matching rows spread over results, actions, actors and objects. `atLeast`: there are more than were counted. */
export const countAuditFacets = query({
  permission: 'audit:read',
  input: AuditQuery,
  async run({ db }, asked) {
    const filter = toFilter(asked);
    const [rows, total] = await Promise.all([countAudit(db, filter), sizeOfAudit(db, filter)]);
    const facet = (name: string): AuditFacet[] =>
      rows.filter((row) => row.facet === name).map(({ value, label, count }) => ({ value, label, count }));
    return {
      total,
      atLeast: total >= SCANNED,
      results: facet('result'),
      actions: facet('action'),
      actors: facet('actor'),
      objects: facet('object'),
    };
  },
});

const History = Page.pick({ cursor: true, limit: true });

/** What was done to one change: for everybody who may read changes. */
export const changeAudit = query({
  permission: 'change:read',
  input: History.extend({ changeId: z.uuid() }),
  async run({ db }, { changeId, cursor, limit }): Promise<AuditPage> {
    const below = cursor === undefined ? undefined : BigInt(cursor);
    return pageOf((await searchAudit(db, { changeId }, { below, limit: limit + 1 })).map(toView), limit);
  },
});

/** Kinds of objects whose history everybody may read: what stands in the estate. People and settings are for auditors. */
const OPEN_KINDS =
  /^(vpc|v-switch|route-table|route-entry|vbr|physical-connection|router-interface|bgp-group|bgp-peer|bgp-network|sites|gateways|clusters|flows):/;

/** What was done to one object of the estate. */
export const objectAudit = query({
  permission: 'estate:read',
  input: History.extend({ object: z.string().max(600).regex(OPEN_KINDS) }),
  async run({ db }, { object, cursor, limit }): Promise<AuditPage> {
    const below = cursor === undefined ? undefined : BigInt(cursor);
    return pageOf((await searchAudit(db, { objects: [object] }, { below, limit: limit + 1 })).map(toView), limit);
  },
});
