import { authorise } from '@/domain/access';
import { inTransaction } from '@/server/db/client';
import { addJob, type JobDraft } from '@/server/db/queue';
import type { Context } from './context';

/** Marks a job that a worker may leave for a while: it only brings up to date what is stored already. */
export const CAN_WAIT = 'can-wait';

/** Enqueues what recurs. Jobs of commands are enqueued by the command itself. */
export async function enqueue(context: Context, job: JobDraft): Promise<void> {
  authorise(context.actor, 'system:run');
  await inTransaction(context.db, (tx) => addJob(tx, job));
}
