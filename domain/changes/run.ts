import { assertNever } from '@/domain/errors';
import type { Change, Outcome } from './change';
import { type Direction, type JournalEntry, stepState, type StepState } from './journal';
import type { Plan } from './plan';
import type { ProofResult } from './prove';

/** Times of a run, milliseconds. The lease outlasts the longest call and its margin, or a zombie could still write. */
export type RunLimits = {
  callDeadlineMs: number;
  /** added to a call's deadline before anybody reads what became of it */
  marginMs: number;
  leaseMs: number;
  /** between two looks at what was accepted: the usual first pause, the shortest where it is known when to look, the longest */
  settleFirstPollMs: number;
  settleClosePollMs: number;
  settlePollMs: number;
  settleWithinMs: number;
  /** accepted, and not to be seen for this long: it did not come to stay */
  vanishAfterMs: number;
  applyRetryMs: number;
  revertRetryMs: number;
  backoffMs: number;
  maxBackoffMs: number;
  proveEveryMs: number;
  /** this many readings in a row that show a working flow broken are not an accident */
  brokenAfter: number;
};

export const RUN_LIMITS: RunLimits = {
  callDeadlineMs: 20_000,
  marginMs: 2_000,
  leaseMs: 60_000,
  settleFirstPollMs: 250,
  settleClosePollMs: 60,
  settlePollMs: 1_000,
  settleWithinMs: 300_000,
  vanishAfterMs: 30_000,
  applyRetryMs: 120_000,
  revertRetryMs: 900_000,
  backoffMs: 1_000,
  maxBackoffMs: 15_000,
  proveEveryMs: 2_000,
  brokenAfter: 3,
};

export type RunState = {
  change: Pick<Change, 'status' | 'request' | 'guardDeadline' | 'startedAt' | 'outcome'>;
  plan: Pick<Plan, 'steps'>;
  /** of this plan, oldest first */
  journal: readonly JournalEntry[];
  proofs: readonly { at: Date; result: ProofResult }[];
  /** when the change entered its status */
  since: Date;
  /** the global stop: nothing further is applied, what was may still be put back */
  appliesStopped: boolean;
};

export type Action =
  /** nothing for a worker to do: ended, held, or waiting for a person */
  | { kind: 'rest' }
  | { kind: 'wait'; until: Date }
  /** an intent without a known outcome: read, never guess */
  | { kind: 'resolve'; step: number; direction: Direction; attempt: number; again: boolean }
  /** look, then send exactly one request */
  | { kind: 'call'; step: number; direction: Direction; attempt: number }
  /** read until it has settled; `late`: this reading is the last one that is waited for */
  | { kind: 'settle'; step: number; direction: Direction; attempt: number; since: Date; late: boolean }
  | { kind: 'prove' }
  | { kind: 'pause'; outcome: Outcome }
  | { kind: 'applied' }
  | { kind: 'proven' }
  | { kind: 'undone'; outcome: Outcome }
  | { kind: 'revert'; outcome: Outcome }
  | { kind: 'hold'; outcome: Outcome };

/** Failure classes worth another try with the same token: all of them say that nothing was written. */
const RETRYABLE = new Set(['throttled', 'unavailable', 'conflict', 'no-effect']);

/**
 * The one thing to do next. All that decides is in the arguments, so a worker that takes over decides like the one before.
 * @param now the database's clock
 */
export function nextAction(state: RunState, now: Date, limits: RunLimits = RUN_LIMITS): Action {
  if (state.change.startedAt === null) return { kind: 'rest' };
  switch (state.change.status) {
    case 'applying':
    case 'paused':
    case 'waiting':
      return unresolved(state, now, limits) ?? applyNext(state, now, limits);
    case 'verifying':
      return unresolved(state, now, limits) ?? verifyNext(state, now, limits);
    case 'reverting':
      return unresolved(state, now, limits) ?? revertNext(state, now, limits);
    case 'draft':
    case 'planning':
    case 'planned':
    case 'approved':
    case 'scheduled':
    case 'done':
    case 'reverted':
    case 'rejected':
    case 'cancelled':
    case 'stale':
    case 'held':
      return { kind: 'rest' };
    default:
      return assertNever(state.change.status);
  }
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}

/** A call whose end nobody saw: its deadline is waited out, so that it cannot take effect behind the reading. */
function unresolved(state: RunState, now: Date, limits: RunLimits): Action | null {
  for (const direction of ['revert', 'apply'] as const)
    for (const { index } of state.plan.steps) {
      const step = stepState(state.journal, index, direction);
      if (step.kind !== 'open') continue;
      const until = later(step.deadlineAt, limits.marginMs);
      if (now < until) return { kind: 'wait', until };
      // The source has been asked in vain for so long that a person has to find out.
      const { unknown } = step;
      if (unknown && unknown.at >= later(latest(unknown.since, state.since), limits.revertRetryMs))
        return hold('outcome-unreadable', { step: index + 1 });
      const due = unknown ? later(unknown.at, limits.maxBackoffMs) : until;
      if (now < due) return { kind: 'wait', until: due };
      return { kind: 'resolve', step: index, direction, attempt: step.attempt, again: unknown !== null };
    }
  return null;
}

