import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database, Tx } from './client';

/** The setting that names the state of the estate. */
export const ESTATE_REVISION = 'estate-revision';
const Stored = z.object({ base: z.string(), count: z.number().int() });

/** Names the state of observed and declared facts: same revision, same estate. Null before the first fact. */
export async function findEstateRevision(db: Database | Tx): Promise<string | null> {
  const row = await db.setting.findUnique({ where: { key: ESTATE_REVISION } });
  if (!row) return null;
  const { base, count } = Stored.parse(row.value);
  return `${base}.${count}`;
}

/** The same, and it stays the newest until this transaction ends. */
export async function holdEstateRevision(tx: Tx): Promise<string | null> {
  await tx.$queryRaw`select 1 as ok from setting where key = ${ESTATE_REVISION} for share`;
  return findEstateRevision(tx);
}

/**
 * What led to a revision: a reading, whose versions begin when it started and whose predecessors end then, or declared facts.
 */
export type EstateWrite = { kind: 'reading'; sourceId: string; startedAt: Date } | { kind: 'declared' };

/** So many steps are remembered; whoever is further behind reads everything. */
const REMEMBERED = 5_000;

/**
 * The next revision, and what led to it. Call it once everything is written: its row is locked until the commit, so that
 * revisions are in the order in which they become visible, each with all that it says was written.
 */
export async function bumpEstateRevision(tx: Tx, now: Date, write: EstateWrite): Promise<void> {
  // The base is random, so that two databases never share a revision and a cache never mixes them up.
  const base = randomUUID().slice(0, 8);
  const [sourceId, startedAt] = write.kind === 'reading' ? [write.sourceId, write.startedAt] : [null, null];
  await tx.$executeRaw`
    with step as (
      insert into setting (key, value, updated_at) values (${ESTATE_REVISION}, jsonb_build_object('base', ${base}::text, 'count', 1), ${now})
      on conflict (key) do update set
        value = jsonb_set(setting.value, '{count}', to_jsonb((setting.value ->> 'count')::bigint + 1)), updated_at = ${now}
      returning value ->> 'base' as base, (value ->> 'count')::int as count
    ), forgotten as (
      delete from estate_change using step
      where estate_change.base = step.base and estate_change.count <= step.count - ${REMEMBERED}
    )
    insert into estate_change (base, count, source_id, started_at)
    select base, count, ${sourceId}::uuid, ${startedAt}::timestamptz from step`;
}
