import { authorise } from '@/domain/access';
import { findUnattended } from '@/server/db/changes';
import { inTransaction } from '@/server/db/client';
import { databaseNow } from '@/server/db/clock';
import { addJob } from '@/server/db/queue';
import type { Context } from '../context';
import { runChangeJob } from './jobs';

/**
 * Finds changes that nobody works on although somebody should: the worker died, the guard's deadline passed while paused, the
 * time of a scheduled one has come. A second job for the same change does no harm: the lanes decide who works.
 */
export async function sweepChanges(context: Context): Promise<{ enqueued: readonly string[] }> {
  authorise(context.actor, 'system:run');
  const enqueued = await findUnattended(context.db, await databaseNow(context.db));
  if (enqueued.length > 0)
    await inTransaction(context.db, async (tx) => {
      for (const changeId of enqueued) await addJob(tx, runChangeJob(changeId));
    });
  return { enqueued };
}
