import type { Problem } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import { type GuardSpec, hasAccepted } from './change';
import { routerOf } from './effect';
import { findVbr, isEstablished, peersOf } from './estate-lookup';
import type { PlanStep, SessionLine } from './plan';
import { findSessionPeer, sameSession, seeSession, sessionName, sessionOf, type SessionRef } from './session';

/**
 * Every session on the routers that a plan writes to and what the plan expects of it: a new peer's comes up, an established one
 * stays up, a removed peer's ends. Elsewhere nothing is written, and a session is with a neighbour on its own link. That a
 * reading is old does not excuse a session that was last seen up: take-off reads again.
 * @param last the state after the last step
 */
export function sessionLines(
  now: EstateView,
  last: EstateView,
  steps: readonly PlanStep[],
  spec: GuardSpec,
): readonly SessionLine[] {
  const lineOf = (session: SessionRef, expected: SessionLine['expected']): SessionLine => ({
    ...session,
    now: seeSession(now, session).word,
    expected,
    guarded: expected !== 'end' && !hasAccepted(spec, ACCEPTED_AS[expected], sessionName(session)),
  });
  const removed = steps.flatMap(({ effect }) => (effect.kind === 'delete-bgp-peer' ? [sessionRef(effect)] : []));
  const added = steps.flatMap(({ effect }) => (effect.kind === 'create-bgp-peer' ? [sessionRef(effect)] : []));
  const up = added.filter((session) => findSessionPeer(last.estate, session) !== null);
  const isOneOf = (sessions: readonly SessionRef[]) => (session: SessionRef) =>
    sessions.some((each) => sameSession(each, session));
  const gone = removed.filter((session) => !isOneOf(up)(session));
  const kept = establishedOn(now, steps).filter((session) => !isOneOf([...removed, ...added])(session));
  return [
    ...unique(up).map((session) => lineOf(session, 'come-up')),
    ...kept.map((session) => lineOf(session, 'stay-up')),
    ...unique(gone).map((session) => lineOf(session, 'end')),
  ];
}

const ACCEPTED_AS = { 'come-up': 'session-not-up', 'stay-up': 'session-loss' } as const;

function sessionRef({ vbr, address }: SessionRef): SessionRef {
  return { vbr, address };
}

function unique(sessions: readonly SessionRef[]): readonly SessionRef[] {
  return [...new Map(sessions.map((session) => [sessionName(session), session])).values()];
}

function establishedOn({ estate }: EstateView, steps: readonly PlanStep[]): readonly SessionRef[] {
  const routers = steps.map((step) => routerOf(step.effect)).filter((router) => router.kind === 'vbr');
  return [...new Set(routers.map((router) => router.key))].sort().flatMap((key) => {
    const vbr = findVbr(estate, key);
    return vbr ? peersOf(vbr).flatMap((peer) => (isEstablished(peer) ? [sessionOf(vbr, peer)] : [])) : [];
  });
}

/** What both ends say against a session ever coming up (F06, F07, V7), by the codes of an operation's warnings. */
const KEEPS_DOWN: Readonly<Record<string, 'unconfigured' | 'asn' | 'key'>> = {
  'gateway-lacks-neighbor': 'unconfigured',
  'gateway-asn-differs': 'asn',
  'gateway-remote-as-differs': 'asn',
  'bgp-key-one-sided': 'key',
};

/**
 * A session that cannot come up cannot be proven: the change would only put itself back. So its author has the far end set up
 * first, or accepts by name that it stays down for now. What is accepted is a warning, for the approver to read.
 * @param problems of the operations, with paths from the change on
 */
export function checkSessions(
  lines: readonly SessionLine[],
  steps: readonly PlanStep[],
  problems: readonly Problem[],
): readonly Problem[] {
  return lines.flatMap((line): Problem[] => {
    if (line.expected === 'end') return [];
    const session = sessionName(line);
    const path = ['guard', 'accepted'];
    if (!line.guarded)
      return [{ path, code: `${ACCEPTED_AS[line.expected]}-accepted`, params: { session }, severity: 'warning' }];
    if (line.expected === 'stay-up') return [];
    const own = problems.filter((problem) => isAbout(problem, line, steps));
    const [cause] = own.flatMap((problem) => KEEPS_DOWN[problem.code] ?? []);
    return cause ? [{ path: ['guard'], code: 'session-cannot-come-up', params: { session, cause } }] : [];
  });
}

function isAbout(problem: Problem, line: SessionLine, steps: readonly PlanStep[]): boolean {
  return steps.some(
    ({ operation, effect }) =>
      problem.path[1] === operation && effect.kind === 'create-bgp-peer' && sameSession(effect, line),
  );
}
