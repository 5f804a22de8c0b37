import { canonicalJson } from '@/domain/canonical-json';
import { buildPlan, groundOfPlan } from '@/domain/changes/build-plan';
import type { Change, Outcome } from '@/domain/changes/change';
import type { Assess, Plan } from '@/domain/changes/plan';
import { sessionName } from '@/domain/changes/session';
import type { EstateView } from '@/domain/estate/view';
import type { StoredPlan } from '@/server/db/plans';
import { fingerprintOf } from './change-record';

/** Why a plan does not fit the ground any more, or null. Flows and sessions far from what is touched count as well. */
export function whatMoved(
  { plan, baseFingerprint }: Pick<StoredPlan, 'plan' | 'baseFingerprint'>,
  change: Pick<Change, 'operations' | 'guard'>,
  view: EstateView,
  assess: Assess,
): Outcome | null {
  if (fingerprintOf(groundOfPlan(view, plan)) !== baseFingerprint) return { code: 'ground-moved' };
  const again = buildPlan(view, change, assess);
  if (!again.ok) {
    const first = again.problems.find((problem) => problem.severity !== 'warning');
    return { code: 'plan-no-longer-safe', params: { problem: first?.code ?? '-' }, problems: again.problems };
  }
  if (canonicalJson(again.plan.steps) !== canonicalJson(plan.steps)) return { code: 'ground-moved' };
  if (!same(guardedFlows(plan), guardedFlows(again.plan))) return { code: 'flows-moved' };
  return same(guardedSessions(plan), guardedSessions(again.plan)) ? null : { code: 'sessions-moved' };
}

function guardedFlows({ guard }: Plan): readonly (readonly string[])[] {
  return [guard.mustHold, guard.expectGain, guard.keep];
}

function guardedSessions({ guard }: Plan): readonly (readonly string[])[] {
  return [guard.comeUp, guard.stayUp].map((sessions) => sessions.map(sessionName));
}

/** The same names, in whatever order. */
function same(a: readonly (readonly string[])[], b: readonly (readonly string[])[]): boolean {
  const text = (lists: readonly (readonly string[])[]) => canonicalJson(lists.map((names) => [...names].sort()));
  return text(a) === text(b);
}
