import { type Actor, type AccessScope, type Permission, whyMayNot } from '@/domain/access';
import type { Change, ChangeStatus } from './change';
import { type ChangeEvent, type Refusal, whyNot } from './lifecycle';

/** What people can do to a change, in the order of its life: a button each. */
export const CHANGE_ACTIONS = [
  'edit',
  'submit',
  'discard',
  'approve',
  'reject',
  'apply',
  'schedule',
  'cancel',
  'replan',
  'pause',
  'resume',
  'stop',
  'revert-now',
  'resolve',
  'revert',
] as const;
export type ChangeAction = (typeof CHANGE_ACTIONS)[number];

/** `reason` and `params` have a sentence in both catalogues. `shown`: whether the button belongs to this status at all. */
export type AllowedAction = { action: ChangeAction; allowed: boolean; shown: boolean; refusal: Refusal | null };

const PERMISSION: Readonly<Record<ChangeAction, Permission>> = {
  edit: 'change:propose',
  submit: 'change:propose',
  discard: 'change:propose',
  approve: 'change:approve',
  reject: 'change:approve',
  apply: 'change:apply',
  schedule: 'change:apply',
  cancel: 'change:propose',
  replan: 'change:propose',
  pause: 'change:apply',
  resume: 'change:apply',
  stop: 'change:apply',
  'revert-now': 'change:apply',
  resolve: 'change:apply',
  revert: 'change:propose',
};

/** In which statuses a running change takes a request; the worker honours it between two steps. */
export const REQUESTABLE: Readonly<Record<'pause' | 'stop' | 'revert', readonly ChangeStatus[]>> = {
  pause: ['applying'],
  stop: ['applying', 'paused'],
  revert: ['applying', 'paused', 'waiting', 'verifying'],
};

/** What the actor can do now and, for what not, why. The same rules refuse the command itself. */
export function allowedActions(
  change: Change,
  actor: Actor,
  now: Date,
  scope: AccessScope = [],
): readonly AllowedAction[] {
  return CHANGE_ACTIONS.map((action) => {
    const status = whyNotByStatus(change, action, actor, now, scope);
    const permission = PERMISSION[action];
    const refusal = status ?? whyNotPermitted(actor, permission, scope);
    return { action, allowed: refusal === null, shown: status?.reason !== 'change-status-forbids', refusal };
  });
}

function whyNotPermitted(actor: Actor, permission: Permission, scope: AccessScope): Refusal | null {
  const reason = whyMayNot(actor, permission, scope);
  return reason && { code: 'forbidden', reason, params: { permission } };
}

function forbids(change: Change, event: string): Refusal {
  const params = { status: change.status, event, number: change.number };
  return { code: 'precondition-failed', reason: 'change-status-forbids', params };
}

function whyNotByStatus(change: Change, action: ChangeAction, by: Actor, at: Date, scope: AccessScope): Refusal | null {
  switch (action) {
    case 'pause':
    case 'stop':
      return REQUESTABLE[action].includes(change.status) ? null : forbids(change, action);
    case 'revert-now':
      return change.status === 'held' || REQUESTABLE.revert.includes(change.status) ? null : forbids(change, action);
    case 'revert':
      return change.status === 'done' ? null : forbids(change, action);
    default:
      return whyNot(change, eventFor(change, action, by, at, scope));
  }
}

type Direct = Exclude<ChangeAction, 'pause' | 'stop' | 'revert-now' | 'revert'>;

/** The event a button would cause, with the parameters most in its favour. */
function eventFor(change: Change, action: Direct, by: Actor, at: Date, scope: AccessScope): ChangeEvent {
  const outcome = { code: action };
  switch (action) {
    case 'approve':
      return { type: 'approve', by, at, approvalId: '', planDigest: change.plan?.digest ?? '', scope };
    case 'edit':
      return { type: 'edit', by, at, content: change };
    case 'schedule':
      return { type: 'schedule', by, at, scheduledFor: scheduleSoonest(change, at) };
    case 'resolve':
      return { type: 'resolve-done', by, at, outcome };
    case 'reject':
    case 'cancel':
      return { type: action, by, at, outcome };
    case 'submit':
    case 'discard':
    case 'apply':
    case 'replan':
    case 'resume':
      return { type: action, by, at };
  }
}

function scheduleSoonest(change: Change, at: Date): Date {
  const soon = new Date(at.getTime() + 1000);
  return change.window && change.window.from > soon ? change.window.from : soon;
}
