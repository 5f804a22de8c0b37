import { type AccessScope, type Actor, couldAlready, whyMayNot } from '@/domain/access';
import { DomainError, type DomainErrorCode, type ErrorParams } from '@/domain/errors';
import type { ApprovalRef, Change, ChangeContent, ChangeStatus, Outcome, PlanRef } from './change';

/** Everything that can happen to a change. `at` is the time of the writer. */
export type ChangeEvent =
  | { type: 'edit'; by: Actor; at: Date; content: ChangeContent }
  | { type: 'submit'; by: Actor; at: Date }
  | { type: 'discard'; by: Actor; at: Date }
  | { type: 'plan-made'; plan: PlanRef; at: Date }
  | { type: 'plan-refused'; outcome: Outcome; at: Date }
  | { type: 'approve'; by: Actor; approvalId: string; planDigest: string; scope?: AccessScope; at: Date }
  | { type: 'reject'; by: Actor; at: Date; outcome: Outcome }
  | { type: 'cancel'; by: Actor; at: Date; outcome: Outcome }
  | { type: 'schedule'; by: Actor; at: Date; scheduledFor: Date }
  | { type: 'apply'; by: Actor; at: Date }
  | { type: 'take-off-refused'; outcome: Outcome; at: Date }
  | { type: 'ground-moved'; outcome: Outcome; at: Date }
  | { type: 'replan'; by: Actor; at: Date }
  | { type: 'take-off'; at: Date; guardDeadline: Date }
  | { type: 'pause'; at: Date; outcome: Outcome }
  | { type: 'resume'; by: Actor; at: Date }
  | { type: 'await-person'; at: Date }
  | { type: 'person-applied'; by: Actor; at: Date }
  | { type: 'applied'; at: Date; guardDeadline: Date }
  | { type: 'proven'; at: Date; outcome: Outcome }
  | { type: 'revert'; at: Date; outcome: Outcome }
  | { type: 'undone'; at: Date; outcome: Outcome }
  | { type: 'hold'; at: Date; outcome: Outcome }
  | { type: 'resolve-done'; by: Actor; at: Date; outcome: Outcome }
  | { type: 'resolve-reverted'; by: Actor; at: Date; outcome: Outcome };
export type ChangeEventType = ChangeEvent['type'];

type Row = Partial<Record<ChangeEventType, ChangeStatus>>;

const BEFORE_APPLY = { edit: 'draft', cancel: 'cancelled' } as const satisfies Row;
const UNDER_WAY = { revert: 'reverting', hold: 'held' } as const satisfies Row;

/** The only transition table. What is not in it cannot happen. */
export const TRANSITIONS: Readonly<Record<ChangeStatus, Row>> = {
  draft: { edit: 'draft', submit: 'planning', discard: 'cancelled' },
  planning: { ...BEFORE_APPLY, 'plan-made': 'planned', 'plan-refused': 'draft' },
  planned: { ...BEFORE_APPLY, approve: 'approved', reject: 'rejected', 'ground-moved': 'stale' },
  approved: {
    ...BEFORE_APPLY,
    reject: 'rejected',
    schedule: 'scheduled',
    apply: 'applying',
    'ground-moved': 'stale',
  },
  scheduled: {
    ...BEFORE_APPLY,
    reject: 'rejected',
    schedule: 'scheduled',
    apply: 'applying',
    'take-off-refused': 'approved',
    'ground-moved': 'stale',
  },
  applying: {
    ...UNDER_WAY,
    'take-off-refused': 'approved',
    'ground-moved': 'stale',
    'take-off': 'applying',
    pause: 'paused',
    'await-person': 'waiting',
    applied: 'verifying',
  },
  paused: { ...UNDER_WAY, resume: 'applying' },
  waiting: { ...UNDER_WAY, 'person-applied': 'applying' },
  verifying: { ...UNDER_WAY, proven: 'done' },
  reverting: { undone: 'reverted', hold: 'held' },
  stale: { ...BEFORE_APPLY, replan: 'planning' },
  held: { revert: 'reverting', 'resolve-done': 'done', 'resolve-reverted': 'reverted' },
  done: {},
  reverted: {},
  rejected: {},
  cancelled: {},
};

/** Ends: nothing happens to these any more. A held change is not one of them, it waits for a person. */
export const ENDED: readonly ChangeStatus[] = ['done', 'reverted', 'rejected', 'cancelled'];

/** Statuses in which a worker has something to do. */
export const RUNNING: readonly ChangeStatus[] = ['applying', 'verifying', 'reverting'];

export type Refusal = { code: DomainErrorCode; reason: string; params: ErrorParams };

function refusal(reason: string, params: ErrorParams = {}, code: DomainErrorCode = 'precondition-failed'): Refusal {
  return { code, reason, params };
}

/** Why the event cannot happen now, or null. The same answer refuses a request and explains a disabled button. */
export function whyNot(change: Change, event: ChangeEvent): Refusal | null {
  if (TRANSITIONS[change.status][event.type] === undefined)
    return refusal('change-status-forbids', { status: change.status, event: event.type, number: change.number });
  switch (event.type) {
    case 'approve':
      return whyNotApprove(change, event.by, event.planDigest, event.scope);
    case 'reject':
      return event.by.kind === 'person' ? null : refusal('approval-needs-person');
    case 'apply':
    case 'schedule':
      return whyNotApply(change, event);
    case 'take-off-refused':
    case 'ground-moved':
    case 'take-off':
      return change.startedAt === null ? null : refusal('change-already-started', { number: change.number });
    case 'applied':
    case 'pause':
    case 'revert':
    case 'hold':
      return change.startedAt === null ? refusal('change-not-started', { number: change.number }) : null;
    default:
      return null;
  }
}

