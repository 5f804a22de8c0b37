import { describe, expect, it } from 'vitest';
import { DomainError } from '@/domain/errors';
import { CHANGE_STATUSES, type ChangeStatus } from './change';
import { type ChangeEvent, type ChangeEventType, ENDED, transition, TRANSITIONS, whyNotWindow } from './lifecycle';
import { aChange, AT, LATER, person } from './testing/a-change';

const erin = person('erin', ['engineer']);
const ada = person('ada', ['approver']);
const outcome = { code: 'because' };
const approval = { id: 'a', planId: 'p', digest: 'digest-1', personId: 'ada', at: AT };

const EVENTS: { [T in ChangeEventType]: Extract<ChangeEvent, { type: T }> } = {
  edit: {
    type: 'edit',
    by: erin,
    at: LATER,
    content: { reason: 'another reason', operations: aChange().operations, guard: aChange().guard },
  },
  submit: { type: 'submit', by: erin, at: LATER },
  discard: { type: 'discard', by: erin, at: LATER },
  'plan-made': { type: 'plan-made', plan: { id: 'p2', digest: 'digest-2', madeAt: LATER }, at: LATER },
  'plan-refused': { type: 'plan-refused', outcome, at: LATER },
  approve: { type: 'approve', by: ada, approvalId: 'a', planDigest: 'digest-1', at: LATER },
  reject: { type: 'reject', by: ada, at: LATER, outcome },
  cancel: { type: 'cancel', by: erin, at: LATER, outcome },
  schedule: { type: 'schedule', by: erin, at: AT, scheduledFor: LATER },
  apply: { type: 'apply', by: erin, at: LATER },
  'take-off-refused': { type: 'take-off-refused', outcome, at: LATER },
  'ground-moved': { type: 'ground-moved', outcome, at: LATER },
  replan: { type: 'replan', by: erin, at: LATER },
  'take-off': { type: 'take-off', at: LATER, guardDeadline: LATER },
  pause: { type: 'pause', at: LATER, outcome },
  resume: { type: 'resume', by: erin, at: LATER },
  'await-person': { type: 'await-person', at: LATER },
  'person-applied': { type: 'person-applied', by: erin, at: LATER },
  applied: { type: 'applied', at: LATER, guardDeadline: LATER },
  proven: { type: 'proven', at: LATER, outcome },
  revert: { type: 'revert', at: LATER, outcome },
  undone: { type: 'undone', at: LATER, outcome },
  hold: { type: 'hold', at: LATER, outcome },
  'resolve-done': { type: 'resolve-done', by: erin, at: LATER, outcome },
  'resolve-reverted': { type: 'resolve-reverted', by: erin, at: LATER, outcome },
};
const TYPES = Object.keys(EVENTS) as ChangeEventType[];

/** The whole lifecycle once more, written apart from the table it checks. */
const EXPECTED: Record<ChangeStatus, Partial<Record<ChangeEventType, ChangeStatus>>> = {
  draft: { edit: 'draft', submit: 'planning', discard: 'cancelled' },
  planning: { edit: 'draft', cancel: 'cancelled', 'plan-made': 'planned', 'plan-refused': 'draft' },
  planned: { edit: 'draft', cancel: 'cancelled', approve: 'approved', reject: 'rejected', 'ground-moved': 'stale' },
  approved: {
    edit: 'draft',
    cancel: 'cancelled',
    reject: 'rejected',
    schedule: 'scheduled',
    apply: 'applying',
    'ground-moved': 'stale',
  },
  scheduled: {
    edit: 'draft',
    cancel: 'cancelled',
    reject: 'rejected',
    schedule: 'scheduled',
    apply: 'applying',
    'take-off-refused': 'approved',
    'ground-moved': 'stale',
  },
  applying: {
    'take-off-refused': 'approved',
    'ground-moved': 'stale',
    'take-off': 'applying',
    pause: 'paused',
    'await-person': 'waiting',
    applied: 'verifying',
    revert: 'reverting',
    hold: 'held',
  },
  paused: { resume: 'applying', revert: 'reverting', hold: 'held' },
  waiting: { 'person-applied': 'applying', revert: 'reverting', hold: 'held' },
  verifying: { proven: 'done', revert: 'reverting', hold: 'held' },
  reverting: { undone: 'reverted', hold: 'held' },
  stale: { edit: 'draft', cancel: 'cancelled', replan: 'planning' },
  held: { revert: 'reverting', 'resolve-done': 'done', 'resolve-reverted': 'reverted' },
  done: {},
  reverted: {},
  rejected: {},
  cancelled: {},
};

const BEFORE_START = new Set<ChangeEventType>(['take-off-refused', 'ground-moved', 'take-off']);

