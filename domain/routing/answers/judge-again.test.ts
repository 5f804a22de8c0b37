import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEffect } from '@/domain/changes/apply-effect';
import type { Effect } from '@/domain/changes/effect';
import type { Estate } from '@/domain/estate/estate';
import type { EstateView } from '@/domain/estate/view';
import { parsePrefix } from '@/domain/net/prefix';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { changesOf, withChange } from '@/domain/testing/one-change';
import { wideEstate } from '@/domain/testing/wide-estate';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { judgeFlows } from './judge';

const router = { kind: 'vbr', key: 'vbr-bp1hz' } as const;
const PREFIXES = ['10.0.0.0/16', '10.0.0.0/17', '172.16.0.0/16', '192.168.0.0/16', '192.168.64.0/19', '0.0.0.0/0'];
const effects = fc
  .record({
    kind: fc.constantFrom('create-route-entry' as const, 'delete-route-entry' as const),
    prefix: fc.constantFrom(...PREFIXES),
    nextHop: fc.constantFrom('ri-bp1vlan', 'ri-bp1vbr'),
  })
  .map(
    ({ kind, prefix, nextHop }) =>
      ({
        kind,
        router,
        routeTable: 'vtb-bp1vbr',
        prefix,
        nextHop: { kind: 'router-interface', key: nextHop },
      }) as Effect,
  );

/** A copy that shares nothing with what was judged before. */
const apart = (view: EstateView): EstateView => structuredClone(view);

describe('judging again', () => {
  it('says of any sequence of changes, there and back, what a first judgement says', () => {
    fc.assert(
      fc.property(fc.array(effects, { minLength: 1, maxLength: 6 }), (sequence) => {
        const states = [viewOf(seedFigure())];
        for (const effect of sequence) states.push(applyEffect(states.at(-1)!, effect));
        for (const state of [...states, ...[...states].reverse()])
          expect(judgeFlows(state)).toEqual(judgeFlows(apart(state)));
      }),
      { numRuns: 25 },
    );
  }, 30_000);

  it('says so of any change anywhere, one after another and back again', () => {
    const wide = wideEstate({ sites: 3, nodesPerSite: 2, routesPerVbr: 1 });
    const estates = fc.oneof(estateArbitrary(), fc.constantFrom(seedFigure(), wide));
    fc.assert(
      fc.property(estates, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (estate, picks) => {
        const states = [viewOf(estate)];
        for (const pick of picks) {
          const before = states.at(-1)!;
          const changes = changesOf({ ...before.estate, flows: [], metadata: {} });
          const change = changes[pick % changes.length];
          if (change) states.push({ ...before, estate: { ...withChange(before.estate, change), flows: estate.flows } });
        }
        for (const state of [...states, ...states.toReversed()])
          expect(judgeFlows(state)).toEqual(judgeFlows(apart(state)));
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('judges again only the flows whose addresses a changed route concerns', () => {
    const view = viewOf(wideEstate({ sites: 3, nodesPerSite: 2, routesPerVbr: 1 }));
    const before = judgeFlows(view);
    const gone: Effect = {
      kind: 'delete-route-entry',
      router: { kind: 'vbr', key: 'vbr-1a' },
      routeTable: 'vtb-1a',
      prefix: parsePrefix('172.16.16.0/20'),
      nextHop: { kind: 'router-interface', key: 'ri-vlan-1a' },
    };
    const after = judgeFlows(applyEffect(view, gone));
    const others = after.filter((verdict, at) => verdict !== before[at]);
    expect(others.map(({ flow, kind }) => [flow, kind])).toEqual([['hosts-1', 'unreachable']]);
  });

  it('gives the very same verdicts when nothing they rest on has changed', () => {
    const view = viewOf(seedFigure());
    const elsewhere: EstateView = {
      ...view,
      estate: { ...view.estate, metadata: { name: 'renamed' } },
      revision: 'other',
    };
    const first = judgeFlows(view);
    judgeFlows(elsewhere).forEach((verdict, at) => expect(verdict).toBe(first[at]));
  });

  it('sees a session go down on the far side of a gateway', () => {
    const view = viewOf(seedFigure());
    judgeFlows(view);
    const down = (estate: Estate): Estate => ({
      ...estate,
      vbrs: estate.vbrs.map((vbr) => ({
        ...vbr,
        bgpGroups: vbr.bgpGroups!.map((group) => ({
          ...group,
          peers: group.peers!.map((peer) => ({ ...peer, observed: { sessionState: 'idle' as const } })),
        })),
      })),
    });
    const after = judgeFlows({ ...view, estate: down(view.estate) });
    expect(after.find(({ flow }) => flow === 'edge-to-cloud')?.kind).toBe('unreachable');
  });
});

describe('link addresses that repeat from circuit to circuit', () => {
  /** A second site whose link has the same addresses as the first one's, on a circuit of its own. */
  const twins = () =>
    seedWith((estate) => {
      const twin = structuredClone(estate.gateways[0]!);
      twin.key = 'other-sw';
      twin.site = 'dc-other';
      for (const each of twin.interfaces) {
        if (each.circuit) each.circuit = 'pc-other';
        delete each.lan;
      }
      estate.sites.push({ key: 'dc-other', kind: 'data-centre', hostPrefixes: [], lans: [] });
      estate.gateways.unshift(twin);
    });

  it('lead to the gateway on the VBR’s own circuit', () => {
    const verdicts = judgeFlows(viewOf(twins()));
    const expected = judgeFlows(viewOf(seedFigure()));
    expect(verdicts.map(({ flow, kind }) => [flow, kind])).toEqual(expected.map(({ flow, kind }) => [flow, kind]));
  });
});
