import type { Problem } from '@/domain/errors';
import { hasAccepted, type GuardSpec } from './change';
import type { FlowLine, PlanStep } from './plan';

const WORTH = { reachable: 2, unknown: 1, unreachable: 0 } as const;

/**
 * No flow may do worse in any state of the plan, on the way there or on the way back, than it does now, unless its author
 * accepted that flow by name. Not knowing is worse than working: what cannot be shown to hold is not held.
 */
export function checkFlows(spec: GuardSpec, flows: readonly FlowLine[]): readonly Problem[] {
  return flows.flatMap((line): Problem[] => {
    const worst = worstState(line);
    if (!worst) return [];
    const params = { flow: line.flow, now: line.now, then: worst.state, step: worst.step + 1, way: worst.way };
    if (hasAccepted(spec, 'flow-break', line.flow))
      return [{ path: ['guard', 'accepted'], code: 'flow-break-accepted', params, severity: 'warning' }];
    const code = worst.state === 'unreachable' && line.now === 'reachable' ? 'flow-would-break' : 'flow-might-break';
    return [{ path: ['operations'], code, params }];
  });
}

type Worst = { state: FlowLine['now']; step: number; way: 'there' | 'back' };

/** The first of the worst states of a flow, null when it never does worse than now. */
function worstState(line: FlowLine): Worst | null {
  const states: Worst[] = [
    ...line.steps.map((state, step) => ({ state, step, way: 'there' as const })),
    ...line.undo.map((state, at) => ({ state, step: line.steps.length - 1 - at, way: 'back' as const })),
  ];
  const worse = states.filter((each) => WORTH[each.state] < WORTH[line.now]);
  return worse.sort((a, b) => WORTH[a.state] - WORTH[b.state])[0] ?? null;
}

/**
 * Taking away the last path to addresses in use needs a name on it: the flow's where a declared flow shows the harm of that
 * operation, else the prefix's, since flows that are not declared break all the same.
 */
export function checkGaps(
  spec: GuardSpec,
  flows: readonly FlowLine[],
  steps: readonly PlanStep[],
  problems: readonly Problem[],
): readonly Problem[] {
  const harmful = new Set(flows.flatMap((line) => harmingOperations(line, steps)));
  return problems.map((problem) => {
    if (problem.code !== 'last-path-removed' || harmful.has(Number(problem.path[1]))) return problem;
    const prefix = String(problem.params?.prefix ?? '');
    return hasAccepted(spec, 'gap', prefix)
      ? problem
      : { ...problem, code: 'last-path-not-accepted', severity: 'error' };
  });
}

/** Operations whose steps make a flow do worse than it did the state before. */
function harmingOperations(line: FlowLine, steps: readonly PlanStep[]): readonly number[] {
  return steps.flatMap((step, at) => {
    const before = line.steps[at - 1] ?? line.now;
    const after = line.steps[at] ?? before;
    return WORTH[after] < WORTH[before] ? [step.operation] : [];
  });
}