describe('the lifecycle of a change', () => {
  const pairs = CHANGE_STATUSES.flatMap((status) => TYPES.map((type) => [status, type] as const));

  it.each(pairs)('%s + %s', (status, type) => {
    const startedAt = BEFORE_START.has(type) ? null : AT;
    const change = aChange({ status, approval, startedAt });
    const expected = EXPECTED[status][type];
    if (expected) {
      expect(transition(change, EVENTS[type]).status).toBe(expected);
      return;
    }
    expect(() => transition(change, EVENTS[type])).toThrow(
      expect.objectContaining({
        code: 'precondition-failed',
        reason: 'change-status-forbids',
        params: { status, event: type, number: 1 },
      }),
    );
  });

  it('lets nothing happen to what has ended', () => {
    for (const status of ENDED) expect(TRANSITIONS[status]).toEqual({});
  });

  it('never ends a change that is under way but by proof, undoing or a person', () => {
    const under = ['applying', 'paused', 'waiting', 'verifying', 'reverting'] as const;
    const ways = under.flatMap((status) =>
      Object.entries(TRANSITIONS[status]).flatMap(([type, to]) =>
        ENDED.includes(to) ? [`${status} ${type} ${to}`] : [],
      ),
    );
    expect(ways).toEqual(['verifying proven done', 'reverting undone reverted']);
  });
});

describe('approving', () => {
  const approve = (by: typeof ada, change = aChange(), planDigest = 'digest-1') =>
    transition(change, { type: 'approve', by, approvalId: 'a', planDigest, at: LATER });

  it('records who approved which plan', () => {
    expect(approve(ada).approval).toMatchObject({ personId: 'ada', digest: 'digest-1' });
  });

  it.each([
    ['the author', person('erin', ['approver']), 'approval-by-author'],
    ['somebody who edited it', person('ed', ['approver']), 'approval-by-author'],
    ['a token', person('ada', ['approver'], { via: 'token' }), 'approval-not-by-token'],
    ['an impersonator', person('ada', ['approver'], { impersonatedBy: 'mallory' }), 'approval-not-while-impersonating'],
    ['an engineer', person('eve', ['engineer']), 'permission-missing'],
    ['an admin, by being admin', person('root', ['admin']), 'permission-missing'],
  ])('is refused to %s', (_who, by, reason) => {
    expect(() => approve(by, aChange({ editorIds: ['erin', 'ed'] }))).toThrow(expect.objectContaining({ reason }));
  });

  it('is refused to a job', () => {
    const job = { kind: 'system', job: 'x' } as const;
    expect(() =>
      transition(aChange(), { type: 'approve', by: job, approvalId: 'a', planDigest: 'digest-1', at: LATER }),
    ).toThrow(expect.objectContaining({ reason: 'approval-needs-person' }));
  });

  it('is refused with a right granted after the plan was made', () => {
    const late = person('ada', [], { grants: [{ role: 'approver', grantedAt: LATER.toISOString() }] });
    expect(() => approve(late)).toThrow(expect.objectContaining({ reason: 'approval-right-too-new' }));
  });

  it('is refused for another plan than the one read', () => {
    expect(() => approve(ada, aChange(), 'digest-0')).toThrow(
      expect.objectContaining({ code: 'stale', reason: 'plan-digest-differs' }),
    );
  });

  it('is voided by an edit, which makes the editor one who may not approve', () => {
    const edited = transition(approve(ada), { ...EVENTS.edit, by: person('ed', ['engineer']) });
    expect(edited).toMatchObject({ status: 'draft', plan: null, approval: null, editorIds: ['erin', 'ed'] });
  });
});

describe('applying', () => {
  it('needs an approval of the present plan', () => {
    const stale = { ...approval, digest: 'digest-0' };
    for (const change of [aChange({ status: 'approved' }), aChange({ status: 'approved', approval: stale })])
      expect(() => transition(change, EVENTS.apply)).toThrow(expect.objectContaining({ reason: 'approval-missing' }));
  });

  it('needs the window to be open, and a schedule to lie in it', () => {
    const window = { from: AT, until: LATER };
    expect(whyNotWindow({ window }, AT)).toBeNull();
    expect(whyNotWindow({ window }, LATER)?.reason).toBe('window-closed');
    expect(whyNotWindow({ window: { from: LATER, until: new Date(LATER.getTime() + 1) } }, AT)?.reason).toBe(
      'window-not-open',
    );
    const change = aChange({ status: 'approved', approval, window });
    expect(() => transition(change, { ...EVENTS.schedule, scheduledFor: LATER })).toThrow(
      expect.objectContaining({ reason: 'window-closed' }),
    );
  });

  it('cannot be scheduled into the past', () => {
    const change = aChange({ status: 'approved', approval });
    expect(() => transition(change, { ...EVENTS.schedule, at: LATER, scheduledFor: AT })).toThrow(DomainError);
  });

  it('is stale or refused only before anything was written', () => {
    const change = aChange({ status: 'applying', startedAt: AT });
    for (const type of BEFORE_START)
      expect(() => transition(change, EVENTS[type])).toThrow(
        expect.objectContaining({ reason: 'change-already-started' }),
      );
  });

  it('cannot be put back before it started', () => {
    const change = aChange({ status: 'applying' });
    expect(() => transition(change, EVENTS.revert)).toThrow(expect.objectContaining({ reason: 'change-not-started' }));
  });
});
