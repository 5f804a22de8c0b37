import { z } from 'zod';
import { may } from '@/domain/access';
import type { Database } from '@/server/db/client';
import { currentKeyId } from '@/server/db/secrets';
import { query } from '../command';
import { isStale } from '../estate/freshness';
import { asStoredSource, placeOfSource, sourceFacts, type StoredSource } from './stored-source';

/** Freshness of one kind of a source: its parts, how many are stale, and what the last failure said. */
export type KindFreshness = {
  kind: string;
  parts: number;
  stale: number;
  oldestObservedAt: string | null;
  error: { kind: string; code: string | null; message: string } | null;
};

export type SourceOverview = StoredSource & {
  /** `opens`: sealed under the key in force */
  credential: { hint: string; rotatedAt: string; opens: boolean } | null;
  /** fresh: every part; stale: some part; failing: the last reading failed; unread: never read */
  health: 'fresh' | 'stale' | 'failing' | 'unread' | 'disabled';
  lastRun: {
    number: string;
    trigger: string;
    startedAt: string;
    finishedAt: string | null;
    outcome: string;
    requests: number;
    written: number;
    skipped: number;
    error: { kind?: string; code?: string; message?: string } | null;
  } | null;
  /** when a reading last came back whole or in part */
  lastReadAt: string | null;
  kinds: readonly KindFreshness[];
  /** whether the reader may have it read now: a grant may lie within another source */
  mayRefresh: boolean;
};

/** Every source that is not removed, with its health and the age of each kind. Never a secret. */
export const listSources = query({
  permission: 'source:read',
  input: z.object({}),
  async run({ db, actor, now }): Promise<SourceOverview[]> {
    const sources = await db.source.findMany({ where: { removedAt: null }, orderBy: { key: 'asc' } });
    const known = await loadKnown(db);
    return sources.map((row) => {
      const source = asStoredSource(row);
      const mayRefresh = may(actor, 'source:refresh', [placeOfSource(source.key)]);
      return { ...overviewOf(known, source, now), mayRefresh };
    });
  },
});

/** What is known of every source, by its id. */
type Known = {
  credentials: ReadonlyMap<string, { hint: string; rotatedAt: Date; keyId: string }>;
  lastRuns: ReadonlyMap<string, RunRow>;
  lastReads: ReadonlyMap<string, ReadRow>;
  parts: ReadonlyMap<string, readonly PartRow[]>;
};

/** A few questions for all sources together: every page asks, and there may be hundreds. */
async function loadKnown(db: Database): Promise<Known> {
  const [credentials, lastRuns, lastReads, parts] = await Promise.all([
    db.sourceCredential.findMany({ select: { sourceId: true, hint: true, rotatedAt: true, keyId: true } }),
    lastRunsOf(db),
    lastReadsOf(db),
    db.collectionPart.findMany({ orderBy: [{ kind: 'asc' }], select: OF_PART }),
  ]);
  const bySource = <T extends { sourceId: string }>(rows: readonly T[]) =>
    new Map(rows.map((row) => [row.sourceId, row]));
  return {
    credentials: bySource(credentials),
    lastRuns: bySource(lastRuns),
    lastReads: bySource(lastReads),
    parts: partsBySource(parts),
  };
}

/** As little as is needed: of hundreds of sources there are thousands of parts. */
const OF_PART = {
  sourceId: true,
  kind: true,
  observedAt: true,
  errorKind: true,
  errorCode: true,
  errorMessage: true,
} as const;

type PartRow = {
  sourceId: string;
  kind: string;
  observedAt: Date | null;
  errorKind: string | null;
  errorCode: string | null;
  errorMessage: string | null;
};

function partsBySource(parts: readonly PartRow[]): Map<string, PartRow[]> {
  const bySource = new Map<string, PartRow[]>();
  for (const part of parts) {
    const own = bySource.get(part.sourceId);
    if (own) own.push(part);
    else bySource.set(part.sourceId, [part]);
  }
  return bySource;
}

async function lastRunsOf(db: Database): Promise<RunRow[]> {
  const last = await db.$queryRaw<{ number: bigint }[]>`
    select r.number from source s cross join lateral (
      select number from collection_run where source_id = s.id order by number desc limit 1
    ) r where s.removed_at is null`;
  return db.collectionRun.findMany({ where: { number: { in: last.map(({ number }) => number) } } });
}

type ReadRow = { sourceId: string; startedAt: Date };

/** When the last run of each source began that ended well. */
function lastReadsOf(db: Database): Promise<ReadRow[]> {
  return db.$queryRaw<ReadRow[]>`
    select s.id as "sourceId", r.started_at as "startedAt" from source s cross join lateral (
      select started_at from collection_run where source_id = s.id and outcome in ('complete', 'partial')
      order by number desc limit 1
    ) r where s.removed_at is null`;
}

function overviewOf(known: Known, source: StoredSource, now: Date): Omit<SourceOverview, 'mayRefresh'> {
  const credential = known.credentials.get(source.id);
  const lastRun = known.lastRuns.get(source.id);
  const kinds = kindsOf(known.parts.get(source.id) ?? [], source, now);
  return {
    id: source.id,
    ...sourceFacts(source),
    credential: credential
      ? {
          hint: credential.hint,
          rotatedAt: credential.rotatedAt.toISOString(),
          opens: credential.keyId === currentKeyId(),
        }
      : null,
    health: healthOf(source, kinds, lastRun?.outcome),
    lastRun: lastRun ? runFacts(lastRun) : null,
    lastReadAt: known.lastReads.get(source.id)?.startedAt.toISOString() ?? null,
    kinds,
  };
}

type RunRow = NonNullable<Awaited<ReturnType<Database['collectionRun']['findFirst']>>>;

const RunError = z.object({ kind: z.string(), code: z.string(), message: z.string() }).partial();

function runFacts(run: RunRow): NonNullable<SourceOverview['lastRun']> {
  const error = RunError.safeParse(run.error);
  return {
    number: run.number.toString(),
    trigger: run.trigger,
    startedAt: run.startedAt.toISOString(),
    finishedAt: run.finishedAt?.toISOString() ?? null,
    outcome: run.outcome,
    requests: run.requests,
    written: run.written,
    skipped: Array.isArray(run.skipped) ? run.skipped.length : 0,
    error: error.success ? error.data : null,
  };
}

function kindsOf(parts: readonly PartRow[], source: StoredSource, now: Date): KindFreshness[] {
  return [...new Set(parts.map((part) => part.kind))].map((kind) => {
    const own = parts.filter((part) => part.kind === kind);
    const times = own.flatMap((part) => part.observedAt ?? []).sort((a, b) => a.getTime() - b.getTime());
    const failed = own.find((part) => part.errorKind !== null);
    return {
      kind,
      parts: own.length,
      stale: own.filter((part) => isStale(part.observedAt, source.intervalSeconds, now)).length,
      oldestObservedAt: times[0]?.toISOString() ?? null,
      error: failed?.errorKind
        ? { kind: failed.errorKind, code: failed.errorCode, message: failed.errorMessage ?? '' }
        : null,
    };
  });
}

function healthOf(
  source: StoredSource,
  kinds: readonly KindFreshness[],
  lastOutcome: string | undefined,
): SourceOverview['health'] {
  if (!source.enabled) return 'disabled';
  if (lastOutcome === 'failed') return 'failing';
  if (kinds.length === 0) return 'unread';
  return kinds.some((kind) => kind.stale > 0 || kind.error) ? 'stale' : 'fresh';
}
