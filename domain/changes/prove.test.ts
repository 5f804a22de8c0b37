import { describe, expect, it } from 'vitest';
import { PlanGuard } from './plan';
import { prove } from './prove';
import type { SessionKind, SessionSeen } from './session';

type Kind = 'reachable' | 'unreachable' | 'unknown';

function verdict(flow: string, kind: Kind) {
  const direction = { kind, hops: [], assumptions: [] };
  return { flow, mustHold: false, kind, forward: direction, back: direction };
}

const session = (address: string) => ({ vbr: 'vbr-1', address });
const WORD = { established: 'established', down: 'active', unknown: 'stale' } as const;
const seen = (address: string, kind: SessionKind): SessionSeen => ({
  session: session(address),
  kind,
  word: WORD[kind],
});

const guardOf = (more: Partial<PlanGuard>) =>
  PlanGuard.parse({ mustHold: [], keep: [], expectGain: [], proveWithinSeconds: 60, accepted: [], ...more });

describe('the proof of flows', () => {
  const guard = guardOf({ mustHold: ['a'], keep: ['b'], expectGain: ['c'] });
  it.each([
    ['reachable', 'reachable', 'reachable', 'proven'],
    ['reachable', 'unknown', 'reachable', 'proven'],
    ['unknown', 'reachable', 'reachable', 'not-yet'],
    ['reachable', 'reachable', 'unreachable', 'not-yet'],
    ['reachable', 'reachable', 'unknown', 'not-yet'],
    ['unreachable', 'reachable', 'reachable', 'broken'],
    ['reachable', 'unreachable', 'reachable', 'broken'],
    ['unreachable', 'unreachable', 'unreachable', 'broken'],
  ] as const)('must-hold %s, kept %s, gained %s: %s', (a, b, c, expected) => {
    const flows = [verdict('a', a), verdict('b', b), verdict('c', c)];
    expect(prove(guard, { flows, sessions: [] }).result).toBe(expected);
  });

  it('is never given for flows nobody judged', () =>
    expect(prove(guard, { flows: [], sessions: [] }).result).toBe('not-yet'));
});

describe('the proof of sessions', () => {
  const guard = guardOf({ comeUp: [session('up')], stayUp: [session('stay')] });
  it.each([
    ['established', 'established', 'proven'],
    ['down', 'established', 'not-yet'],
    ['unknown', 'established', 'not-yet'],
    ['established', 'unknown', 'not-yet'],
    ['established', 'down', 'broken'],
    ['down', 'down', 'broken'],
  ] as const)('one to come up %s, one to stay up %s: %s', (up, stay, expected) => {
    expect(prove(guard, { flows: [], sessions: [seen('up', up), seen('stay', stay)] }).result).toBe(expected);
  });

  it('is never given for sessions nobody looked at', () => {
    const { result, body } = prove(guard, { flows: [], sessions: [] });
    expect(result).toBe('not-yet');
    expect(body.sessions.map(({ word }) => word)).toEqual(['unread', 'unread']);
  });

  it('does not take one session for another of the same address on another VBR', () => {
    const other = { ...seen('up', 'established'), session: { vbr: 'vbr-2', address: 'up' } };
    expect(prove(guard, { flows: [], sessions: [other, seen('stay', 'established')] }).result).toBe('not-yet');
  });

  it('does not hide behind flows that are proven, nor they behind it', () => {
    const both = guardOf({ expectGain: ['c'], comeUp: [session('up')] });
    const reading = (kind: Kind, up: SessionKind) => ({ flows: [verdict('c', kind)], sessions: [seen('up', up)] });
    expect(prove(both, reading('reachable', 'down')).result).toBe('not-yet');
    expect(prove(both, reading('unknown', 'established')).result).toBe('not-yet');
    expect(prove(both, reading('reachable', 'established')).result).toBe('proven');
  });

  it('names what is missing in the words of the source', () => {
    expect(
      prove(guard, { flows: [], sessions: [seen('up', 'down'), seen('stay', 'established')] }).body.faults,
    ).toEqual([{ session: session('up'), expected: 'come-up', seen: 'down', word: 'active' }]);
  });
});