/** Four eyes, for this very plan: decision and ADR "Who may approve". */
function whyNotApprove(change: Change, by: Actor, planDigest: string, scope?: AccessScope): Refusal | null {
  if (by.kind !== 'person') return refusal('approval-needs-person');
  if (by.via === 'token') return refusal('approval-not-by-token');
  if (by.impersonatedBy !== undefined) return refusal('approval-not-while-impersonating');
  if (by.id === change.authorId || change.editorIds.includes(by.id))
    return refusal('approval-by-author', { number: change.number }, 'forbidden');
  if (change.plan === null) return refusal('plan-missing', { number: change.number });
  if (change.plan.digest !== planDigest) return refusal('plan-digest-differs', { number: change.number }, 'stale');
  return whyNotStanding(by, change.plan.madeAt, scope);
}

/** Rights granted after the plan was made do not count for it. */
export function whyNotStanding(by: Actor, planMadeAt: Date, scope: AccessScope = []): Refusal | null {
  const permission = 'change:approve';
  const missing = whyMayNot(by, permission, scope);
  if (missing) return refusal(missing, { permission }, 'forbidden');
  return couldAlready(by, permission, scope, planMadeAt) ? null : refusal('approval-right-too-new', {}, 'forbidden');
}

function whyNotApply(
  change: Change,
  event: { type: 'apply' | 'schedule'; at: Date; scheduledFor?: Date },
): Refusal | null {
  if (change.plan === null) return refusal('plan-missing', { number: change.number });
  if (change.approval === null || change.approval.digest !== change.plan.digest)
    return refusal('approval-missing', { number: change.number });
  const when = event.scheduledFor ?? event.at;
  if (event.type === 'schedule' && when <= event.at) return refusal('schedule-in-the-past');
  return whyNotWindow(change, when);
}

/** The change's own window; a change without one may run at any time. */
export function whyNotWindow(change: Pick<Change, 'window'>, at: Date): Refusal | null {
  if (!change.window) return null;
  if (at < change.window.from) return refusal('window-not-open', { from: change.window.from.toISOString() });
  if (at >= change.window.until) return refusal('window-closed', { until: change.window.until.toISOString() });
  return null;
}

/**
 * The change after the event. Nothing else changes a status.
 * @throws DomainError `precondition-failed`, `forbidden` or `stale`, with a reason that says what stands in the way
 */
export function transition(change: Change, event: ChangeEvent): Change {
  const refused = whyNot(change, event);
  if (refused) throw new DomainError(refused.code, refused.reason, refused.params);
  const status = TRANSITIONS[change.status][event.type] as ChangeStatus;
  const moved: Change = { ...change, ...effectOf(change, event), status, updatedAt: event.at };
  if (ENDED.includes(status)) return { ...moved, endedAt: event.at, guardDeadline: null, request: 'none' };
  return moved;
}

const FRESH = {
  plan: null,
  approval: null,
  scheduledFor: null,
  appliedBy: null,
  request: 'none',
  requestedBy: null,
  outcome: null,
} as const satisfies Partial<Change>;

function actorId(actor: Actor): string | null {
  return actor.kind === 'person' ? actor.id : null;
}

/** What besides the status an event writes. */
function effectOf(change: Change, event: ChangeEvent): Partial<Change> {
  switch (event.type) {
    case 'edit':
      return {
        ...FRESH,
        ...event.content,
        ticket: event.content.ticket,
        window: event.content.window,
        editorIds: withEditor(change, event.by),
      };
    case 'submit':
    case 'replan':
      return FRESH;
    case 'plan-made':
      return { plan: event.plan, approval: null, outcome: null };
    case 'approve':
      return { approval: approvalOf(change, event), outcome: null };
    case 'schedule':
      return { scheduledFor: event.scheduledFor, appliedBy: actorId(event.by), outcome: null };
    case 'apply':
      return { appliedBy: actorId(event.by) ?? change.appliedBy, scheduledFor: null, outcome: null, request: 'none' };
    case 'take-off-refused':
      return { outcome: event.outcome, appliedBy: null, scheduledFor: null, request: 'none' };
    case 'ground-moved':
      return { ...FRESH, outcome: event.outcome };
    case 'take-off':
      return { startedAt: event.at, guardDeadline: event.guardDeadline };
    case 'applied':
      return { guardDeadline: event.guardDeadline };
    case 'resume':
      return { request: 'none', requestedBy: null, outcome: null };
    case 'hold':
      return { outcome: event.outcome, guardDeadline: null, request: 'none' };
    case 'pause':
    case 'revert':
      return { outcome: event.outcome, request: 'none' };
    case 'plan-refused':
    case 'reject':
    case 'cancel':
    case 'proven':
    case 'undone':
    case 'resolve-done':
    case 'resolve-reverted':
      return { outcome: event.outcome };
    case 'discard':
    case 'await-person':
    case 'person-applied':
      return {};
  }
}

function withEditor(change: Change, by: Actor): readonly string[] {
  const id = actorId(by);
  return id === null || change.editorIds.includes(id) ? change.editorIds : [...change.editorIds, id];
}

function approvalOf(change: Change, event: Extract<ChangeEvent, { type: 'approve' }>): ApprovalRef | null {
  const personId = actorId(event.by);
  if (change.plan === null || personId === null) return null;
  return { id: event.approvalId, planId: change.plan.id, digest: event.planDigest, personId, at: event.at };
}
