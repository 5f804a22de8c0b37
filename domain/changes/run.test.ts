import { describe, expect, it } from 'vitest';
import type { Change, ChangeStatus, Outcome, RunRequest } from './change';
import { CHANGE_STATUSES } from './change';
import { type Direction, type JournalEntry, type JournalResult, stepState, tokenOf } from './journal';
import type { PlanStep } from './plan';
import { nextAction, RUN_LIMITS, type RunState } from './run';

const T0 = new Date('2026-03-18T09:00:00.000Z');
const at = (seconds: number) => new Date(T0.getTime() + seconds * 1000);

function entry(
  step: number,
  direction: Direction,
  phase: JournalEntry['phase'],
  result: JournalResult | null,
  seconds: number,
  more: Partial<JournalEntry> = {},
): JournalEntry {
  return {
    stepIndex: step,
    direction,
    phase,
    attempt: 1,
    at: at(seconds),
    deadlineAt: phase === 'intent' ? at(seconds + 20) : null,
    token: null,
    requestId: null,
    resourceId: null,
    result,
    code: null,
    retryAfterMs: null,
    ...more,
  };
}

const intent = (step: number, seconds = 0, direction: Direction = 'apply', attempt = 1) =>
  entry(step, direction, 'intent', null, seconds, { attempt });
const outcome = (
  step: number,
  result: JournalResult,
  seconds = 1,
  direction: Direction = 'apply',
  more: Partial<JournalEntry> = {},
) => entry(step, direction, 'outcome', result, seconds, more);
const settled = (step: number, seconds = 2, direction: Direction = 'apply') =>
  entry(step, direction, 'settled', 'settled', seconds);
const applied = (step: number) => [intent(step), outcome(step, 'accepted'), settled(step)];
const undone = (step: number) => [
  intent(step, 30, 'revert'),
  outcome(step, 'accepted', 31, 'revert'),
  settled(step, 32, 'revert'),
];

type Given = {
  status?: ChangeStatus;
  steps?: number;
  journal?: JournalEntry[];
  proofs?: RunState['proofs'];
  request?: RunRequest;
  guardDeadline?: Date | null;
  startedAt?: Date | null;
  outcome?: Outcome | null;
  since?: Date;
  appliesStopped?: boolean;
};

function state(given: Given): RunState {
  const {
    status = 'applying',
    steps = 2,
    journal = [],
    proofs = [],
    request = 'none',
    guardDeadline = at(600),
  } = given;
  const { startedAt = T0, since = T0, appliesStopped = false } = given;
  const change: RunState['change'] = {
    status,
    request,
    guardDeadline,
    startedAt,
    outcome: given.outcome ?? null,
  } satisfies Partial<Change>;
  const plan = { steps: Array.from({ length: steps }, (_, index) => ({ index }) as PlanStep) };
  return { change, plan, journal, proofs, since, appliesStopped };
}

const next = (given: Given, seconds = 3) => nextAction(state(given), at(seconds));
const call = (step: number, direction: Direction = 'apply', attempt = 1) => ({
  kind: 'call',
  step,
  direction,
  attempt,
});
const settle = (step: number, direction: Direction = 'apply') =>
  expect.objectContaining({ kind: 'settle', step, direction });
const reverts = (code: string) => ({ kind: 'revert', outcome: expect.objectContaining({ code }) });
const holds = (code: string) => ({ kind: 'hold', outcome: expect.objectContaining({ code }) });
const pauses = (code: string) => ({ kind: 'pause', outcome: expect.objectContaining({ code }) });

describe('a worker looks at a change', () => {
  it.each(
    CHANGE_STATUSES.filter((status) => !['applying', 'paused', 'waiting', 'verifying', 'reverting'].includes(status)),
  )('and rests when it is %s', (status) => expect(next({ status, journal: applied(0) })).toEqual({ kind: 'rest' }));

  it('and rests when it has not taken off', () => {
    expect(next({ startedAt: null })).toEqual({ kind: 'rest' });
  });
});

