import type { Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { applyEffect } from './apply-effect';
import type { GuardSpec } from './change';
import { checkFlows, checkGaps } from './check-flows';
import { groundOf } from './ground';
import type { Operation } from './operations';
import type { Assess, FlowLine, Plan, PlanFindings, PlanStep } from './plan';
import { checkFindings, comparedFindings } from './plan-findings';
import { guardOf } from './plan-guard';
import { quotaLines } from './plan-quota';
import { checkSessions, sessionLines } from './plan-sessions';
import { isError } from './problem-weight';
import { walk } from './walk';
import { deltaBetween, type EstateDelta } from './what-if';

/** Everything known of a change before it is asked for: what the form shows beside itself, and what the planner stores. */
export type PlanDraft = { plan: Plan; problems: readonly Problem[]; delta: EstateDelta };

export type PlanResult = { ok: true; plan: Plan; ground: string } | { ok: false; problems: readonly Problem[] };

type Question = { operations: readonly Operation[]; guard: GuardSpec };

/**
 * The plan of a change on an estate, or every reason against it at once. Steps are strictly one after another over all
 * lanes, so the states between are linear, and every one of them is judged, there and back, and checked, there.
 */
export function buildPlan(view: EstateView, question: Question, assess: Assess): PlanResult {
  const { plan, problems } = draftPlan(view, question, assess);
  const errors = problems.filter(isError);
  if (errors.length > 0) return { ok: false, problems };
  return { ok: true, plan, ground: groundOfPlan(view, plan) };
}

/** What was observed of everything the plan touches. Equal again at take-off, or the plan is stale. */
export function groundOfPlan(view: Pick<EstateView, 'estate'>, plan: Pick<Plan, 'steps'>): string {
  return groundOf(
    view,
    plan.steps.flatMap((step) => step.touches),
  );
}

/** The same without refusing: problems beside as much of a plan as can be made. */
export function draftPlan(view: EstateView, { operations, guard: spec }: Question, assess: Assess): PlanDraft {
  const walked = walk(view, operations);
  const { flows, findings, delta } = judgeStates(walked.states, walked.steps, assess);
  const last = walked.states.at(-1) ?? view;
  const sessions = sessionLines(view, last, walked.steps, spec);
  const { guard, problems: guardProblems } = guardOf(spec, flows, sessions);
  const judged = [
    ...checkFlows(spec, flows),
    ...checkFindings(spec, findings),
    ...checkSessions(sessions, walked.steps, walked.problems),
    ...guardProblems,
  ];
  const problems = [
    ...checkGaps(spec, flows, walked.steps, walked.problems),
    // Flows and guard are judged on the states of a plan; with an operation refused there is no such plan yet.
    ...(walked.problems.some(isError) ? [] : judged),
  ];
  const plan: Plan = {
    operations: [...operations],
    steps: walked.steps,
    lanes: [...new Set(walked.steps.map((step) => step.lane))].sort(),
    diff: walked.diff.map((row) => ({ ...row })),
    flows,
    sessions: [...sessions],
    findings,
    guard,
    warnings: problems
      .filter((problem) => !isError(problem))
      .map((each) => ({ ...each, path: [...each.path], params: { ...each.params } })),
    quota: [...quotaLines(view, last, walked.steps)],
    writes: walked.steps.length,
    expectedSeconds: walked.steps.reduce((sum, step) => sum + step.expectedSeconds, 0),
  };
  return { plan, problems, delta };
}

type Judged = { flows: FlowLine[]; findings: PlanFindings; delta: EstateDelta };

/** Judges the present, each state on the way there, and each on the way back by the inverses. */
function judgeStates(states: readonly EstateView[], steps: readonly PlanStep[], { judge, check }: Assess): Judged {
  const back: EstateView[] = [];
  for (const step of [...steps].reverse()) {
    const from = back.at(-1) ?? states.at(-1);
    if (from) back.push(applyEffect(from, step.inverse));
  }
  const there = states.map((view) => {
    const verdicts = judge(view);
    return { verdicts, findings: check(view, verdicts) };
  });
  const [now, ...after] = there.map(({ verdicts }) => verdicts);
  const undone = back.map((view) => judge(view));
  const kindOf = (flow: string) => (verdicts: readonly FlowVerdict[]) =>
    verdicts.find((verdict) => verdict.flow === flow)?.kind ?? 'unknown';
  const flows = (now ?? []).map(({ flow, mustHold, kind }) => ({
    flow,
    mustHold,
    now: kind,
    steps: after.map(kindOf(flow)),
    undo: undone.map(kindOf(flow)),
  }));
  const [first, last] = [there[0], there.at(-1)];
  return {
    flows,
    findings: comparedFindings(there.map((each) => each.findings)),
    delta: first && last ? deltaBetween(first, last) : { flows: [], findings: { appear: [], go: [] } },
  };
}
