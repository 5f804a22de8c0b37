import { type Action, nextAction, type RunState } from '@/domain/changes/run';
import { settleTimesMs } from '@/domain/changes/settling';
import { assertNever } from '@/domain/errors';
import { getChange } from '@/server/db/changes';
import { listJournal } from '@/server/db/journal';
import { listProofs } from '@/server/db/proofs';
import { findAppliesStopped } from '../../settings/applies-stopped';
import { enter, type RunEnd } from './enter';
import { keepLease, LaneLost, letGo, move, type Run } from './fenced';
import type { RunPorts } from './ports';
import { proveChange } from './prove-change';
import { observeLanes, takeOff } from './take-off';
import { attemptOf, callStep, resolveStep, send, settleStep } from './work-step';

/**
 * Works on one change until it ends, rests or is lost to another worker. Any number of workers may call this for any change at
 * any time, and any of them may die anywhere: the lanes decide who works, the journal says what was done.
 */
export async function runChange(ports: RunPorts, input: { changeId: string; workerId: string }): Promise<RunEnd> {
  try {
    const entered = await enter(ports, input.changeId, input.workerId);
    if (entered.kind === 'ended') return entered.end;
    return await work(entered.run);
  } catch (error) {
    if (error instanceof LaneLost) return 'lost';
    throw error;
  }
}

async function work(run: Run): Promise<RunEnd> {
  const { ports } = run;
  if ((await getChange(ports.db, run.changeId)).startedAt === null) {
    const off = await takeOff(run);
    if ('end' in off) return off.end;
    await send(run, off.intent);
  }
  for (;;) {
    if (ports.signal?.aborted) {
      await letGo(run);
      return 'let-go';
    }
    const state = await loadState(run);
    const now = await ports.now(ports.db);
    await keepLease(run, now);
    const end = await carryOut(run, nextAction(state, now, ports.limits), state, now);
    if (end) return end;
  }
}

async function loadState(run: Run): Promise<RunState> {
  const { db } = run.ports;
  const change = await getChange(db, run.changeId);
  const [journal, proofs, { stopped }] = [
    await listJournal(db, run.plan.id),
    await listProofs(db, run.plan.id),
    await findAppliesStopped(db),
  ];
  return { change, plan: run.plan.plan, journal, proofs, since: change.updatedAt, appliesStopped: stopped };
}

/** One action, one side effect, one transaction. Returns how it ended, or null to go on. */
async function carryOut(run: Run, action: Action, state: RunState, now: Date): Promise<RunEnd | null> {
  const { ports } = run;
  switch (action.kind) {
    case 'rest':
      await letGo(run);
      return restOf(state);
    case 'wait':
      // In short slices, so that requests are heard and the lease is kept.
      await ports.sleep(Math.max(1, Math.min(action.until.getTime() - now.getTime(), ports.limits.settlePollMs)));
      return null;
    case 'resolve':
      await resolveStep(run, attemptOf(run, action.step, action.direction, action.attempt), action.again);
      return null;
    case 'call':
      await callStep(run, attemptOf(run, action.step, action.direction, action.attempt));
      return null;
    case 'settle': {
      const attempt = attemptOf(run, action.step, action.direction, action.attempt);
      const taughtMs = settleTimesMs(state.plan.steps, state.journal, attempt);
      await settleStep(run, attempt, { since: action.since, late: action.late, taughtMs });
      return null;
    }
    case 'prove':
      await proveChange(run);
      return null;
    default:
      return moveOn(run, action);
  }
}

type Turn = Exclude<Action, { kind: 'rest' | 'wait' | 'resolve' | 'call' | 'settle' | 'prove' }>;

async function moveOn(run: Run, action: Turn): Promise<RunEnd | null> {
  switch (action.kind) {
    case 'applied': {
      const proveMs = run.plan.plan.guard.proveWithinSeconds * 1000;
      await move(run, 'applied', (at) => ({ type: 'applied', at, guardDeadline: new Date(at.getTime() + proveMs) }));
      return null;
    }
    case 'revert':
      await move(run, 'reverting', (at) => ({ type: 'revert', at, outcome: action.outcome }));
      return null;
    case 'pause':
      await move(run, 'paused', (at) => ({ type: 'pause', at, outcome: action.outcome }), 'end-lease');
      return 'paused';
    case 'hold':
      await move(run, 'held', (at) => ({ type: 'hold', at, outcome: action.outcome }), 'end-lease');
      return 'held';
    case 'proven':
      await move(run, 'done', (at) => ({ type: 'proven', at, outcome: { code: 'proven' } }), 'free');
      return 'done';
    case 'undone':
      // What the screens show should be what was put back; the change does not depend on it.
      await observeLanes(run);
      await move(run, 'reverted', (at) => ({ type: 'undone', at, outcome: action.outcome }), 'free');
      return 'reverted';
    default:
      return assertNever(action);
  }
}

function restOf({ change }: RunState): RunEnd {
  if (change.status === 'held') return 'held';
  return change.status === 'paused' ? 'paused' : 'nothing-to-do';
}
