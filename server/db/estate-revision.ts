import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database, Tx } from './client';

const KEY = 'estate-revision';
const Stored = z.object({ base: z.string(), count: z.number().int() });

/** Names the state of observed and declared facts: same revision, same estate. Null before the first fact. */
export async function findEstateRevision(db: Database | Tx): Promise<string | null> {
  const row = await db.setting.findUnique({ where: { key: KEY } });
  if (!row) return null;
  const { base, count } = Stored.parse(row.value);
  return `${base}.${count}`;
}

/** The same, and it stays the newest until this transaction ends. */
export async function holdEstateRevision(tx: Tx): Promise<string | null> {
  await tx.$queryRaw`select 1 as ok from setting where key = ${KEY} for share`;
  return findEstateRevision(tx);
}

/** The next revision. Call it late: its row is locked until the commit. */
export async function bumpEstateRevision(tx: Tx, now: Date): Promise<void> {
  // The base is random, so that two databases never share a revision and a cache never mixes them up.
  const base = randomUUID().slice(0, 8);
  await tx.$executeRaw`
    insert into setting (key, value, updated_at) values (${KEY}, jsonb_build_object('base', ${base}::text, 'count', 1), ${now})
    on conflict (key) do update set
      value = jsonb_set(setting.value, '{count}', to_jsonb((setting.value ->> 'count')::bigint + 1)), updated_at = ${now}`;
}
