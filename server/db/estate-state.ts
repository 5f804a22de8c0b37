import { z } from 'zod';
import type { Database, Tx } from './client';
import { ESTATE_REVISION } from './estate-revision';
import type { ReadingRef } from './estate-rows';

export type Revision = { base: string; count: number };

/** What is known of one part of a source. */
export type StatePart = {
  sourceId: string;
  source: string;
  intervalSeconds: number;
  removedAt: Date | null;
  kind: string;
  /** empty string: all of the kind */
  within: string;
  observedAt: Date | null;
  /** rows of it were stored beside others that were not understood */
  partly: boolean;
};

/** Which state the estate is in, and how much of it was read when: of one moment. */
export type EstateState = {
  /** null before the first fact */
  revision: Revision | null;
  /** the revision is this transaction's own, and nobody else's before it commits */
  uncommitted: boolean;
  parts: readonly StatePart[];
};

const Milliseconds = z.number().nullable();
const Part = z.tuple([z.string(), z.string(), Milliseconds, z.boolean()]);
const Of = z.object({
  id: z.string(),
  key: z.string(),
  interval: z.number(),
  removed: Milliseconds,
  parts: z.array(z.unknown()),
});
const State = z.object({
  revision: z.object({ base: z.string(), count: z.number().int() }).nullable(),
  uncommitted: z.boolean().nullable(),
  sources: z.array(Of),
});

/** One statement, so that a revision and the parts beside it are of one moment. */
export async function readEstateState(db: Database | Tx): Promise<EstateState> {
  const answer = await db.$queryRaw`
    select json_build_object(
      'revision', (select value from setting where key = ${ESTATE_REVISION}),
      'uncommitted', (select xmin = pg_current_xact_id_if_assigned()::xid from setting where key = ${ESTATE_REVISION}),
      'sources', (select coalesce(json_agg(of_source.row order by of_source.key), '[]') from (
        select s.key, json_build_object(
          'id', s.id, 'key', s.key, 'interval', s.interval_seconds, 'removed', extract(epoch from s.removed_at) * 1000,
          'parts', json_agg(
            json_build_array(p.kind, p."within", extract(epoch from p.observed_at) * 1000, p.partly_at is not null)
            order by p.kind, p."within"
          )) as row
        from source s join collection_part p on p.source_id = s.id group by s.id
      ) of_source)
    )::text as state`;
  const [{ state }] = z.tuple([z.object({ state: z.string() })]).parse(answer);
  const { revision, uncommitted, sources } = State.parse(JSON.parse(state));
  return {
    revision,
    uncommitted: uncommitted === true,
    parts: sources.flatMap(({ id, key, interval, removed, parts }) =>
      parts.map((each): StatePart => {
        const [kind, within, observed, partly] = Part.parse(each);
        return {
          ...{ sourceId: id, source: key, intervalSeconds: interval, removedAt: dateOf(removed) },
          ...{ kind, within, observedAt: dateOf(observed), partly },
        };
      }),
    ),
  };
}

function dateOf(milliseconds: number | null): Date | null {
  return milliseconds === null ? null : new Date(milliseconds);
}

/** `count`: so many revisions lie between, the last one included. */
export type EstateSteps = { count: number; readings: readonly ReadingRef[]; declared: boolean };

/** What led from one revision to a later one. Null: not all of it is remembered. */
export async function readStepsBetween(db: Database | Tx, from: Revision, to: Revision): Promise<EstateSteps | null> {
  if (from.base !== to.base || from.count > to.count) return null;
  if (from.count === to.count) return { count: 0, readings: [], declared: false };
  const rows = await db.estateChange.findMany({
    where: { base: to.base, count: { gt: from.count, lte: to.count } },
    select: { sourceId: true, startedAt: true },
  });
  if (rows.length !== to.count - from.count) return null;
  const readings = rows.flatMap(({ sourceId, startedAt }) => (sourceId && startedAt ? [{ sourceId, startedAt }] : []));
  return { count: rows.length, readings, declared: rows.length > readings.length };
}
