import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keepSame } from '@/domain/estate/keep-same';
import type { EstateView } from '@/domain/estate/view';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { changesOf, withChange } from '@/domain/testing/one-change';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { wideEstate } from '@/domain/testing/wide-estate';
import { judgeFlows } from './answers/judge';
import { asSuccessor } from './successor';

/** A copy that shares nothing with what was judged before. */
const apart = <T>(value: T): T => structuredClone(value);

/** What a reading finds of a view as another one that shares what it can. */
const readAgain = (before: EstateView, found: EstateView): EstateView => ({
  ...found,
  estate: keepSame(before.estate, apart(found.estate)),
});

describe('a view that came after another', () => {
  it('is judged as if there had been none before, whatever changed', () => {
    const wide = wideEstate({ sites: 3, nodesPerSite: 2, routesPerVbr: 1 });
    const estates = fc.oneof(estateArbitrary(), fc.constantFrom(seedFigure(), wide));
    fc.assert(
      fc.property(estates, fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 8 }), (estate, steps) => {
        const first = viewOf(estate);
        let before = first;
        judgeFlows(before);
        for (const [pick, back] of steps) {
          const changes = changesOf({ ...before.estate, flows: [], metadata: {} });
          const change = changes[pick % changes.length];
          if (!change) break;
          const changed = back ? first.estate : withChange(before.estate, change);
          const view = readAgain(before, { ...before, estate: { ...changed, flows: estate.flows } });
          expect(judgeFlows(asSuccessor(view, before))).toEqual(judgeFlows(apart(view)));
          before = view;
        }
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('keeps the verdicts of flows that asked its tables for other addresses', () => {
    const before = viewOf(wideEstate({ sites: 3, nodesPerSite: 2, routesPerVbr: 1 }));
    const verdicts = judgeFlows(before);
    const vbrs = before.estate.vbrs.map((vbr) => {
      const entries = vbr.routeTable?.entries?.filter(({ prefix }) => prefix !== '172.16.16.0/20');
      return vbr.key === 'vbr-1a' ? { ...vbr, routeTable: { ...vbr.routeTable!, entries } } : vbr;
    });
    const view = { ...before, estate: { ...before.estate, vbrs } };
    const others = judgeFlows(asSuccessor(view, before)).filter((verdict, at) => verdict !== verdicts[at]);
    expect(others.map(({ flow }) => flow)).toEqual(['hosts-1']);
  });
});
