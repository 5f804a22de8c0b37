import { type Effect, routerOf } from './effect';
import type { Direction, JournalEntry } from './journal';
import type { PlanStep } from './plan';
import { RUN_LIMITS, type RunLimits } from './run';

type Working = { step: Pick<PlanStep, 'effect' | 'inverse'>; direction: Direction };

/** Writes of one kind to routers of one kind settle alike: what a source does inside is the same. */
function kindOf({ step, direction }: Working): string {
  const effect: Effect = direction === 'apply' ? step.effect : step.inverse;
  return `${effect.kind} ${routerOf(effect).kind}`;
}

/**
 * How long the writes of this kind took that this run has already seen settle: milliseconds from accepted to read back, in the
 * order they were done. Only accepted ones teach; what was read after a crash has no known beginning.
 * @param journal of this plan, oldest first
 */
export function settleTimesMs(
  steps: readonly PlanStep[],
  journal: readonly JournalEntry[],
  working: Working,
): readonly number[] {
  const kind = kindOf(working);
  return journal.flatMap((entry, at) => {
    const step = steps[entry.stepIndex];
    if (entry.phase !== 'settled' || !step || kindOf({ step, direction: entry.direction }) !== kind) return [];
    const before = journal
      .slice(0, at)
      .findLast((each) => each.stepIndex === entry.stepIndex && each.direction === entry.direction);
    return before?.result === 'accepted' ? [entry.at.getTime() - before.at.getTime()] : [];
  });
}

/** Shortly before the time it took last time. */
const EARLY = 0.85;

/**
 * How long to rest before the next look at what was accepted. Where nothing is known: a sixth of the time already waited, so that
 * no step takes much longer than the source needs, and slow ones do not eat up its rate budget. Where steps like this one have
 * settled before, the looks gather around the shortest of their times: few before it, in case the source has become faster, a
 * row of close ones about it, and then as if nothing were known.
 * @param waitedMs since it was accepted; 0: before the first look
 */
export function settlePauseMs(
  waitedMs: number,
  taughtMs: readonly number[],
  limits: Pick<RunLimits, 'settleFirstPollMs' | 'settleClosePollMs' | 'settlePollMs'> = RUN_LIMITS,
): number {
  const { settleFirstPollMs, settleClosePollMs, settlePollMs } = limits;
  const untaught = Math.min(settlePollMs, Math.max(settleFirstPollMs, waitedMs / 6));
  if (taughtMs.length === 0) return untaught;
  const expected = Math.min(...taughtMs);
  const close = Math.min(settlePollMs, Math.max(settleClosePollMs, expected / 20));
  const early = expected * EARLY - waitedMs;
  if (early > 0)
    return Math.min(settlePollMs, Math.max(settleClosePollMs, Math.min(early, Math.max(settleFirstPollMs, waitedMs))));
  return waitedMs < expected + Math.max(expected / 2, 4 * close) ? close : untaught;
}
