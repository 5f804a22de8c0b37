import { authorise } from '@/domain/access';
import { inTransaction } from '@/server/db/client';
import { addJob } from '@/server/db/queue';
import type { Context } from '../context';
import { collectSourceJob } from './jobs';

/** A reading that has not come back for this long died with its worker: its run is closed, so that nobody waits to see it end. */
const ABANDONED_MS = 600_000;

/**
 * Enqueues a reading of every source whose interval has passed since the last one began. Any number of workers may call it:
 * the job's key is the source, and the source's queue keeps a reading waiting while another is under way.
 */
export async function enqueueDueCollections(context: Context): Promise<number> {
  authorise(context.actor, 'system:run');
  const now = context.now();
  const abandoned = new Date(now.getTime() - ABANDONED_MS);
  return inTransaction(context.db, async (tx) => {
    await tx.collectionRun.updateMany({
      where: { outcome: 'running', startedAt: { lt: abandoned } },
      data: {
        outcome: 'failed',
        finishedAt: now,
        error: { kind: 'internal', message: 'the worker ended while reading' },
      },
    });
    const due = await tx.$queryRaw<{ id: string }[]>`
      select source.id from source left join lateral (
        select started_at from collection_run run
        where run.source_id = source.id and run.scope = '{}'::jsonb order by number desc limit 1
      ) last on true
      where source.enabled and source.removed_at is null
        and (last.started_at is null or last.started_at <= ${now}::timestamptz - source.interval_seconds * interval '1 second')`;
    for (const { id } of due) await addJob(tx, collectSourceJob(id, 'schedule'));
    return due.length;
  });
}
