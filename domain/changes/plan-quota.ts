import type { EstateView } from '@/domain/estate/view';
import { findTable, findVbr, peersOf } from './estate-lookup';
import type { PlanStep, QuotaLine } from './plan';
import { PEERS_PER_VBR } from './rules/bgp-quota';
import { customRows, quotaOf } from './rules/table';

/** Use of every quota the plan moves, before and after. */
export function quotaLines(before: EstateView, after: EstateView, steps: readonly PlanStep[]): readonly QuotaLine[] {
  const lines = steps.flatMap(({ effect }) => {
    if ('router' in effect) {
      const count = (view: EstateView) => findTable(view.estate, effect.router, effect.routeTable);
      const [was, is] = [count(before), count(after)];
      if (!was || !is) return [];
      return [line('route-entries', effect.routeTable, customRows(was), customRows(is), quotaOf(was))];
    }
    const [was, is] = [findVbr(before.estate, effect.vbr), findVbr(after.estate, effect.vbr)];
    if (!was || !is) return [];
    return [line('bgp-peers', effect.vbr, peersOf(was).length, peersOf(is).length, PEERS_PER_VBR)];
  });
  return [...new Map(lines.map((each) => [`${each.kind} ${each.where}`, each])).values()];
}

function line(kind: QuotaLine['kind'], where: string, before: number, after: number, limit: number): QuotaLine {
  return { kind, where, before, after, limit };
}
