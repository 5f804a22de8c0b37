import type { Actor } from '@/domain/access';
import type { Change } from '@/domain/changes/change';
import { type ChangeEvent, transition } from '@/domain/changes/lifecycle';
import { log } from '@/server/config/log';
import { appendAudit, type AuditDraft } from '@/server/db/audit';
import { inTransaction, type Tx } from '@/server/db/client';
import { lockChange, saveChange } from '@/server/db/changes';
import { endLease, findLanes, freeLanes, renewLanes } from '@/server/db/lanes';
import { type Notice, notifyAll } from '@/server/db/notify';
import type { StoredPlan } from '@/server/db/plans';
import { changeAudit, changeNotices } from '../change-record';
import { RUN_CHANGE } from '../jobs';
import type { RunPorts } from './ports';

export const RUNNER: Actor = { kind: 'system', job: RUN_CHANGE };

/** One worker's hold on one change. `epoch` is what it writes under; a greater one in the database ends it. */
export type Run = {
  ports: RunPorts;
  changeId: string;
  workerId: string;
  epoch: bigint;
  plan: StoredPlan;
  leaseUntil: Date;
};

/** Another worker has taken over: this one may not write another word. */
export class LaneLost extends Error {
  override readonly name = 'LaneLost';
}

/** What one fenced transaction leaves behind. Rows of the audit are written last. */
type Written<T> = { result: T; audit?: readonly AuditDraft[] };

/**
 * The only way a run writes: locks the change, checks the epoch and renews the lease, writes, and records, in one transaction.
 * @throws LaneLost
 */
export async function fenced<T>(
  run: Run,
  name: string,
  work: (tx: Tx, change: Change, now: Date) => Promise<Written<T>>,
): Promise<T> {
  const { ports, changeId, epoch, workerId } = run;
  await ports.boundary(`before tx ${name}`);
  const { result, leaseUntil } = await inTransaction(ports.db, async (tx) => {
    const change = await lockChange(tx, changeId);
    const now = await ports.now(tx);
    const until = new Date(now.getTime() + ports.limits.leaseMs);
    const ours = await renewLanes(tx, run.plan.plan.lanes, { changeId, epoch, workerId, leaseUntil: until });
    if (!ours) throw new LaneLost(`${workerId} lost ${changeId}`);
    const { result: value, audit = [] } = await work(tx, change, now);
    await record(tx, changeId, now, audit);
    return { result: value, leaseUntil: until };
  });
  run.leaseUntil = leaseUntil;
  await ports.boundary(`after tx ${name}`);
  return result;
}

/** Notices and audit of the runner, the audit last because it takes the chain's lock. */
export async function record(tx: Tx, changeId: string, now: Date, audit: readonly AuditDraft[]): Promise<void> {
  const audited: readonly Notice[] = audit.length > 0 ? [{ topic: 'audit', id: 'head' }] : [];
  await notifyAll(tx, [...changeNotices(changeId), ...audited]);
  await appendAudit(tx, RUNNER, now, audit);
}

/** One transition of the running change. `lanes`: given back at an end, kept without a worker when a person has to look. */
export function move(
  run: Run,
  action: string,
  eventOf: (now: Date) => ChangeEvent,
  lanes: 'keep' | 'free' | 'end-lease' = 'keep',
): Promise<Change> {
  return fenced(run, action, async (tx, before, now) => {
    const after = await saveChange(tx, before, transition(before, eventOf(now)));
    if (lanes === 'free') await freeLanes(tx, run.changeId);
    if (lanes === 'end-lease') await endLease(tx, run.changeId, now);
    return { result: after, audit: [changeAudit(action, before, after)] };
  });
}

/** Stops without a word about the change: another worker may go on at once. */
export function letGo(run: Run): Promise<null> {
  return fenced(run, 'let-go', async (tx, _change, now) => {
    await endLease(tx, run.changeId, now);
    return { result: null };
  });
}

/** Renews the lease before it is half over. */
export async function keepLease(run: Run, now: Date): Promise<void> {
  const left = run.leaseUntil.getTime() - now.getTime();
  if (left < run.ports.limits.leaseMs / 2) await fenced(run, 'renew', () => Promise.resolve({ result: null }));
}

/**
 * Keeps the lease while something outside takes its time. A renewal that fails is no reason to stop waiting: whether the lanes are
 * still ours is asked by the next write.
 */
export async function keepingLease<T>(run: Run, work: () => Promise<T>): Promise<T> {
  const { ports, changeId, workerId } = run;
  const renew = async () =>
    keepLease(run, await ports.now(ports.db)).catch((error: unknown) =>
      log().warn({ err: error, changeId, workerId }, 'a lease could not be renewed'),
    );
  const end = ports.every(ports.limits.leaseMs / 4, renew);
  try {
    return await work();
  } finally {
    await end();
  }
}

/**
 * Asked once more right before a request leaves: whether the lanes are still ours, and how long the call may last. A worker
 * that slept since its intent finds the time used up and sends nothing.
 * @throws LaneLost
 */
export async function timeLeft(run: Run, deadlineAt: Date): Promise<number> {
  const { ports, changeId, epoch, workerId } = run;
  const lanes = await findLanes(ports.db, changeId);
  const ours = lanes.length > 0 && lanes.every((lane) => lane.epoch === epoch && lane.workerId === workerId);
  if (!ours) throw new LaneLost(`${workerId} lost ${changeId}`);
  const now = await ports.now(ports.db);
  return deadlineAt.getTime() - now.getTime();
}
