import type { PlanStep } from '@/domain/changes/plan';
import { type Direction, tokenOf } from '@/domain/changes/journal';
import { type Effect, laneOf, routerOf } from '@/domain/changes/effect';
import type { AuditDraft } from '@/server/db/audit';
import type { Tx } from '@/server/db/client';
import { appendJournal, type NewJournalEntry } from '@/server/db/journal';
import { fenced, type Run } from './fenced';

/** One step in one direction, at one attempt. */
export type Attempt = { step: PlanStep; direction: Direction; attempt: number };

export type Intent = Attempt & { token: string; deadlineAt: Date };

export function effectOf({ step, direction }: Pick<Attempt, 'step' | 'direction'>): Effect {
  return direction === 'apply' ? step.effect : step.inverse;
}

type Line = Pick<NewJournalEntry, 'phase'> &
  Partial<
    Pick<
      NewJournalEntry,
      'result' | 'code' | 'sourceCode' | 'requestId' | 'resourceId' | 'retryAfterMs' | 'deadlineAt' | 'token'
    >
  >;

function entry(run: Run, { step, direction, attempt }: Attempt, line: Line, at: Date): NewJournalEntry {
  const { changeId, epoch, workerId } = run;
  return { ...line, changeId, planId: run.plan.id, stepIndex: step.index, direction, attempt, epoch, workerId, at };
}

/** Writes an intent within a transaction of the caller's: take-off does it together with the deadline of the guard. */
export async function writeIntent(tx: Tx, run: Run, attempt: Attempt, now: Date): Promise<Intent> {
  const token = tokenOf(run.plan.id, attempt.step.index, attempt.direction);
  const deadlineAt = new Date(now.getTime() + run.ports.limits.callDeadlineMs);
  await appendJournal(tx, entry(run, attempt, { phase: 'intent', token, deadlineAt }, now));
  return { ...attempt, token, deadlineAt };
}

export function journalIntent(run: Run, attempt: Attempt): Promise<Intent> {
  return fenced(run, `intent ${attempt.direction}`, async (tx, _change, now) => ({
    result: await writeIntent(tx, run, attempt, now),
  }));
}

/** Writes what became of a step; `audited` for everything that says something about the outside, not for a failed look. */
export function journalOutcome(run: Run, attempt: Attempt, line: Line, audited: boolean): Promise<null> {
  return fenced(run, `${line.phase} ${attempt.direction}`, async (tx, _change, now) => {
    await appendJournal(tx, entry(run, attempt, line, now));
    return { result: null, audit: audited ? [stepAudit(run, attempt, line)] : [] };
  });
}

const WELL: readonly (Line['result'] | undefined)[] = ['accepted', 'already', 'resolved-applied'];

function stepAudit(run: Run, attempt: Attempt, line: Line): AuditDraft {
  const { step, direction } = attempt;
  const { before, after } = step;
  return {
    action: `step.${direction}`,
    result: WELL.includes(line.result) ? 'done' : 'failed',
    objects: [`change:${run.changeId}`, laneOf(routerOf(step.effect)).replace(/^router:/, '')],
    changeId: run.changeId,
    planId: run.plan.id,
    stepIndex: step.index,
    requestId: line.requestId ?? undefined,
    before: direction === 'apply' ? before : after,
    after: direction === 'apply' ? after : before,
    detail: {
      outcome: line.result,
      attempt: attempt.attempt,
      effect: effectOf(attempt),
      ...(line.code ? { failure: line.code } : {}),
      ...(line.sourceCode ? { sourceCode: line.sourceCode } : {}),
      ...(line.resourceId ? { resourceId: line.resourceId } : {}),
    },
  };
}