describe('an intent without a known outcome', () => {
  const cases: [string, ChangeStatus, JournalEntry[], Direction][] = [
    ['no outcome', 'applying', [intent(0)], 'apply'],
    ['an unknown outcome', 'applying', [intent(0), outcome(0, 'unknown')], 'apply'],
    ['no outcome while paused', 'paused', [intent(0)], 'apply'],
    ['no outcome while verifying', 'verifying', [intent(0)], 'apply'],
    ['no outcome of an apply while reverting', 'reverting', [intent(0)], 'apply'],
    ['no outcome of an inverse', 'reverting', [...applied(0), intent(0, 0, 'revert')], 'revert'],
  ];
  it.each(cases)('(%s) waits out the call, then is read', (_name, status, journal, direction) => {
    expect(next({ status, journal }, 21)).toEqual({ kind: 'wait', until: at(22) });
    expect(next({ status, journal }, 22)).toMatchObject({ kind: 'resolve', step: 0, direction, attempt: 1 });
  });

  it('is read even when the guard has run out, before anything is undone', () => {
    expect(next({ journal: [intent(0)], guardDeadline: at(5) }, 30)).toMatchObject({ kind: 'resolve' });
    expect(next({ journal: [intent(0)], request: 'revert' }, 30)).toMatchObject({ kind: 'resolve' });
  });

  it('is asked about again with a pause, and held for a person when that was in vain for long', () => {
    const unknown = (...seconds: number[]) => [intent(0), ...seconds.map((each) => outcome(0, 'unknown', each))];
    expect(next({ journal: unknown(30) }, 40)).toEqual({ kind: 'wait', until: at(45) });
    expect(next({ journal: unknown(30) }, 45)).toMatchObject({ kind: 'resolve', again: true });
    expect(next({ journal: unknown(30, 929) }, 990)).toMatchObject({ kind: 'resolve' });
    expect(next({ journal: unknown(30, 930) }, 930)).toEqual(holds('outcome-unreadable'));
    expect(next({ status: 'reverting', journal: unknown(30, 930), since: at(2000) }, 2001)).toMatchObject({
      kind: 'resolve',
    });
  });

  it('is read at least once, however long everybody was dead', () => {
    expect(next({ journal: [intent(0)] }, 9_999)).toMatchObject({ kind: 'resolve', again: false });
  });
});

describe('applying', () => {
  const cases: [string, Given, unknown][] = [
    ['calls the first step', {}, call(0)],
    ['calls the next when one has settled', { journal: applied(0) }, call(1)],
    ['waits for an accepted step to settle', { journal: [intent(0), outcome(0, 'accepted')] }, settle(0)],
    ['settles what a reading found applied', { journal: [intent(0), outcome(0, 'resolved-applied')] }, settle(0)],
    ['settles what somebody else had done', { journal: [outcome(0, 'already')] }, settle(0)],
    ['verifies when all have settled', { journal: [...applied(0), ...applied(1)] }, { kind: 'applied' }],
    [
      'holds when something else stands there',
      { journal: [intent(0), outcome(0, 'contradicted')] },
      holds('step-contradicted'),
    ],
    [
      'holds even when the guard ran out',
      { journal: [outcome(0, 'contradicted')], guardDeadline: at(1) },
      holds('step-contradicted'),
    ],
    [
      'puts back when the guard ran out',
      { journal: applied(0), guardDeadline: at(3) },
      reverts('guard-deadline-passed'),
    ],
    [
      'puts back a paused change when the guard ran out',
      { status: 'paused', journal: applied(0), guardDeadline: at(3) },
      reverts('guard-deadline-passed'),
    ],
    ['puts back on request', { journal: applied(0), request: 'revert' }, reverts('reverted-on-request')],
    [
      'puts back a paused change on request',
      { status: 'paused', journal: applied(0), request: 'revert' },
      reverts('reverted-on-request'),
    ],
    [
      'puts back a waiting change on request',
      { status: 'waiting', journal: applied(0), request: 'revert' },
      reverts('reverted-on-request'),
    ],
    ['rests while a person applies', { status: 'waiting', journal: applied(0) }, { kind: 'rest' }],
    ['ends the step before it stops', { journal: [intent(0), outcome(0, 'accepted')], request: 'stop' }, settle(0)],
    ['stops after the step', { journal: applied(0), request: 'stop' }, holds('stopped-on-request')],
    ['stops a paused change', { status: 'paused', journal: applied(0), request: 'stop' }, holds('stopped-on-request')],
    ['ends the step before it pauses', { journal: [intent(0), outcome(0, 'accepted')], request: 'pause' }, settle(0)],
    ['pauses between steps', { journal: applied(0), request: 'pause' }, pauses('paused-on-request')],
    ['rests while paused', { status: 'paused', journal: applied(0) }, { kind: 'rest' }],
    ['settles while paused', { status: 'paused', journal: [intent(0), outcome(0, 'accepted')] }, settle(0)],
    [
      'does not pause with nothing left to do',
      { journal: [...applied(0), ...applied(1)], request: 'pause' },
      { kind: 'applied' },
    ],
    ['pauses when all applies are stopped', { journal: applied(0), appliesStopped: true }, pauses('applies-stopped')],
    [
      'tries at once what a reading showed undone',
      { journal: [intent(0), outcome(0, 'resolved-not-applied')] },
      call(0, 'apply', 2),
    ],
  ];
  it.each(cases)('%s', (_name, given, expected) => expect(next(given)).toEqual(expected));

  it.each(['throttled', 'unavailable', 'conflict'])('tries %s again with a growing pause', (code) => {
    const failed = (attempt: number, seconds: number) => outcome(0, 'failed', seconds, 'apply', { code, attempt });
    const first = [intent(0), failed(1, 1)];
    expect(next({ journal: first }, 1.5)).toEqual({ kind: 'wait', until: at(2) });
    expect(next({ journal: first }, 2)).toEqual(call(0, 'apply', 2));
    const third = [...first, intent(0, 2, 'apply', 3), failed(3, 10)];
    expect(next({ journal: third }, 13)).toEqual({ kind: 'wait', until: at(14) });
    expect(next({ journal: third }, 14)).toEqual(call(0, 'apply', 4));
  });

  it('waits as long as the source asks', () => {
    const journal = [intent(0), outcome(0, 'failed', 1, 'apply', { code: 'throttled', retryAfterMs: 30_000 })];
    expect(next({ journal }, 30)).toEqual({ kind: 'wait', until: at(31) });
  });

  it('gives up on trying after a while and puts back', () => {
    const journal = [...applied(0), intent(1), outcome(1, 'failed', 120, 'apply', { code: 'throttled' })];
    expect(next({ journal }, 120)).toEqual(reverts('step-failed'));
  });

  it.each(['rejected', 'denied', 'not-found', 'vanished', 'read-only'])('does not try %s again', (code) => {
    const journal = [...applied(0), intent(1), outcome(1, 'failed', 1, 'apply', { code })];
    expect(next({ journal })).toEqual({
      kind: 'revert',
      outcome: { code: 'step-failed', params: { step: 2, failure: code } },
    });
  });

  it('reads once more what should have settled long ago', () => {
    const journal = [intent(0), outcome(0, 'accepted')];
    expect(next({ journal, guardDeadline: at(900) }, 300)).toMatchObject({ kind: 'settle', late: false });
    expect(next({ journal, guardDeadline: at(900) }, 301)).toMatchObject({ kind: 'settle', late: true });
  });

  it('puts back what never settles', () => {
    const journal = [intent(0), outcome(0, 'accepted'), outcome(0, 'failed', 301, 'apply', { code: 'not-settled' })];
    expect(next({ journal, guardDeadline: at(900) }, 301)).toEqual(reverts('step-failed'));
  });
});

