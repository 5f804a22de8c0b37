import { authorise } from '@/domain/access';
import { inTransaction } from '@/server/db/client';
import { addJobs } from '@/server/db/queue';
import type { Context } from '../context';
import { collectSourceJob } from './jobs';

/** A reading that is not stored so long after its deadline died with its worker: its run is closed, so that nobody waits to see it end. */
const STORED_WITHIN_SECONDS = 60;

/** So few sources are soon read, whatever else is done meanwhile. */
const FEW = 20;

/**
 * Enqueues a reading of every source whose interval has passed since the last one began. Any number of workers may call it:
 * the job's key is the source, and the source's queue keeps a reading waiting while another is under way. Where there are many sources,
 * those that were read before can wait.
 */
export async function enqueueDueCollections(context: Context): Promise<number> {
  authorise(context.actor, 'system:run');
  const now = context.now();
  return inTransaction(context.db, async (tx) => {
    const error = JSON.stringify({ kind: 'internal', message: 'the worker ended while reading' });
    await tx.$executeRaw`
      update collection_run run set outcome = 'failed', finished_at = ${now}, error = ${error}::jsonb from source
      where run.outcome = 'running' and source.id = run.source_id
        and run.started_at < ${now}::timestamptz - make_interval(secs => source.deadline_seconds + ${STORED_WITHIN_SECONDS}::int)`;
    const due = await tx.$queryRaw<{ id: string; wasRead: boolean }[]>`
      select source.id, last.started_at is not null as "wasRead" from source left join lateral (
        select started_at from collection_run run
        where run.source_id = source.id and run.scope = '{}'::jsonb order by number desc limit 1
      ) last on true
      where source.enabled and source.removed_at is null
        and (last.started_at is null or last.started_at <= ${now}::timestamptz - source.interval_seconds * interval '1 second')`;
    const isLarge = (await tx.source.count({ where: { enabled: true, removedAt: null } })) > FEW;
    await addJobs(
      tx,
      due.map(({ id, wasRead }) => collectSourceJob(id, 'schedule', { canWait: wasRead && isLarge })),
    );
    return due.length;
  });
}
