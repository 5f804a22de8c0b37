import type { FlowVerdict } from '@/domain/routing/verdict';
import type { PlanGuard } from './plan';
import { sameSession, type SessionKind, type SessionRef, type SessionSeen, type SessionWord } from './session';

export type ProofResult = 'proven' | 'not-yet' | 'broken';

/** Why the guard is not met: a flow and what was seen of it. */
export type FlowFault = {
  flow: string;
  expected: 'must-hold' | 'keep' | 'gain';
  seen: FlowVerdict['kind'];
  code?: string;
};

/** The same of a session; `word` is what the source called its state, or why it said nothing. */
export type SessionFault = {
  session: SessionRef;
  expected: 'come-up' | 'stay-up';
  seen: SessionKind;
  word: SessionWord;
};

export type ProofFault = FlowFault | SessionFault;

export type ProofBody = {
  flows: readonly { flow: string; kind: FlowVerdict['kind'] }[];
  sessions: readonly SessionSeen[];
  faults: readonly ProofFault[];
  /** the source did not answer; nothing was judged */
  unread?: { code: string; detail: string };
};

/** Flows a proof has to look at. */
export function guardFlows(guard: PlanGuard): string[] {
  return [...new Set([...guard.mustHold, ...guard.keep, ...guard.expectGain])];
}

/** Sessions a proof has to look at. */
export function guardSessions(guard: PlanGuard): SessionRef[] {
  return [...guard.comeUp, ...guard.stayUp];
}

/** A fresh reading of what the guard speaks of. */
export type GuardReading = { flows: readonly FlowVerdict[]; sessions: readonly SessionSeen[] };

/**
 * Judges the guard on a fresh reading. A working flow seen broken, or an established session seen down, counts as broken; what
 * is unknown, not gained or not up yet, may still come before the deadline.
 */
export function prove(guard: PlanGuard, reading: GuardReading): { result: ProofResult; body: ProofBody } {
  const flows = guardFlows(guard).map((flow) => {
    const kind = reading.flows.find((verdict) => verdict.flow === flow)?.kind;
    return { flow, kind: kind ?? ('unknown' as const) };
  });
  const sessions = guardSessions(guard).map((session) => seenOf(reading, session));
  const faults = [...flowFaults(guard, reading), ...sessionFaults(guard, reading)];
  const broken = faults.some(
    (fault) => BREAKS[fault.expected] && (fault.seen === 'unreachable' || fault.seen === 'down'),
  );
  const result = faults.length === 0 ? 'proven' : broken ? 'broken' : 'not-yet';
  return { result, body: { flows, sessions, faults } };
}

/** What was there before the change and must not be lost by it. */
const BREAKS = {
  'must-hold': true,
  keep: true,
  gain: false,
  'stay-up': true,
  'come-up': false,
} as const satisfies Record<ProofFault['expected'], boolean>;

function flowFaults(guard: PlanGuard, reading: GuardReading): readonly FlowFault[] {
  const seen = new Map(reading.flows.map((verdict) => [verdict.flow, verdict]));
  const fault = (flow: string, expected: FlowFault['expected']): FlowFault[] => {
    const verdict = seen.get(flow);
    const kind = verdict?.kind ?? 'unknown';
    if (kind === 'reachable' || (expected === 'keep' && kind === 'unknown')) return [];
    const code = verdict?.forward.reason?.code ?? verdict?.back.reason?.code;
    return [{ flow, expected, seen: kind, ...(code ? { code } : {}) }];
  };
  return [
    ...guard.mustHold.flatMap((flow) => fault(flow, 'must-hold')),
    ...guard.keep.flatMap((flow) => fault(flow, 'keep')),
    ...guard.expectGain.flatMap((flow) => fault(flow, 'gain')),
  ];
}

function seenOf(reading: GuardReading, session: SessionRef): SessionSeen {
  const seen = reading.sessions.find((each) => sameSession(each.session, session));
  return seen ?? { session, kind: 'unknown', word: 'unread' };
}

function sessionFaults(guard: PlanGuard, reading: GuardReading): readonly SessionFault[] {
  const fault = (session: SessionRef, expected: SessionFault['expected']): SessionFault[] => {
    const { kind: seen, word } = seenOf(reading, session);
    return seen === 'established' ? [] : [{ session, expected, seen, word }];
  };
  return [
    ...guard.comeUp.flatMap((session) => fault(session, 'come-up')),
    ...guard.stayUp.flatMap((session) => fault(session, 'stay-up')),
  ];
}
