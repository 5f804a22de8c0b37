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
import { loadEstateView } from '../estate/load-estate';
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

/** One fact as it is declared, beside what a source shows of the same object. */
export const readFact = query({
  permission: 'estate:read',
  input: Fact,
  async run({ db, now, actor }, { section, key }): Promise<FactReading> {
    const row = await db.declaredVersion.findFirst({ where: { section, key, validTo: null } });
    const { estate } = await loadEstateView(db, { now });
    const declared = row && asShownTo(actor, row, estate);
    const seen = await findObserved(db, { section, key, now });
    const fields = compareFact(declared?.attributes ?? null, seen ? withoutKeys(seen.attributes) : null);
    return { declared, observed: seen?.side ?? null, fields };
  },
});

/** Who declares facts somewhere edits them whole; everybody else need not know what a secret is called. */
function asShownTo(actor: Actor, row: Row & { section: string }, estate: Estate): FactVersion {
  const version = versionOf(row);
  if (!permissionsOf(actor).includes('estate:declare'))
    return { ...version, editable: false, attributes: withoutKeys(version.attributes) };
  const place = placeOfFact(row.section as FactSection, row.attributes, estate);
  return { ...version, editable: may(actor, 'estate:declare', [place]) };
}

async function findObserved(db: Database, { section, key, now }: { section: FactSection; key: string; now: Date }) {
  const kind = OBSERVED_AS[section];
  if (!kind) return null;
  const rows = await db.resourceVersion.findMany({
    where: { kind, key, validTo: null },
    include: { source: { select: { key: true, name: true, removedAt: true } } },
    orderBy: { validFrom: 'desc' },
  });
  const row = rows.find((each) => each.source.removedAt === null) ?? rows[0];
  if (!row) return null;
  const freshness = freshnessOf(await loadEstateView(db, { now }), kind, row.within || undefined);
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

/** Every declared fact with its version and age: what lists and forms begin with. */
export const listFacts = query({
  permission: 'estate:read',
  input: z.object({}),
  async run({ db, actor, now }): Promise<(FactVersion & { section: string; key: string })[]> {
    const { estate } = await loadEstateView(db, { now });
    const rows = await db.declaredVersion.findMany({
      where: { validTo: null },
      orderBy: [{ section: 'asc' }, { key: 'asc' }],
    });
    return rows.map((row) => ({ section: row.section, key: row.key, ...asShownTo(actor, row, estate) }));
  },
});