describe('verifying', () => {
  const verify = (given: Given, seconds = 10) =>
    next({ status: 'verifying', journal: [...applied(0), ...applied(1)], ...given }, seconds);
  const proof = (result: 'proven' | 'not-yet' | 'broken', seconds: number) => ({ result, at: at(seconds) });

  it('proves at once', () => expect(verify({})).toEqual({ kind: 'prove' }));
  it('is done when proven', () => expect(verify({ proofs: [proof('proven', 9)] })).toEqual({ kind: 'proven' }));
  it('is done when proven, however late it is', () =>
    expect(verify({ proofs: [proof('proven', 9)], guardDeadline: at(9) })).toEqual({ kind: 'proven' }));
  it('looks again after a while', () => {
    expect(verify({ proofs: [proof('not-yet', 9)] })).toEqual({ kind: 'wait', until: at(11) });
    expect(verify({ proofs: [proof('not-yet', 9)] }, 11)).toEqual({ kind: 'prove' });
  });
  it('puts back when not proven in time', () => {
    expect(verify({ proofs: [proof('not-yet', 9)], guardDeadline: at(10) })).toEqual(reverts('not-proven-in-time'));
    expect(verify({ guardDeadline: at(10) })).toEqual(reverts('not-proven-in-time'));
    expect(verify({ guardDeadline: null })).toEqual(reverts('not-proven-in-time'));
  });
  it('puts back early what is seen broken three times in a row', () => {
    const broken = [proof('broken', 5), proof('broken', 7), proof('broken', 9)];
    expect(verify({ proofs: broken })).toEqual(reverts('guard-broken'));
    expect(
      verify({ proofs: [proof('broken', 3), proof('broken', 5), proof('not-yet', 7), proof('broken', 9)] }),
    ).toMatchObject({ kind: 'wait' });
  });
  it('puts back on request', () => expect(verify({ request: 'revert' })).toEqual(reverts('reverted-on-request')));
  it('does not pause', () => expect(verify({ request: 'pause' })).toEqual({ kind: 'prove' }));
});

