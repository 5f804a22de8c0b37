import type { Change, Outcome } from '@/domain/changes/change';
import { transition } from '@/domain/changes/lifecycle';
import { inTransaction, type Tx } from '@/server/db/client';
import { lockChange, saveChange } from '@/server/db/changes';
import { findLanes, freeLanes, type Lane, takeLanes, takeOverLanes } from '@/server/db/lanes';
import { getPlan, type StoredPlan } from '@/server/db/plans';
import { changeAudit } from '../change-record';
import { whyNotTakeOff } from '../readiness';
import { record, type Run, RUNNER } from './fenced';
import type { RunPorts } from './ports';

/** How a worker's time with a change ended. */
export type RunEnd =
  | 'nothing-to-do'
  | 'not-due'
  /** another worker has it in hand */
  | 'busy'
  /** another change holds a lane; nothing was written */
  | 'waiting-for-lane'
  /** back to approved, with the reason */
  | 'refused'
  | 'stale'
  | 'paused'
  | 'held'
  | 'done'
  | 'reverted'
  /** this worker was asked to stop */
  | 'let-go'
  /** another worker took over */
  | 'lost';

export type Entered = { kind: 'entered'; run: Run } | { kind: 'ended'; end: RunEnd };

const UNDER_WAY = ['applying', 'paused', 'waiting', 'verifying', 'reverting'];

/** Transaction 1: rights, approval, digest, window, freeze and stop, then all lanes at once; or the lanes of a dead worker. */
export async function enter(ports: RunPorts, changeId: string, workerId: string): Promise<Entered> {
  await ports.boundary('before tx enter');
  const entered = await inTransaction(ports.db, async (tx): Promise<Entered> => {
    const change = await lockChange(tx, changeId);
    const now = await ports.now(tx);
    const started = await startWhenDue(tx, change, now);
    if ('end' in started) return { kind: 'ended', end: started.end };
    const plan = await getPlan(tx, started.planId);
    return hold({ tx, ports, now, workerId, plan }, started.change);
  });
  await ports.boundary('after tx enter');
  return entered;
}

type Started = { change: Change; planId: string } | { end: RunEnd };

/** A scheduled change whose time has come applies in the name of whoever scheduled it. */
async function startWhenDue(tx: Tx, change: Change, now: Date): Promise<Started> {
  if (!change.plan) return { end: 'nothing-to-do' };
  if (change.status !== 'scheduled')
    return UNDER_WAY.includes(change.status) ? { change, planId: change.plan.id } : { end: 'nothing-to-do' };
  if (change.scheduledFor === null || change.scheduledFor > now) return { end: 'not-due' };
  const refused = await whyNotTakeOff(tx, change, now);
  if (refused) {
    const outcome = { code: refused.reason, params: refused.params };
    await saveRefusal(tx, change, outcome, now);
    return { end: 'refused' };
  }
  const after = await saveChange(tx, change, transition(change, { type: 'apply', by: RUNNER, at: now }));
  await record(tx, change.id, now, [
    changeAudit('apply', change, after, { detail: { inTheNameOf: change.appliedBy } }),
  ]);
  return { change: after, planId: change.plan.id };
}

async function saveRefusal(tx: Tx, before: Change, outcome: Outcome, now: Date): Promise<void> {
  const after = await saveChange(tx, before, transition(before, { type: 'take-off-refused', outcome, at: now }));
  await record(tx, before.id, now, [changeAudit('take-off-refused', before, after, { result: 'denied' })]);
}

type Hold = { tx: Tx; ports: RunPorts; now: Date; workerId: string; plan: StoredPlan };

async function hold({ tx, ports, now, workerId, plan }: Hold, change: Change): Promise<Entered> {
  const changeId = change.id;
  const lanes = await findLanes(tx, changeId);
  if (lanes.some((lane) => lane.leaseUntil > now)) return { kind: 'ended', end: 'busy' };
  if (change.startedAt === null) {
    const refused = await whyNotTakeOff(tx, change, now);
    if (refused) return refuse(tx, change, { code: refused.reason, params: refused.params }, now);
  }
  const leaseUntil = new Date(now.getTime() + ports.limits.leaseMs);
  const run = (epoch: bigint): Run => ({ ports, changeId, workerId, epoch, plan, leaseUntil });
  if (lanes.length > 0) {
    const epoch = await takeOverLanes(tx, { changeId, workerId, leaseUntil });
    await record(tx, changeId, now, [laneAudit('take-over', change, lanes, workerId)]);
    return { kind: 'entered', run: run(epoch) };
  }
  const taken = await takeLanes(tx, plan.plan.lanes, { changeId, workerId, leaseUntil, now });
  if (!taken.ok) return waitForLane(tx, change, taken, now);
  await record(tx, changeId, now, [
    laneAudit(
      'take-lanes',
      change,
      plan.plan.lanes.map((key) => ({ key })),
      workerId,
    ),
  ]);
  return { kind: 'entered', run: run(taken.epoch) };
}

function laneAudit(action: string, change: Change, lanes: readonly Pick<Lane, 'key'>[], workerId: string) {
  return {
    action: `change.${action}`,
    objects: [`change:${change.id}`, ...lanes.map((lane) => lane.key)],
    changeId: change.id,
    planId: change.plan?.id,
    detail: { workerId, inTheNameOf: change.appliedBy },
  };
}

/** Back to approved, with why, and nothing written. A worker that died before take-off leaves lanes behind: they go too. */
async function refuse(tx: Tx, change: Change, outcome: Outcome, now: Date): Promise<Entered> {
  await freeLanes(tx, change.id);
  await saveRefusal(tx, change, outcome, now);
  return { kind: 'ended', end: 'refused' };
}

/** Says once which change is in the way; the sweep tries again. */
async function waitForLane(
  tx: Tx,
  change: Change,
  taken: { lane: string; changeId: string },
  now: Date,
): Promise<Entered> {
  const holder = await tx.change.findUnique({ where: { id: taken.changeId }, select: { number: true } });
  const outcome: Outcome = { code: 'waiting-for-lane', params: { lane: taken.lane, number: holder?.number ?? 0 } };
  if (change.outcome?.code !== outcome.code || change.outcome.params?.number !== outcome.params?.number) {
    const after = await saveChange(tx, change, { ...change, outcome, updatedAt: now });
    await record(tx, change.id, now, [changeAudit('wait-for-lane', change, after)]);
  }
  return { kind: 'ended', end: 'waiting-for-lane' };
}
