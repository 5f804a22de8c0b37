import { authorise } from '@/domain/access';
import { findingKey } from '@/domain/checks/finding';
import { compareFindings } from '@/domain/checks/finding-record';
import { inTransaction, type Tx } from '@/server/db/client';
import { findEstateRevision } from '@/server/db/estate-revision';
import { findLastLook, holdLastLook, listRecords, saveLook, saveMoves } from '@/server/db/findings';
import { notify } from '@/server/db/notify';
import type { Context } from '../context';
import { loadJudgedEstate } from '../topology/judged-estate';

/**
 * Compares what is wrong now with what was wrong at the last look and writes the difference. A state of the estate that has been
 * looked at already costs one small query; of two looks at once the later one to write sees what the first has written.
 */
export async function recordFindings(context: Context): Promise<{ appeared: number; gone: number }> {
  authorise(context.actor, 'system:run');
  const now = context.now();
  const { view, findings } = await loadJudgedEstate(context.db, { now });
  const nothing = { appeared: 0, gone: 0 };
  if ((await findLastLook(context.db))?.revision === view.revision) return nothing;
  return inTransaction(context.db, async (tx) => {
    const last = await holdLastLook(tx);
    if (last?.revision === view.revision || !(await isNewest(tx, view.revision))) return nothing;
    const known = await listRecords(tx, findings.map(findingKey));
    const records = known.map(({ key, finding, goneAt }) => ({ key, finding, gone: goneAt !== null }));
    const moves = compareFindings(view, records, findings);
    await saveMoves(tx, moves, { now, lastLook: last?.at ?? now });
    await saveLook(tx, view.revision, now);
    const appeared = moves.appeared.length + moves.returned.length;
    if (appeared + moves.gone.length > 0) await notify(tx, { topic: 'finding', id: 'all' });
    return { appeared, gone: moves.gone.length };
  });
}

/** An estate that has moved on meanwhile is looked at by whoever was called because it did. */
async function isNewest(tx: Tx, looked: string): Promise<boolean> {
  return looked.startsWith((await findEstateRevision(tx)) ?? 'empty');
}
