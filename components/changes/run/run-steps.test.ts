import { describe, expect, it } from 'vitest';
import type { JournalEntry } from '@/domain/changes/journal';
import type { PlanStep } from '@/domain/changes/plan';
import { runSteps } from './run-steps';

const step = { index: 0 } as PlanStep;
const entry = (patch: Partial<JournalEntry>): JournalEntry => ({
  stepIndex: 0,
  direction: 'apply',
  phase: 'intent',
  attempt: 1,
  at: new Date(1_000),
  deadlineAt: new Date(21_000),
  token: 'cw-1',
  requestId: null,
  resourceId: null,
  result: null,
  code: null,
  retryAfterMs: null,
  ...patch,
});

describe('the lines of a run', () => {
  it('shows a step nobody touched as waiting', () => {
    expect(runSteps({ steps: [step] }, [])).toMatchObject([{ direction: 'apply', word: 'waiting', seconds: null }]);
  });

  it('shows an intent without outcome as under way', () => {
    expect(runSteps({ steps: [step] }, [entry({})])[0]).toMatchObject({ word: 'calling', status: 'changing' });
  });

  it('adds the way back only for steps that are undone, and measures the time', () => {
    const journal = [
      entry({}),
      entry({ phase: 'outcome', result: 'accepted', at: new Date(2_000) }),
      entry({ phase: 'settled', result: 'settled', at: new Date(4_500) }),
      entry({ direction: 'revert', at: new Date(6_000) }),
    ];
    expect(runSteps({ steps: [step] }, journal)).toMatchObject([
      { direction: 'apply', word: 'done', seconds: 3.5 },
      { direction: 'revert', word: 'calling' },
    ]);
  });
});
