import type { Database, Tx } from './client';
import { slotOf } from './worker-slot';

export type Lane = { key: string; changeId: string; epoch: bigint; workerId: string; leaseUntil: Date };

/** Who writes, as what, and until when nobody else may. Times are the database's. */
type Holder = { changeId: string; workerId: string; leaseUntil: Date };

export async function findLanes(db: Database | Tx, changeId: string): Promise<readonly Lane[]> {
  return db.lane.findMany({ where: { changeId }, orderBy: { key: 'asc' } });
}

/** Transaction numbers only grow, over all lanes and changes: an epoch never comes again, not even on a lane freed and retaken. */
async function nextEpoch(tx: Tx): Promise<bigint> {
  const [row] = await tx.$queryRaw<{ epoch: bigint }[]>`select pg_current_xact_id()::text::bigint as epoch`;
  if (!row) throw new Error('the database gave no epoch');
  return row.epoch;
}

/**
 * All lanes or none, in key order so that two changes never wait for each other in a circle.
 * @returns the epoch, or the change that holds the first lane that is taken
 */
export async function takeLanes(
  tx: Tx,
  keys: readonly string[],
  holder: Holder & { now: Date },
): Promise<{ ok: true; epoch: bigint } | { ok: false; lane: string; changeId: string }> {
  const epoch = await nextEpoch(tx);
  const { changeId, workerId, leaseUntil, now } = holder;
  for (const key of [...keys].sort()) {
    const { count } = await tx.lane.createMany({
      data: [{ key, changeId, epoch, workerId, leaseUntil, takenAt: now }],
      skipDuplicates: true,
    });
    if (count === 1) continue;
    const taken = await tx.lane.findUnique({ where: { key } });
    await tx.lane.deleteMany({ where: { changeId, epoch } });
    return { ok: false, lane: key, changeId: taken?.changeId ?? changeId };
  }
  return { ok: true, epoch };
}

/** The lanes of a change whose worker is gone. From here on nothing of the former epoch gets through. */
export async function takeOverLanes(tx: Tx, { changeId, workerId, leaseUntil }: Holder): Promise<bigint> {
  const epoch = await nextEpoch(tx);
  await tx.lane.updateMany({ where: { changeId }, data: { epoch, workerId, leaseUntil } });
  return epoch;
}

/** Renews the lease under its epoch and locks the rows. False: another worker has taken over, and nothing may be written. */
export async function renewLanes(
  tx: Tx,
  keys: readonly string[],
  holder: Holder & { epoch: bigint },
): Promise<boolean> {
  const { changeId, epoch, workerId, leaseUntil } = holder;
  const { count } = await tx.lane.updateMany({ where: { changeId, epoch, workerId }, data: { leaseUntil } });
  return count === keys.length;
}

/** Gives the change's lanes back for other changes. */
export async function freeLanes(tx: Tx, changeId: string): Promise<void> {
  await tx.lane.deleteMany({ where: { changeId } });
}

/** Keeps the lanes for the change, and lets any worker continue it at once. */
export async function endLease(tx: Tx, changeId: string, now: Date): Promise<void> {
  await tx.lane.updateMany({ where: { changeId }, data: { leaseUntil: now } });
}

/**
 * Ends the leases of the former processes of a worker's slot. The lanes stay with their changes, and their epochs stay too.
 * @returns the changes that any worker may continue now
 */
export async function endFormerLeases(db: Database | Tx, workerId: string, now: Date): Promise<readonly string[]> {
  const slot = slotOf(workerId);
  if (slot === undefined) return [];
  // Not `startsWith`: names of machines may hold what LIKE takes for a pattern.
  const ended = await db.$queryRaw<{ changeId: string }[]>`
    update lane set lease_until = ${now}::timestamptz
    where left(worker_id, length(${slot}) + 1) = ${slot} || ':' and worker_id <> ${workerId} and lease_until > ${now}::timestamptz
    returning change_id as "changeId"`;
  return [...new Set(ended.map(({ changeId }) => changeId))];
}
