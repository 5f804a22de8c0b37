import { describe, expect, it } from 'vitest';
import { findFindings } from '@/domain/checks';
import { NOON, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { reach } from './reach';
import { answerOf } from './reach-answer';

const BROKEN = viewOf(
  seedWith((estate) => {
    for (const vbr of estate.vbrs)
      if (vbr.routeTable)
        vbr.routeTable = {
          ...vbr.routeTable,
          entries: vbr.routeTable.entries?.filter((each) => !each.prefix.startsWith('192.168.')),
        };
  }),
);
const findings = findFindings(BROKEN, NOON);

describe('an answer about two ends', () => {
  const answer = answerOf(BROKEN, reach(BROKEN, { pool: 'np-cloud' }, { pool: 'np-edge' }), findings);

  it('is as good as its worse direction', () => {
    expect([answer.forward.kind, answer.back.kind, answer.kind]).toEqual(['reachable', 'unreachable', 'unreachable']);
  });

  it('names the finding that says the same, with what repairs it', () => {
    const [worst] = answer.back.parts;
    expect(worst?.verdict.finding).toBe(worst?.finding?.code);
    expect(worst?.finding).toMatchObject({ kind: 'vbr-route-missing', subject: { kind: 'vbr', key: 'vbr-bp1hz' } });
    expect(worst?.finding?.fix?.operation).toBe('add-route-entry');
  });

  it('names the finding about the same prefix, though a rule has another code for hosts', () => {
    const view = viewOf(
      seedWith((estate) => {
        const table = estate.vbrs[0]!.routeTable!;
        table.entries = table.entries!.filter((each) => each.prefix !== '172.16.0.0/16');
      }),
    );
    const { forward } = answerOf(view, reach(view, { pool: 'np-cloud' }, { site: 'dc-hz1' }), findFindings(view, NOON));
    expect(forward.parts[0]?.finding).toMatchObject({ kind: 'vbr-route-missing', params: { prefix: '172.16.0.0/16' } });
  });

  it('names the finding of a session that is down', () => {
    const down = seedWith((estate) => {
      for (const vbr of estate.vbrs)
        for (const group of vbr.bgpGroups ?? [])
          for (const peer of group.peers ?? []) peer.observed = { sessionState: 'idle' };
    });
    const view = viewOf(down);
    const { forward, back } = answerOf(
      view,
      reach(view, { pool: 'np-cloud' }, { pool: 'np-edge' }),
      findFindings(view, NOON),
    );
    const named = [...forward.parts, ...back.parts].flatMap(({ verdict, finding }) =>
      verdict.reason?.code === 'bgp-session-down' ? [finding?.subject.kind] : [],
    );
    expect(named.length).toBeGreaterThan(0);
    expect(new Set(named)).toEqual(new Set(['bgp-peer']));
  });

  it('has no finding for what works', () => {
    expect(answer.forward.parts.map((each) => each.finding)).toEqual(answer.forward.parts.map(() => null));
  });

  it('of ends that cannot talk is unknown', () => {
    const nothing = answerOf(BROKEN, reach(BROKEN, { pool: 'no-such-pool' }, { site: 'dc-hz1' }), findings);
    expect(nothing.kind).toBe('unknown');
    expect(nothing.forward.parts[0]).toMatchObject({ source: { count: 0 }, verdict: { kind: 'unknown' } });
  });

  it('tells some of many parts, and how many there are', () => {
    const [part] = reach(BROKEN, { pool: 'np-cloud' }, { pool: 'np-edge' }).forward;
    if (!part) throw new Error('no part');
    const long = { ...part, source: Array.from({ length: 30 }, () => part.source[0] ?? part.destination[0]!) };
    const many = answerOf(BROKEN, { forward: Array.from({ length: 90 }, () => long), back: [] }, []);
    expect(many.forward).toMatchObject({ partCount: 90 });
    expect(many.forward.parts).toHaveLength(40);
    expect(many.forward.parts[0]?.source).toMatchObject({ count: 30, shown: { length: 12 } });
  });
});