describe('reverting', () => {
  const back = (given: Given, seconds = 40) =>
    next({ status: 'reverting', since: at(29), guardDeadline: at(5), ...given }, seconds);
  const both = [...applied(0), ...applied(1)];

  it('undoes the last step first', () => {
    expect(back({ journal: both })).toEqual(call(1, 'revert'));
    expect(back({ journal: [...both, ...undone(1)] })).toEqual(call(0, 'revert'));
    expect(back({ journal: [...both, ...undone(1), ...undone(0)], outcome: { code: 'guard-broken' } })).toEqual({
      kind: 'undone',
      outcome: { code: 'guard-broken' },
    });
  });

  it('says so when nothing had been written', () => {
    const journal = [intent(0), outcome(0, 'failed', 1, 'apply', { code: 'rejected' })];
    expect(back({ journal, outcome: { code: 'step-failed' } })).toEqual({
      kind: 'undone',
      outcome: { code: 'nothing-written', params: { because: 'step-failed' } },
    });
  });

  it('leaves what somebody else had done', () => {
    expect(back({ journal: [...applied(0), outcome(1, 'already'), settled(1)] })).toEqual(call(0, 'revert'));
  });

  it('takes back what turned out to be there after a failure of ours', () => {
    const journal = [intent(0), outcome(0, 'failed', 1, 'apply', { code: 'throttled' }), outcome(0, 'already', 2)];
    expect(back({ journal })).toEqual(call(0, 'revert'));
  });

  it.each(['vanished', 'not-settled'])('looks for what has %s', (code) => {
    const journal = [intent(0), outcome(0, 'accepted'), outcome(0, 'failed', 31, 'apply', { code })];
    expect(back({ journal })).toEqual(call(0, 'revert'));
  });

  it('undoes a step that was accepted and not seen to settle', () => {
    expect(back({ journal: [intent(0), outcome(0, 'accepted')] })).toEqual(call(0, 'revert'));
  });

  it('settles an inverse', () => {
    const journal = [...applied(0), intent(0, 30, 'revert'), outcome(0, 'accepted', 31, 'revert')];
    expect(back({ journal })).toEqual(settle(0, 'revert'));
    expect(back({ journal }, 9_999)).toMatchObject({ kind: 'settle', late: true });
  });

  it.each(['throttled', 'rejected', 'denied', 'source-read-only', 'not-settled'])(
    'tries an inverse that failed with %s for long, then holds',
    (code) => {
      const failed = (seconds: number) => outcome(0, 'failed', seconds, 'revert', { code, attempt: 1 });
      const journal = [...applied(0), intent(0, 30, 'revert'), failed(31)];
      expect(back({ journal }, 31.5)).toEqual({ kind: 'wait', until: at(32) });
      expect(back({ journal }, 32)).toEqual(call(0, 'revert', 2));
      expect(back({ journal: [...journal, failed(929)] }, 950)).toEqual(call(0, 'revert', 2));
      expect(back({ journal: [...journal, failed(930)] }, 930)).toEqual(holds('inverse-failed'));
      expect(back({ journal: [...journal, failed(930)], since: at(1000) }, 1001)).toEqual(call(0, 'revert', 2));
    },
  );

  it('tries an inverse once more, however long everybody was dead', () => {
    const journal = [...applied(0), intent(0, 30, 'revert'), outcome(0, 'failed', 31, 'revert', { code: 'denied' })];
    expect(back({ journal }, 9_999)).toEqual(call(0, 'revert', 2));
  });

  it('holds when something else stands in the place of an inverse, and looks again when asked again', () => {
    const journal = [...applied(0), outcome(0, 'contradicted', 31, 'revert')];
    expect(back({ journal })).toEqual(holds('inverse-contradicted'));
    expect(back({ journal, since: at(35) })).toEqual(call(0, 'revert', 2));
  });

  it('minds neither pause nor the global stop: putting back always goes on', () => {
    expect(back({ journal: both, request: 'pause', appliesStopped: true })).toEqual(call(1, 'revert'));
  });
});

describe('what a journal says of a step', () => {
  it('is nothing when it is empty', () => expect(stepState([], 0, 'apply')).toEqual({ kind: 'untouched' }));
  it('keeps steps and directions apart', () => {
    const journal = [...applied(0), intent(1), intent(0, 30, 'revert')];
    expect(stepState(journal, 0, 'apply')).toMatchObject({ kind: 'settled', ours: true });
    expect(stepState(journal, 1, 'apply')).toMatchObject({ kind: 'open' });
    expect(stepState(journal, 0, 'revert')).toMatchObject({ kind: 'open' });
  });
});

describe('the token of a call', () => {
  const plan = '0190c2a4-1111-7abc-8def-0123456789ab';
  it('is the same for every attempt and another for the way back', () => {
    expect(tokenOf(plan, 49, 'apply')).toBe('cw-0190c2a411117abc8def0123456789ab-49-a');
    expect(tokenOf(plan, 49, 'revert')).not.toBe(tokenOf(plan, 49, 'apply'));
  });
  it('fits what the source takes', () => expect(tokenOf(plan, 999, 'revert')).toMatch(/^[\x21-\x7e]{1,64}$/));
});

it('holds a lease longer than the longest call', () => {
  expect(RUN_LIMITS.leaseMs).toBeGreaterThan(RUN_LIMITS.callDeadlineMs + RUN_LIMITS.marginMs);
});
