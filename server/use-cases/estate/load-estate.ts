import { createHash } from 'node:crypto';
import { assemble } from '@/domain/estate/assemble';
import type { Estate } from '@/domain/estate/estate';
import { ObservedResource, type ResourceKind } from '@/domain/estate/resource';
import type { EstateView, PartFreshness } from '@/domain/estate/view';
import { log } from '@/server/config/log';
import type { Database, Tx } from '@/server/db/client';
import { findEstateRevision } from '@/server/db/estate-revision';
import { loadDeclared } from './declared-facts';

type Moment = {
  now: Date;
  /** a past moment: what was known then */
  at?: Date;
};

/** One estate per revision and process; the last few, because a plan may look back while the world moves on. */
const CACHED = 4;
const cache = new Map<string, Estate>();

/**
 * Everything known, observed and declared, with the freshness of each part. Kept per revision in this process: treat it as
 * read-only. A past moment is assembled from the versions that were valid then.
 */
export async function loadEstateView(db: Database | Tx, moment: Moment): Promise<EstateView> {
  const parts = await loadParts(db, moment);
  if (moment.at) {
    const estate = await loadEstate(db, parts, moment.at);
    return { estate, parts: parts.map(asFreshness), revision: `at ${moment.at.toISOString()}` };
  }
  for (;;) {
    const revision = await findEstateRevision(db);
    const known = revision === null ? undefined : cache.get(revision);
    const estate = known ?? (await loadEstate(db, parts));
    // A commit between the two reads would put new facts under an old name.
    if (!known && (await findEstateRevision(db)) !== revision) continue;
    if (revision !== null && !known) remember(revision, estate);
    return { estate, parts: parts.map(asFreshness), revision: revisionOf(revision, parts) };
  }
}

function remember(revision: string, estate: Estate): void {
  cache.set(revision, estate);
  for (const oldest of cache.keys()) {
    if (cache.size <= CACHED) return;
    cache.delete(oldest);
  }
}

/** Verdicts depend on what is stale, so a part that grows stale is another revision. */
function revisionOf(revision: string | null, parts: readonly LoadedPart[]): string {
  const stale = parts.filter((part) => part.stale).map((part) => `${part.source}/${part.kind}/${part.within}`);
  const named = revision ?? 'empty';
  if (stale.length === 0) return named;
  return `${named}-${createHash('sha256').update(stale.sort().join('\n')).digest('hex').slice(0, 12)}`;
}

type LoadedPart = {
  sourceId: string;
  source: string;
  removed: boolean;
  kind: ResourceKind;
  within: string;
  observedAt: Date | null;
  stale: boolean;
};

/** Silence for three intervals is stale; sources that are read very often get half a minute. */
export function isStale(observedAt: Date | null, intervalSeconds: number, now: Date): boolean {
  return observedAt === null || now.getTime() - observedAt.getTime() > Math.max(30, 3 * intervalSeconds) * 1_000;
}

async function loadParts(db: Database | Tx, { now, at }: Moment): Promise<LoadedPart[]> {
  const rows = await db.collectionPart.findMany({ include: { source: true } });
  const lastRuns = at ? await lastRunsBefore(db, at) : null;
  const parts = rows.map((row): LoadedPart => {
    const then = lastRuns ? (lastRuns.get(row.sourceId) ?? null) : row.observedAt;
    const observedAt = row.observedAt === null ? null : then;
    const removed = row.source.removedAt !== null && row.source.removedAt <= (at ?? now);
    return {
      sourceId: row.sourceId,
      source: row.source.key,
      removed,
      kind: row.kind as ResourceKind,
      within: row.within,
      observedAt,
      stale: removed || isStale(observedAt, row.source.intervalSeconds, at ?? now),
    };
  });
  // What is asked first wins: sources that are still there before removed ones, silent ones before fresh ones, because a part
  // that two sources speak of is only as good as the worse of them.
  return parts.sort((a, b) => Number(a.removed) - Number(b.removed) || Number(b.stale) - Number(a.stale));
}

/** Parts keep only their latest time; for a past moment the last run that had ended well by then stands for all of a source. */
async function lastRunsBefore(db: Database | Tx, at: Date): Promise<ReadonlyMap<string, Date>> {
  const rows = await db.collectionRun.groupBy({
    by: ['sourceId'],
    where: { startedAt: { lte: at }, outcome: { in: ['complete', 'partial'] } },
    _max: { startedAt: true },
  });
  return new Map(rows.flatMap((row) => (row._max.startedAt ? [[row.sourceId, row._max.startedAt]] : [])));
}

function asFreshness(part: LoadedPart): PartFreshness {
  const { source, kind, within, observedAt, stale } = part;
  return { source, kind, ...(within ? { within } : {}), observedAt: observedAt?.toISOString() ?? null, stale };
}

async function loadEstate(db: Database | Tx, parts: readonly LoadedPart[], at?: Date): Promise<Estate> {
  const valid = at ? { validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gt: at } }] } : { validTo: null };
  const rows = await db.resourceVersion.findMany({
    where: valid,
    select: { sourceId: true, kind: true, key: true, within: true, attributes: true },
  });
  const { observed, unreadable } = readRows(rows, parts);
  const known = parts
    .filter((part) => part.observedAt !== null && !unreadable.has(`${part.kind} ${part.within}`))
    .map(({ kind, within }) => ({ kind, ...(within ? { within } : {}) }));
  const { name, title, facts } = await loadDeclared(db, at);
  return assemble({ name, title, declared: facts, observed, known }).estate;
}

type Row = { sourceId: string; kind: string; key: string; within: string; attributes: unknown };

/**
 * Rows as domain values. Where two sources show the same object, the one that is there and fresh is believed. A row that this
 * version of the product cannot read makes its part unknown: half a table must not pass for the whole.
 */
function readRows(rows: readonly Row[], parts: readonly LoadedPart[]) {
  const trust = new Map<string, number>();
  for (const part of parts) {
    const rank = (part.removed ? 2 : 0) + (part.stale ? 1 : 0);
    trust.set(part.sourceId, Math.min(rank, trust.get(part.sourceId) ?? 3));
  }
  const observed = new Map<string, { rank: number; resource: ObservedResource }>();
  const unreadable = new Set<string>();
  for (const { sourceId, kind, key, within, attributes } of rows) {
    const parsed = ObservedResource.safeParse({ kind, key, attributes });
    if (!parsed.success) {
      log().error({ kind, key, sourceId }, 'stored resource cannot be read');
      unreadable.add(`${kind} ${within}`).add(`${kind} `);
      continue;
    }
    const rank = trust.get(sourceId) ?? 3;
    const rival = observed.get(`${kind} ${key}`);
    if (!rival || rank < rival.rank) observed.set(`${kind} ${key}`, { rank, resource: parsed.data });
  }
  return { observed: [...observed.values()].map((each) => each.resource), unreadable };
}
