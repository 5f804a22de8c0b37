import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Effect } from './effect';
import { inverseOf } from './effect';
import type { Direction, JournalEntry, JournalResult } from './journal';
import type { PlanStep } from './plan';
import { settlePauseMs, settleTimesMs } from './settling';

const LOOK_MS = 25;

/** Looks until a write that takes `settlesMs` is seen: how many looks, and how much later than it was so. */
function watch(settlesMs: number, taughtMs: readonly number[]) {
  let waited = settlePauseMs(0, taughtMs);
  for (let looks = 1; ; looks += 1) {
    const isSo = waited >= settlesMs;
    waited += LOOK_MS;
    if (isSo) return { looks, lateMs: waited - settlesMs, tookMs: waited };
    waited += settlePauseMs(waited, taughtMs);
  }
}

describe('when nothing is known', () => {
  it.each([
    [0, 250],
    [1_000, 250],
    [3_000, 500],
    [60_000, 1_000],
  ])('what was accepted %d ms ago is looked at again after %d ms', (waitedMs, pauseMs) => {
    expect(settlePauseMs(waitedMs, [])).toBe(pauseMs);
  });
});

describe('when steps like it have settled before', () => {
  it('is looked at seldom, then closely about the time they took, then as if nothing were known', () => {
    const pauses = [0, 500, 1_200, 1_275, 1_500, 2_000, 2_300].map((waited) => settlePauseMs(waited, [1_500]));
    expect(pauses).toEqual([250, 500, 75, 75, 75, 75, 2_300 / 6]);
  });

  it('goes by the shortest time, since a long one may have been a source that did not answer', () => {
    expect(settlePauseMs(1_300, [30_000, 1_500])).toBe(75);
  });

  it('never rests so long that a request or the lease would be missed', () => {
    expect(settlePauseMs(20_000, [120_000])).toBe(1_000);
  });

  it('sees four writes of one kind sooner, with fewer looks', () => {
    const alone = watch(1_490, []);
    let total = { lateMs: 0, looks: 0 };
    const taught: number[] = [];
    for (let step = 0; step < 4; step += 1) {
      const { lateMs, looks, tookMs } = watch(1_490, taught);
      taught.push(tookMs);
      total = { lateMs: total.lateMs + lateMs, looks: total.looks + looks };
    }
    expect(total.lateMs).toBeLessThan(2 * alone.lateMs);
    expect(total.looks).toBeLessThanOrEqual(4 * alone.looks);
  });

  const times = fc.integer({ min: 1, max: 120_000 });
  it('is never seen later than the longest pause, and soon when it was soon', () =>
    fc.assert(
      fc.property(times, fc.array(times, { maxLength: 3 }), (settlesMs, taughtMs) => {
        const longest = Math.min(1_000, Math.max(250, settlesMs + LOOK_MS));
        expect(watch(settlesMs, taughtMs).lateMs).toBeLessThanOrEqual(LOOK_MS + longest + LOOK_MS);
      }),
    ));
  it('never takes many more looks than when nothing is known', () =>
    fc.assert(
      fc.property(times, fc.array(times, { maxLength: 3 }), (settlesMs, taughtMs) => {
        expect(watch(settlesMs, taughtMs).looks).toBeLessThanOrEqual(watch(settlesMs, []).looks + 15);
      }),
    ));
});

describe('what a journal teaches', () => {
  const effect = (prefix: string, kind: 'vbr' | 'vpc' = 'vbr') =>
    ({
      kind: 'create-route-entry',
      router: { kind, key: `${kind}-1` },
      routeTable: 'vtb-1',
      prefix,
      nextHop: { kind: 'router-interface', key: 'ri-1' },
    }) as Effect;
  const steps = [effect('10.1.0.0/16'), effect('10.2.0.0/16'), effect('10.3.0.0/16', 'vpc')].map(
    (each, index) => ({ index, effect: each, inverse: inverseOf(each) }) as PlanStep,
  );
  const line = (
    stepIndex: number,
    seconds: number,
    result: JournalResult,
    direction: Direction = 'apply',
  ): JournalEntry => ({
    stepIndex,
    direction,
    phase: result === 'settled' ? 'settled' : 'outcome',
    attempt: 1,
    at: new Date(seconds * 1_000),
    deadlineAt: null,
    token: null,
    requestId: null,
    resourceId: null,
    result,
    code: null,
    retryAfterMs: null,
  });
  const of = (step: number, direction: Direction = 'apply') => ({ step: steps[step]!, direction });

  it('is how long each took from accepted to seen', () => {
    const journal = [line(0, 1, 'accepted'), line(0, 2.5, 'settled'), line(1, 3, 'accepted')];
    expect(settleTimesMs(steps, journal, of(1))).toEqual([1_500]);
  });

  it('holds for the same kind of write only: another router or the way back is another matter', () => {
    const journal = [line(0, 1, 'accepted'), line(0, 2.5, 'settled')];
    expect(settleTimesMs(steps, journal, of(2))).toEqual([]);
    expect(settleTimesMs(steps, journal, of(1, 'revert'))).toEqual([]);
    const back = [...journal, line(1, 3, 'accepted', 'revert'), line(1, 5, 'settled', 'revert')];
    expect(settleTimesMs(steps, back, of(0, 'revert'))).toEqual([2_000]);
  });

  it('leaves out what was so already and what a reading found after a crash', () => {
    const journal = [
      line(0, 1, 'already'),
      line(0, 2, 'settled'),
      line(1, 3, 'resolved-applied'),
      line(1, 9, 'settled'),
    ];
    expect(settleTimesMs(steps, journal, of(0))).toEqual([]);
  });
});
