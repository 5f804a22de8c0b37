import { z } from 'zod';
import { may } from '@/domain/access';
import type { Database } from '@/server/db/client';
import { currentKeyId } from '@/server/db/secrets';
import { query } from '../command';
import { isStale } from '../estate/load-estate';
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
    return Promise.all(
      sources.map(async (source) => ({
        ...(await overviewOf(db, asStoredSource(source), now)),
        mayRefresh: may(actor, 'source:refresh', [placeOfSource(source.key)]),
      })),
    );
  },
});

async function overviewOf(db: Database, source: StoredSource, now: Date): Promise<Omit<SourceOverview, 'mayRefresh'>> {
  const where = { sourceId: source.id };
  const [credential, lastRun, lastRead, kinds] = await Promise.all([
    db.sourceCredential.findUnique({ where, select: { hint: true, rotatedAt: true, keyId: true } }),
    db.collectionRun.findFirst({ where, orderBy: { number: 'desc' } }),
    db.collectionRun.findFirst({
      where: { ...where, outcome: { in: ['complete', 'partial'] } },
      orderBy: { number: 'desc' },
    }),
    kindsOf(db, source, now),
  ]);
  return {
    id: source.id,
    ...sourceFacts(source),
    credential: credential && {
      hint: credential.hint,
      rotatedAt: credential.rotatedAt.toISOString(),
      opens: credential.keyId === currentKeyId(),
    },
    health: healthOf(source, kinds, lastRun?.outcome),
    lastRun: lastRun && runFacts(lastRun),
    lastReadAt: lastRead?.startedAt.toISOString() ?? null,
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

async function kindsOf(db: Database, source: StoredSource, now: Date): Promise<KindFreshness[]> {
  const parts = await db.collectionPart.findMany({ where: { sourceId: source.id }, orderBy: [{ kind: 'asc' }] });
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
