import type { FlowVerdict } from '@/domain/routing/verdict';
import type { PlanGuard } from './plan';

export type ProofResult = 'proven' | 'not-yet' | 'broken';

/** Why the guard is not met: a flow and what was seen of it. */
export type ProofFault = {
  flow: string;
  expected: 'must-hold' | 'keep' | 'gain';
  seen: FlowVerdict['kind'];
  code?: string;
};

export type ProofBody = {
  flows: readonly { flow: string; kind: FlowVerdict['kind'] }[];
  faults: readonly ProofFault[];
  /** the source did not answer; nothing was judged */
  unread?: { code: string; detail: string };
};

/** Flows a proof has to look at. */
export function guardFlows(guard: PlanGuard): string[] {
  return [...new Set([...guard.mustHold, ...guard.keep, ...guard.expectGain])];
}

/**
 * Judges the guard on a fresh reading. A working flow seen broken counts as broken; what is unknown, or not gained yet, may
 * still come before the deadline.
 */
export function prove(guard: PlanGuard, verdicts: readonly FlowVerdict[]): { result: ProofResult; body: ProofBody } {
  const seen = new Map(verdicts.map((verdict) => [verdict.flow, verdict]));
  const fault = (flow: string, expected: ProofFault['expected']): ProofFault[] => {
    const verdict = seen.get(flow);
    const kind = verdict?.kind ?? 'unknown';
    if (kind === 'reachable' || (expected === 'keep' && kind === 'unknown')) return [];
    const code = verdict?.forward.reason?.code ?? verdict?.back.reason?.code;
    return [{ flow, expected, seen: kind, ...(code ? { code } : {}) }];
  };
  const faults = [
    ...guard.mustHold.flatMap((flow) => fault(flow, 'must-hold')),
    ...guard.keep.flatMap((flow) => fault(flow, 'keep')),
    ...guard.expectGain.flatMap((flow) => fault(flow, 'gain')),
  ];
  const broken = faults.some((each) => each.expected !== 'gain' && each.seen === 'unreachable');
  const result = faults.length === 0 ? 'proven' : broken ? 'broken' : 'not-yet';
  const flows = guardFlows(guard).map((flow) => ({ flow, kind: seen.get(flow)?.kind ?? ('unknown' as const) }));
  return { result, body: { flows, faults } };
}
