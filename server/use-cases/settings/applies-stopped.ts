import { z } from 'zod';
import { authorise } from '@/domain/access';
import type { Database, Tx } from '@/server/db/client';
import { command, query } from '../command';

const KEY = 'applies-stopped';
const Stored = z.object({ stopped: z.boolean(), reason: z.string() });

export type AppliesStopped = { stopped: boolean; reason: string; since: string | null; by: string | null };

/** The switch that halts every writer between two steps. */
export async function findAppliesStopped(db: Database | Tx): Promise<AppliesStopped> {
  const row = await db.setting.findUnique({ where: { key: KEY } });
  if (!row) return { stopped: false, reason: '', since: null, by: null };
  return { ...Stored.parse(row.value), since: row.updatedAt.toISOString(), by: row.updatedBy };
}

export const readAppliesStopped = query({
  permission: 'change:read',
  input: z.object({}),
  run: ({ db }) => findAppliesStopped(db),
});

/** Whoever may write may stop all writing; only an admin lets it go on. */
export const setAppliesStopped = command({
  name: 'applies.stop',
  permission: 'applies:stop',
  input: z.strictObject({ stopped: z.boolean(), reason: z.string().trim().min(1).max(500) }),
  async run({ tx, actor, now }, { stopped, reason }) {
    if (!stopped) authorise(actor, 'source:manage');
    const before = await findAppliesStopped(tx);
    const data = { value: { stopped, reason }, updatedAt: now, updatedBy: actor.kind === 'person' ? actor.name : null };
    await tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, ...data }, update: data });
    const after = await findAppliesStopped(tx);
    return {
      result: after,
      audit: { action: stopped ? 'applies.stop' : 'applies.restart', objects: [`setting:${KEY}`], before, after },
      notices: [{ topic: 'setting', id: KEY }],
    };
  },
});
