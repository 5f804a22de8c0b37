import type { Problem } from '@/domain/errors';
import { hasAccepted, type GuardSpec } from './change';
import { type FlowLine, gainedBy, type PlanGuard, type SessionLine } from './plan';

/**
 * What the change will be judged by. Declared must-hold flows that work now are in it by themselves; so are predicted gains
 * when the author names none, and the sessions of what is written to. Only what was accepted by name is left out.
 */
export function guardOf(
  spec: GuardSpec,
  flows: readonly FlowLine[],
  sessions: readonly SessionLine[],
): { guard: PlanGuard; problems: readonly Problem[] } {
  const accepted = (flow: string) => hasAccepted(spec, 'flow-break', flow);
  const working = flows.filter((line) => line.now === 'reachable' && !accepted(line.flow));
  const must = working.filter((line) => line.mustHold || spec.mustHold.includes(line.flow)).map((line) => line.flow);
  const named = spec.expectGain.filter((flow) => flows.some((line) => line.flow === flow && line.now !== 'reachable'));
  const guard: PlanGuard = {
    mustHold: must,
    keep: working.map((line) => line.flow).filter((flow) => !must.includes(flow)),
    expectGain: [...(spec.expectGain.length > 0 ? named : gainedBy(flows))],
    comeUp: guarded(sessions, 'come-up'),
    stayUp: guarded(sessions, 'stay-up'),
    proveWithinSeconds: spec.proveWithinSeconds,
    accepted: spec.accepted,
  };
  return { guard, problems: [...checkNames(spec, flows), ...checkGains(spec, flows), ...checkEmpty(spec, guard)] };
}

function guarded(sessions: readonly SessionLine[], expected: SessionLine['expected']) {
  return sessions
    .filter((line) => line.guarded && line.expected === expected)
    .map(({ vbr, address }) => ({ vbr, address }));
}

function checkNames(spec: GuardSpec, flows: readonly FlowLine[]): readonly Problem[] {
  const known = new Map(flows.map((line) => [line.flow, line]));
  const fields = ['mustHold', 'expectGain'] as const;
  const unknown = fields.flatMap((field) =>
    spec[field].flatMap((flow, at) =>
      known.has(flow) ? [] : [{ path: ['guard', field, at], code: 'flow-not-declared', params: { flow } }],
    ),
  );
  const idle = spec.mustHold.flatMap((flow, at): Problem[] => {
    const line = known.get(flow);
    if (!line || line.now === 'reachable') return [];
    const params = { flow, now: line.now };
    return [{ path: ['guard', 'mustHold', at], code: 'guard-flow-not-working', params, severity: 'warning' }];
  });
  const unsure = flows
    .filter((line) => line.mustHold && line.now === 'unknown')
    .map((line): Problem => ({
      path: ['guard'],
      code: 'guard-flow-unknown',
      params: { flow: line.flow },
      severity: 'warning',
    }));
  return [...unknown, ...idle, ...unsure];
}

/** What the engine is sure will not come cannot be proven; what nobody can predict (a new session) may be expected. */
function checkGains(spec: GuardSpec, flows: readonly FlowLine[]): readonly Problem[] {
  return spec.expectGain.flatMap((flow, at): Problem[] => {
    const line = flows.find((each) => each.flow === flow);
    const path = ['guard', 'expectGain', at];
    if (!line) return [];
    if (line.now === 'reachable') return [{ path, code: 'gain-works-already', params: { flow }, severity: 'warning' }];
    const end = line.steps.at(-1) ?? line.now;
    return end === 'unreachable' ? [{ path, code: 'gain-not-predicted', params: { flow } }] : [];
  });
}

/** A session that stays up says little of what a change was made for, so it does not fill a guard by itself. */
function checkEmpty(spec: GuardSpec, guard: PlanGuard): readonly Problem[] {
  if (guard.mustHold.length > 0 || guard.expectGain.length > 0 || guard.comeUp.length > 0) return [];
  if (spec.accepted.some((each) => each.kind === 'empty-guard')) return [];
  return [{ path: ['guard'], code: 'guard-empty' }];
}
