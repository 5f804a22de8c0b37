import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEffect } from '@/domain/changes/apply-effect';
import type { Effect } from '@/domain/changes/effect';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { changesOf, withChange } from '@/domain/testing/one-change';
import { NOON, seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { wideEstate } from '@/domain/testing/wide-estate';
import { parsePrefix } from '@/domain/net/prefix';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { findFindings } from '.';

const wide = wideEstate({ sites: 3, nodesPerSite: 2, routesPerVbr: 1 });

describe('finding again', () => {
  it('finds after any change anywhere, there and back, what looking for the first time finds', () => {
    const estates = fc.oneof(estateArbitrary(), fc.constantFrom(seedFigure(), wide));
    fc.assert(
      fc.property(estates, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (estate, picks) => {
        const states = [viewOf(estate)];
        for (const pick of picks) {
          const before = states.at(-1)!;
          const changes = changesOf({ ...before.estate, metadata: {} });
          const change = changes[pick % changes.length];
          if (change) states.push({ ...before, estate: withChange(before.estate, change) });
        }
        for (const state of [...states, ...states.toReversed()])
          expect(findFindings(state, NOON)).toEqual(findFindings(structuredClone(state), NOON));
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('judges and finds after any rows of many routers went and came what looking for the first time does', () => {
    const first = viewOf(wideEstate({ sites: 9, nodesPerSite: 1, routesPerVbr: 1 }));
    const { vbrs, vpcs } = first.estate;
    const rows = [
      ...vbrs.flatMap(({ key, routeTable }) => ({ router: { kind: 'vbr' as const, key }, table: routeTable! })),
      ...vpcs.flatMap(({ key, routeTables }) => ({ router: { kind: 'vpc' as const, key }, table: routeTables![0]! })),
    ].flatMap(({ router, table }) =>
      table.entries!.flatMap(({ prefix, nextHop, type }) =>
        nextHop && type === 'custom' ? [{ router, routeTable: table.key, prefix, nextHop }] : [],
      ),
    );
    const kinds = fc.constantFrom('create-route-entry' as const, 'delete-route-entry' as const);
    const effects = fc.record({ kind: kinds, row: fc.constantFrom(...rows) });
    fc.assert(
      fc.property(fc.array(effects, { minLength: 1, maxLength: 8 }), (sequence) => {
        const states = [first];
        for (const { kind, row } of sequence) states.push(applyEffect(states.at(-1)!, { kind, ...row }));
        for (const state of [...states, ...states.toReversed()]) {
          const anew = structuredClone(state);
          expect(judgeFlows(state)).toEqual(judgeFlows(anew));
          expect(findFindings(state, NOON)).toEqual(findFindings(anew, NOON));
        }
      }),
      { numRuns: 6 },
    );
  }, 30_000);

  it('finds nothing more once a route that was taken away is back', () => {
    const view = viewOf(wide);
    const effect = {
      kind: 'delete-route-entry',
      router: { kind: 'vbr', key: 'vbr-1a' },
      routeTable: 'vtb-1a',
      prefix: parsePrefix('172.16.16.0/20'),
      nextHop: { kind: 'router-interface', key: 'ri-vlan-1a' },
    } as const satisfies Effect;
    const gone = applyEffect(view, effect);
    expect(findFindings(gone, NOON).map(({ kind }) => kind)).toEqual(['vbr-route-missing']);
    expect(findFindings(applyEffect(gone, { ...effect, kind: 'create-route-entry' }), NOON)).toEqual(
      findFindings(view, NOON),
    );
  });
});
