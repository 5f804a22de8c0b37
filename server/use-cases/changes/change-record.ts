import { createHash } from 'node:crypto';
import type { Change } from '@/domain/changes/change';
import { routerOf } from '@/domain/changes/effect';
import type { Operation } from '@/domain/changes/operations';
import { canonicalJson } from '@/domain/canonical-json';
import type { AuditDraft } from '@/server/db/audit';
import type { Notice } from '@/server/db/notify';

type Facts = Record<string, unknown>;

/** What the audit shows of a change: everything a person can read of it but its numbers for machines. */
function factsOf(change: Change): Facts {
  const { status, reason, ticket, operations, guard, window, scheduledFor, request, outcome, editorIds } = change;
  const plan = change.plan?.digest;
  const approvedBy = change.approval?.personId;
  const { appliedBy, guardDeadline } = change;
  return {
    status,
    reason,
    ticket,
    operations,
    guard,
    window,
    scheduledFor,
    request,
    outcome,
    editorIds,
    plan,
    approvedBy,
    appliedBy,
    guardDeadline,
  };
}

/** The audit row of a transition: only what it changed, before and after. */
export function changeAudit(
  action: string,
  before: Change | null,
  after: Change,
  more: Partial<AuditDraft> = {},
): AuditDraft {
  const was = before ? factsOf(before) : {};
  const is = factsOf(after);
  const moved = Object.keys(is).filter((key) => !sameJson(was[key], is[key]));
  const pick = (facts: Facts) => Object.fromEntries(moved.map((key) => [key, facts[key]]));
  return {
    action: `change.${action}`,
    objects: [`change:${after.id}`, ...routersOf(after.operations)],
    changeId: after.id,
    planId: after.plan?.id ?? before?.plan?.id,
    before: before ? pick(was) : undefined,
    after: pick(is),
    ...more,
  };
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** `vbr:vbr-1`: the routers a change writes to, by which its rows are found from the router's page. */
function routersOf(operations: readonly Operation[]): readonly string[] {
  const routers = operations.map(routerOf);
  return [...new Set(routers.map(({ kind, key }) => `${kind}:${key}`))].sort();
}

export function changeNotices(changeId: string): readonly Notice[] {
  return [
    { topic: 'change', id: changeId },
    { topic: 'changes', id: 'list' },
  ];
}

/** What an approver signs: equal digest, equal plan, on every machine (RFC 8785). A stored plan is digested as it is stored. */
export function digestOf(plan: unknown): string {
  return createHash('sha256').update(canonicalJson(plan)).digest('hex');
}

export function fingerprintOf(ground: string): string {
  return createHash('sha256').update(ground).digest('hex');
}
