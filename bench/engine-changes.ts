/** What one changed route costs the engine, and what it would cost without anything remembered. */
import { applyEffect } from '@/domain/changes/apply-effect';
import type { Effect } from '@/domain/changes/effect';
import { findFindings } from '@/domain/checks';
import type { RouteTable } from '@/domain/estate/routes';
import type { EstateView } from '@/domain/estate/view';
import { parsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { fibOf } from '@/domain/routing/tables/table-rows';
import { heapInUse, NOW, took } from './measure';

type RouteEffect = Extract<Effect, { kind: 'create-route-entry' | 'delete-route-entry' }>;

/** A row that comes or goes at one site after the other, on its VBR or on its VPC. */
function routeOf({ estate }: EstateView, nth: number): RouteEffect {
  const vbr = estate.vbrs[nth % estate.vbrs.length]!;
  const kind = nth % 4 < 2 ? 'delete-route-entry' : 'create-route-entry';
  const vpc = estate.vpcs[nth % estate.vpcs.length]!;
  if (nth % 3 === 0) {
    const [name] = vpc.routeTables![0]!.entries!.flatMap(({ nextHop }) => nextHop ?? []);
    const prefix = parsePrefix(`10.${nth % 200}.0.0/20`);
    return {
      kind,
      router: { kind: 'vpc', key: vpc.key },
      routeTable: vpc.routeTables![0]!.key,
      prefix,
      nextHop: name!,
    };
  }
  const { prefix, nextHop } = vbr.routeTable!.entries![1]!;
  return { kind, router: { kind: 'vbr', key: vbr.key }, routeTable: vbr.routeTable!.key, prefix, nextHop: nextHop! };
}

function tableIn({ estate }: EstateView, { router }: RouteEffect): RouteTable {
  if (router.kind === 'vbr') return estate.vbrs.find(({ key }) => key === router.key)!.routeTable!;
  return estate.vpcs.find(({ key }) => key === router.key)!.routeTables![0]!;
}

/** Milliseconds from a changed row to what its table then decides for the row's addresses: by the patched table, and by one made anew. */
export function forwardingDeltas(view: EstateView, changes: number): { own: number[]; naive: number[] } {
  const effects = Array.from({ length: changes }, (_, nth) => routeOf(view, nth));
  const decide = (table: RouteTable, { prefix }: RouteEffect) => fibOf(table).lookup(RangeSet.of([prefix]));
  const own = effects.map((effect) => took(() => decide(tableIn(applyEffect(view, effect), effect), effect)));
  const naive = effects.map((effect) => {
    const alone = structuredClone(tableIn(applyEffect(view, effect), effect));
    return took(() => decide(alone, effect));
  });
  return { own, naive };
}

/** Milliseconds to all verdicts and findings, one change after another, and back to the beginning after every eight. */
export function changesOneByOne(view: EstateView, changes: number): number[] {
  let state = view;
  return Array.from({ length: changes }, (_, nth) => {
    if (nth % 8 === 0) state = view;
    const effect = routeOf(view, nth);
    return took(() => {
      state = applyEffect(state, effect);
      findFindings(state, NOW, judgeFlows(state));
    });
  });
}

/** Bytes that one more state takes as long as it is kept, with its verdicts and findings: sharing, and made anew. */
export function memoryOfStates(view: EstateView): { own: number; naive: number } {
  const judged = (state: EstateView) => ({ state, found: findFindings(state, NOW, judgeFlows(state)) });
  const afterEach = <T>(count: number, make: (nth: number) => T): number => {
    const before = heapInUse();
    const kept = Array.from({ length: count }, (_, nth) => make(nth));
    const bytes = heapInUse() - before;
    return kept.length === count ? bytes / count : 0;
  };
  let state = view;
  const own = afterEach(16, (nth) => judged((state = applyEffect(state, routeOf(view, nth)))));
  const naive = afterEach(2, (nth) => judged(structuredClone(applyEffect(view, routeOf(view, nth)))));
  return { own, naive };
}
