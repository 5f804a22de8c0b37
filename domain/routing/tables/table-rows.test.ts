import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyEffect } from '@/domain/changes/apply-effect';
import type { Effect } from '@/domain/changes/effect';
import type { EstateView } from '@/domain/estate/view';
import { parsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { vbrOf, vbrRows } from '@/domain/testing/seed-parts';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { withFailure } from '../answers/fail';
import { fibOf } from './table-rows';

const PREFIXES = ['0.0.0.0/0', '10.0.0.0/8', '10.0.0.0/16', '10.0.1.0/24', '192.168.0.0/16', '::/0', '2001:db8::/48'];
const effects = fc
  .record({
    kind: fc.constantFrom('create-route-entry' as const, 'delete-route-entry' as const),
    prefix: fc.constantFrom(...PREFIXES),
    nextHop: fc.constantFrom('ri-bp1vlan', 'ri-bp1vbr'),
  })
  .map(({ kind, prefix, nextHop }): Effect => ({
    kind,
    router: { kind: 'vbr', key: 'vbr-bp1hz' },
    routeTable: 'vtb-bp1vbr',
    prefix: parsePrefix(prefix),
    nextHop: { kind: 'router-interface', key: nextHop },
  }));
const everywhere = RangeSet.of(['0.0.0.0/0', '::/0'].map(parsePrefix));
const tableOf = ({ estate }: EstateView) => vbrRows(estate);

describe('the forwarding table of a changed route table', () => {
  it('answers everywhere as one made at once, after any rows in and out', () => {
    fc.assert(
      fc.property(fc.array(effects, { minLength: 1, maxLength: 80 }), (sequence) => {
        let view = viewOf(seedFigure());
        for (const effect of sequence) view = applyEffect(view, effect);
        const table = tableOf(view);
        expect(fibOf(table).lookup(everywhere)).toEqual(fibOf(structuredClone(table)).lookup(everywhere));
      }),
      { numRuns: 30 },
    );
  });

  it('and after all that was learnt is gone at once', () => {
    const estate = seedFigure();
    const learnt = Array.from({ length: 40 }, (_, at) => ({
      prefix: parsePrefix(`10.0.${at}.0/24`),
      nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' } as const,
      type: 'bgp' as const,
      status: 'available' as const,
    }));
    vbrRows(estate).entries!.push(...learnt);
    const view = viewOf(estate);
    fibOf(tableOf(view));
    const table = tableOf(withFailure(view, { kind: 'vbr', key: vbrOf(estate).key }));
    expect(table.entries!.length).toBeLessThan(vbrRows(estate).entries!.length);
    expect(fibOf(table).lookup(everywhere)).toEqual(fibOf(structuredClone(table)).lookup(everywhere));
  });
});
