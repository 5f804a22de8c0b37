import { z } from 'zod';
import { may, permissionsOf, type Actor } from '@/domain/access';
import { compareFact, type FieldComparison } from '@/domain/estate/compare-fact';
import type { Estate } from '@/domain/estate/estate';
import { placeOfFact } from '@/domain/estate/fact-place';
import { type FactSection, OBSERVED_AS } from '@/domain/estate/sections';
import { freshnessOf } from '@/domain/estate/view';
import { withoutKeys } from '@/domain/estate/without-keys';
import { historyLines, type HistoryStep } from '@/domain/lists/history-lines';
import type { Database } from '@/server/db/client';
import { query } from '../command';
import { loadEstateView, loadParts } from '../estate/load-estate';
import { Fact } from './fact-input';

export type FactVersion = {
  version: number;
  /** null: it was retired at `endedAt` */
  attributes: Record<string, unknown>;
  since: string;
  endedAt: string | null;
  /** a person's id; null: the start script or a job */
  by: string | null;
  /** whether whoever asks may write it */
  editable: boolean;
};

export type ObservedSide = { source: string; since: string; observedAt: string | null; stale: boolean };

export type FactReading = {
  /** null: nobody declares it now */
  declared: FactVersion | null;
  observed: ObservedSide | null;
  fields: readonly FieldComparison[];
};

/** Asked as things were known at a past moment. */
const Past = z.iso.datetime().optional();

/** Versions that hold, or held at a past moment. */
function validAt(at: Date | undefined) {
  return at ? { validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gt: at } }] } : { validTo: null };
}

/** One fact as it is declared, beside what a source shows of the same object; nobody edits it as it was. */
export const readFact = query({
  permission: 'estate:read',
  input: Fact.extend({ at: Past }),
  async run({ db, now, actor }, { section, key, at: text }): Promise<FactReading> {
    const at = text === undefined ? undefined : new Date(text);
    const row = await db.declaredVersion.findFirst({ where: { section, key, ...validAt(at) } });
    const declared = row && (await shower({ db, actor, now, at }))(row);
    const seen = await findObserved(db, { section, key, now, at });
    const fields = compareFact(declared?.attributes ?? null, seen ? withoutKeys(seen.attributes) : null);
    return { declared, observed: seen?.side ?? null, fields };
  },
});

type Asking = { db: Database; actor: Actor; now: Date; at: Date | undefined };

/** Shows versions of facts to who asks: what was is read only. */
async function shower({ db, actor, now, at }: Asking): Promise<(row: Row & { section: string }) => FactVersion> {
  if (at) return (row) => ({ ...asShownTo(actor, row, null), endedAt: null });
  const { estate } = await loadEstateView(db, { now });
  return (row) => asShownTo(actor, row, estate);
}

/**
 * Who declares facts somewhere edits them whole; everybody else need not know what a secret is called. Without an estate to edit
 * them in nobody does.
 */
function asShownTo(actor: Actor, row: Row & { section: string }, estate: Estate | null): FactVersion {
  const version = versionOf(row);
  if (!permissionsOf(actor).includes('estate:declare'))
    return { ...version, editable: false, attributes: withoutKeys(version.attributes) };
  if (!estate) return { ...version, editable: false };
  const place = placeOfFact(row.section as FactSection, row.attributes, estate);
  return { ...version, editable: may(actor, 'estate:declare', [place]) };
}

type Sought = { section: FactSection; key: string; now: Date; at: Date | undefined };

async function findObserved(db: Database, { section, key, now, at }: Sought) {
  const kind = OBSERVED_AS[section];
  if (!kind) return null;
  const rows = await db.resourceVersion.findMany({
    where: { kind, key, ...validAt(at) },
    include: { source: { select: { key: true, name: true, removedAt: true } } },
    orderBy: { validFrom: 'desc' },
  });
  const row = rows.find(({ source: { removedAt } }) => removedAt === null || (at && removedAt > at)) ?? rows[0];
  if (!row) return null;
  const parts = await loadParts(db, { now, ...(at ? { at } : {}) });
  const freshness = freshnessOf({ parts }, kind, row.within || undefined);
  const side: ObservedSide = {
    source: row.source.name,
    since: row.validFrom.toISOString(),
    observedAt: freshness?.observedAt ?? null,
    stale: freshness?.stale ?? true,
  };
  return { side, attributes: row.attributes as Record<string, unknown> };
}

type Row = { version: number; attributes: unknown; validFrom: Date; validTo: Date | null; writtenBy: string | null };

function versionOf(row: Row): Omit<FactVersion, 'editable'> {
  return {
    version: row.version,
    attributes: row.attributes as Record<string, unknown>,
    since: row.validFrom.toISOString(),
    endedAt: row.validTo?.toISOString() ?? null,
    by: row.writtenBy,
  };
}

export type FactHistory = {
  lines: readonly {
    section: string;
    key: string;
    version: number;
    at: string;
    step: HistoryStep;
    fields: readonly string[];
    /** a person's id; null: the start script or a job, or it was retired */
    by: string | null;
  }[];
  older: boolean;
};

/** What happened to facts, the latest first. Several at once, because a site's history is also that of its gateways. */
export const factHistory = query({
  permission: 'estate:read',
  input: z.strictObject({
    facts: z.array(Fact).min(1).max(200),
    limit: z.number().int().min(1).max(200).default(100),
  }),
  async run({ db }, { facts, limit }): Promise<FactHistory> {
    const rows = await db.declaredVersion.findMany({
      where: { OR: facts.map(({ section, key }) => ({ section, key })) },
      orderBy: [{ validFrom: 'desc' }, { section: 'asc' }, { key: 'asc' }],
      take: limit + 1,
    });
    const older = rows.length > limit;
    const versions = rows.map((row) => ({
      ...row,
      of: `${row.section} ${row.key}`,
      from: row.validFrom,
      to: row.validTo,
    }));
    const lines = historyLines(versions, { cut: older }).map(({ version, at, step, fields }) => ({
      section: version.section,
      key: version.key,
      version: version.version,
      at: at.toISOString(),
      step,
      fields,
      by: step === 'gone' ? null : version.writtenBy,
    }));
    return { lines, older };
  },
});

/** Every declared fact with its version and age, now or as it was: what lists and forms begin with. */
export const listFacts = query({
  permission: 'estate:read',
  input: z.strictObject({ at: Past }),
  async run({ db, actor, now }, { at: text }): Promise<(FactVersion & { section: string; key: string })[]> {
    const at = text === undefined ? undefined : new Date(text);
    const shown = await shower({ db, actor, now, at });
    const rows = await db.declaredVersion.findMany({
      where: validAt(at),
      orderBy: [{ section: 'asc' }, { key: 'asc' }],
    });
    return rows.map((row) => ({ section: row.section, key: row.key, ...shown(row) }));
  },
});
