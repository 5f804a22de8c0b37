import type { Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { applyEffect } from './apply-effect';
import type { GuardSpec } from './change';
import { checkFlows, checkGaps } from './check-flows';
import { type Effect, inverseOf, laneOf, routerOf } from './effect';
import { findTable, findVbr, peersOf, targetOf } from './estate-lookup';
import { groundOf, touchesOf } from './ground';
import type { DiffRow } from './operation';
import { definitionOf, type Operation } from './operations';
import { orderOperations } from './order-operations';
import type { Assess, FlowLine, Plan, PlanFindings, PlanStep } from './plan';
import { checkFindings, comparedFindings } from './plan-findings';
import { guardOf } from './plan-guard';
import { quotaLines } from './plan-quota';
import { checkSessions, sessionLines } from './plan-sessions';

/** Everything known of a change before it is asked for: what the form shows beside itself, and what the planner stores. */
export type PlanDraft = { plan: Plan; problems: readonly Problem[] };

export type PlanResult = { ok: true; plan: Plan; ground: string } | { ok: false; problems: readonly Problem[] };

type Question = { operations: readonly Operation[]; guard: GuardSpec };

/** Errors refuse; warnings are read by the approver. */
export function isError(problem: Problem): boolean {
  return problem.severity !== 'warning';
}

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
  const { flows, findings } = judgeStates(walked.states, walked.steps, assess);
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
  return { plan, problems };
}

type Walk = { steps: PlanStep[]; states: EstateView[]; diff: DiffRow[]; problems: Problem[] };

/** Validates each operation on the state that the ones before it leave, and collects its steps. */
function walk(view: EstateView, operations: readonly Operation[]): Walk {
  const walked: Walk = { steps: [], states: [view], diff: [], problems: [] };
  for (const { operation, index } of orderOperations(operations)) {
    const state = walked.states.at(-1) ?? view;
    const definition = definitionOf(operation.kind);
    const problems = definition.validate(state, operation);
    walked.problems.push(...problems.map((each) => ({ ...each, path: ['operations', index, ...each.path] })));
    if (problems.some(isError)) continue;
    walked.diff.push(...definition.diff(state, operation));
    for (const { effect, expectedSeconds } of definition.steps(state, operation)) {
      const before = walked.states.at(-1) ?? view;
      const after = applyEffect(before, effect);
      walked.states.push(after);
      walked.steps.push({
        index: walked.steps.length,
        operation: index,
        lane: laneOf(routerOf(effect)),
        effect,
        inverse: inverseOf(effect),
        title: { code: operation.kind, params: { ...definition.title(operation) } },
        before: rowsInPlace(before, effect),
        after: rowsInPlace(after, effect),
        touches: [...touchesOf(effect)],
        expectedSeconds,
      });
    }
  }
  return walked;
}

/** The rows that stand where the effect works, as text. */
function rowsInPlace({ estate }: EstateView, effect: Effect): string[] {
  if ('router' in effect)
    return (findTable(estate, effect.router, effect.routeTable)?.entries ?? [])
      .filter((entry) => entry.prefix === effect.prefix)
      .map((entry) => `${entry.prefix} → ${targetOf(entry)} (${entry.type})`);
  const vbr = findVbr(estate, effect.vbr);
  return (vbr ? peersOf(vbr) : [])
    .filter((peer) => peer.address === effect.address)
    .map((peer) => `${effect.address} (${effect.group})${peer.bfd?.enabled ? ' BFD' : ''}`);
}

type Judged = { flows: FlowLine[]; findings: PlanFindings };

/** Judges the present, each state on the way there, and each on the way back by the inverses. */
function judgeStates(states: readonly EstateView[], steps: readonly PlanStep[], { judge, check }: Assess): Judged {
  const back: EstateView[] = [];
  for (const step of [...steps].reverse()) {
    const from = back.at(-1) ?? states.at(-1);
    if (from) back.push(applyEffect(from, step.inverse));
  }
  const there = states.map((view) => ({ view, verdicts: judge(view) }));
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
  return { flows, findings: comparedFindings(there.map(({ view, verdicts }) => check(view, verdicts))) };
}
