import { authorise } from '@/domain/access';
import { log } from '@/server/config/log';
import { databaseNow } from '@/server/db/clock';
import { endFormerLeases } from '@/server/db/lanes';
import type { Context } from '../context';

/**
 * What a worker process does first: the former process of its slot is gone, so nobody has to wait until the leases of that one run
 * out. What it may have sent is waited out all the same, by whoever continues; and should it live against all appearances, a
 * greater epoch stops it like any other zombie.
 */
export async function succeedFormerWorker(
  context: Context,
  { workerId }: { workerId: string },
  now: () => Promise<Date> = () => databaseNow(context.db),
): Promise<{ orphaned: readonly string[] }> {
  authorise(context.actor, 'system:run');
  const orphaned = await endFormerLeases(context.db, workerId, await now());
  if (orphaned.length > 0) log().warn({ workerId, orphaned }, 'leases of a dead worker ended');
  return { orphaned };
}