function applyNext(state: RunState, now: Date, limits: RunLimits): Action {
  const { change, plan, journal } = state;
  const states = plan.steps.map((step) => ({ index: step.index, state: stepState(journal, step.index, 'apply') }));
  const current = states.find(({ state: step }) => step.kind !== 'settled');
  if (current?.state.kind === 'contradicted') return hold('step-contradicted', { step: current.index + 1 });
  if (change.guardDeadline !== null && now >= change.guardDeadline) return revert('guard-deadline-passed');
  if (change.request === 'revert') return revert('reverted-on-request');
  if (current?.state.kind === 'taken') return settle(current.index, 'apply', current.state, now, limits);
  if (change.status === 'waiting') return { kind: 'rest' };
  if (!current) return { kind: 'applied' };
  if (change.request === 'stop') return hold('stopped-on-request', { step: current.index });
  if (change.status === 'paused') return { kind: 'rest' };
  if (change.request === 'pause') return pause('paused-on-request', current.index);
  if (state.appliesStopped) return pause('applies-stopped', current.index);
  if (current.state.kind === 'failed') return retryApply(current.index, current.state, now, limits);
  return { kind: 'call', step: current.index, direction: 'apply', attempt: 1 };
}

type Taken = Extract<StepState, { kind: 'taken' }>;

/** However late it is, it is read once more: the worker that should have read it may have been dead. */
function settle(step: number, direction: Direction, { attempt, at }: Taken, now: Date, limits: RunLimits): Action {
  const late = now >= later(at, limits.settleWithinMs);
  return { kind: 'settle', step, direction, attempt, since: at, late };
}

type Failed = Extract<StepState, { kind: 'failed' }>;

function retryApply(step: number, failed: Failed, now: Date, limits: RunLimits): Action {
  const giveUp = !RETRYABLE.has(failed.code) || failed.at >= later(failed.since, limits.applyRetryMs);
  if (giveUp) return revert('step-failed', { step: step + 1, failure: failed.code });
  return retry(step, 'apply', failed, now, limits);
}

function retry(step: number, direction: Direction, failed: Failed, now: Date, limits: RunLimits): Action {
  const backoff = Math.min(limits.maxBackoffMs, limits.backoffMs * 2 ** Math.min(failed.attempt - 1, 16));
  // What a reading showed to be without effect needs no pause: the source was not overloaded.
  const until = later(failed.at, failed.code === 'no-effect' ? 0 : Math.max(backoff, failed.retryAfterMs));
  if (now < until) return { kind: 'wait', until };
  return { kind: 'call', step, direction, attempt: failed.attempt + 1 };
}

function verifyNext(state: RunState, now: Date, limits: RunLimits): Action {
  const { change, proofs } = state;
  const last = proofs.at(-1);
  if (last?.result === 'proven') return { kind: 'proven' };
  if (change.request === 'revert') return revert('reverted-on-request');
  const recent = proofs.slice(-limits.brokenAfter);
  if (recent.length === limits.brokenAfter && recent.every((proof) => proof.result === 'broken'))
    return revert('guard-broken');
  if (change.guardDeadline === null || now >= change.guardDeadline) return revert('not-proven-in-time');
  const due = last ? later(last.at, limits.proveEveryMs) : now;
  return now < due ? { kind: 'wait', until: due } : { kind: 'prove' };
}

function revertNext(state: RunState, now: Date, limits: RunLimits): Action {
  const { plan, journal, since } = state;
  const applied = plan.steps.filter((step) => isOurs(stepState(journal, step.index, 'apply')));
  for (const { index } of [...applied].reverse()) {
    const step = stepState(journal, index, 'revert');
    const params = { step: index + 1 };
    switch (step.kind) {
      case 'settled':
        continue;
      case 'untouched':
      case 'open':
        return { kind: 'call', step: index, direction: 'revert', attempt: 1 };
      case 'taken':
        return settle(index, 'revert', step, now, limits);
      case 'contradicted':
        // A person who saw it and asked again gets another look.
        if (step.at > since) return hold('inverse-contradicted', params);
        return { kind: 'call', step: index, direction: 'revert', attempt: step.attempt + 1 };
      case 'failed':
        if (step.at >= later(latest(step.since, since), limits.revertRetryMs))
          return hold('inverse-failed', { ...params, failure: step.code });
        return retry(index, 'revert', step, now, limits);
      default:
        return assertNever(step);
    }
  }
  return { kind: 'undone', outcome: undoneOutcome(state, applied.length) };
}

/** In effect, maybe in effect, or fought over: whatever we may have written. */
function isOurs(step: StepState): boolean {
  // What vanished from sight may come back into it, what hung may end: looking once more costs nothing.
  if (step.kind === 'failed') return step.code === 'vanished' || step.code === 'not-settled';
  return (step.kind === 'taken' || step.kind === 'settled' || step.kind === 'contradicted') && step.ours;
}

function undoneOutcome(state: RunState, undone: number): Outcome {
  const because = state.change.outcome ?? { code: 'reverted-on-request' };
  return undone > 0 ? because : { code: 'nothing-written', params: { because: because.code } };
}

function hold(code: string, params: Outcome['params'] = {}): Action {
  return { kind: 'hold', outcome: { code, params } };
}

function revert(code: string, params: Outcome['params'] = {}): Action {
  return { kind: 'revert', outcome: { code, params } };
}

function pause(code: string, afterStep: number): Action {
  return { kind: 'pause', outcome: { code, params: { step: afterStep } } };
}
