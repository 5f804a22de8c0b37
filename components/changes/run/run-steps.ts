import type { Direction, JournalEntry } from '@/domain/changes/journal';
import { stepState } from '@/domain/changes/journal';
import type { Plan, PlanStep } from '@/domain/changes/plan';
import type { Status } from '@/components/ui/status-mark';

/** One line of the run: a step in one direction, where it stands, and everything its journal says. */
export type RunStep = {
  step: PlanStep;
  direction: Direction;
  status: Status;
  word: 'waiting' | 'calling' | 'settling' | 'done' | 'failed' | 'contradicted';
  entries: readonly JournalEntry[];
  seconds: number | null;
};

const STATE: Record<ReturnType<typeof stepState>['kind'], Pick<RunStep, 'status' | 'word'>> = {
  untouched: { status: 'unknown', word: 'waiting' },
  open: { status: 'changing', word: 'calling' },
  failed: { status: 'warning', word: 'failed' },
  taken: { status: 'changing', word: 'settling' },
  settled: { status: 'healthy', word: 'done' },
  contradicted: { status: 'broken', word: 'contradicted' },
};

/** Steps in the order they are worked: forwards, then the way back for those that are being or were undone. */
export function runSteps(plan: Pick<Plan, 'steps'>, journal: readonly JournalEntry[]): RunStep[] {
  const line = (step: PlanStep, direction: Direction): RunStep => {
    const entries = journal.filter((entry) => entry.stepIndex === step.index && entry.direction === direction);
    const [first] = entries;
    const last = entries.at(-1);
    const seconds = first && last ? (last.at.getTime() - first.at.getTime()) / 1000 : null;
    return { step, direction, entries, seconds, ...STATE[stepState(journal, step.index, direction).kind] };
  };
  const back = plan.steps.filter((step) =>
    journal.some((entry) => entry.stepIndex === step.index && entry.direction === 'revert'),
  );
  return [...plan.steps.map((step) => line(step, 'apply')), ...back.reverse().map((step) => line(step, 'revert'))];
}
