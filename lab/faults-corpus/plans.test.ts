import { describe, expect, it } from 'vitest';
import { buildPlan, draftPlan } from '@/domain/changes/build-plan';
import { GuardSpec } from '@/domain/changes/change';
import type { Effect } from '@/domain/changes/effect';
import { Operation } from '@/domain/changes/operations';
import type { Assess } from '@/domain/changes/plan';
import { isError } from '@/domain/changes/problem-weight';
import { findFindings } from '@/domain/checks';
import { RESOURCE_KINDS } from '@/domain/estate/resource';
import type { EstateView } from '@/domain/estate/view';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { broken, PLAN_FAULTS, writtenOperations, type PlanFault } from './corpus';

const NOON = '2026-03-18T12:00:00.000Z';
const ASSESS: Assess = {
  judge: judgeFlows,
  check: (view, verdicts) => findFindings(view, NOON, verdicts),
};

/** Everything read just now. */
function viewOf(fault: PlanFault): EstateView {
  const parts = RESOURCE_KINDS.map((kind) => ({ source: 'lab', kind, observedAt: NOON, stale: false }));
  return { estate: broken(fault), parts, revision: 'plans' };
}

function questionOf(fault: PlanFault) {
  return { operations: writtenOperations(fault).map((each) => Operation.parse(each)), guard: GuardSpec.parse({}) };
}

function written(effect: Effect): string {
  const sign = /^(create|add)/.test(effect.kind) ? '+' : /^(delete|remove)/.test(effect.kind) ? '-' : '~';
  return `${sign} ${'router' in effect ? effect.prefix : effect.address}`;
}

describe('faults that only a plan has', () => {
  it.each(PLAN_FAULTS)('$name: $problems', (fault) => {
    const { plan, problems } = draftPlan(viewOf(fault), questionOf(fault), ASSESS);
    expect(problems.map(({ code, severity = 'error' }) => `${severity} ${code}`).sort()).toEqual(
      [...fault.problems].sort(),
    );
    expect(plan.steps.map(({ lane, effect }) => `${lane} ${written(effect)}`)).toEqual(fault.steps);
  });

  it.each(PLAN_FAULTS)('$name: the planner refuses it exactly for its errors', (fault) => {
    const result = buildPlan(viewOf(fault), questionOf(fault), ASSESS);
    expect(result.ok).toBe(!fault.problems.some((each) => each.startsWith('error')));
    if (result.ok) expect(result.plan.warnings.filter(isError)).toEqual([]);
  });
});
