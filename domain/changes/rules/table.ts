import type { Problem } from '@/domain/errors';
import { freshnessOf, type EstateView } from '@/domain/estate/view';
import type { RouteTable } from '@/domain/estate/routes';
import type { RouterRef } from '../effect';
import { findTable } from '../estate-lookup';

/** Custom rows per table unless the source says otherwise (Express Connect limits). */
export const DEFAULT_ROUTE_QUOTA = 200;

export function quotaOf(table: RouteTable): number {
  return table.quota ?? DEFAULT_ROUTE_QUOTA;
}

export function customRows(table: RouteTable): number {
  return (table.entries ?? []).filter((entry) => entry.type === 'custom').length;
}

/** The table a route operation writes to, or why there is none to plan on. */
export function lookUpTable(
  view: EstateView,
  router: RouterRef,
  routeTable: string,
): { table: RouteTable | null; problems: readonly Problem[] } {
  const table = findTable(view.estate, router, routeTable);
  if (!table)
    return {
      table,
      problems: [{ path: ['routeTable'], code: 'route-table-unknown', params: { routeTable, router: router.key } }],
    };
  if (table.entries === undefined)
    return { table: null, problems: [{ path: ['routeTable'], code: 'route-table-unread', params: { routeTable } }] };
  return { table, problems: checkFreshness(view, 'route-entry', routeTable) };
}

/** A plan on an old reading is allowed, since take-off reads again; its author should know. */
export function checkFreshness(view: EstateView, kind: 'route-entry' | 'bgp-peer', within: string): readonly Problem[] {
  const part = freshnessOf(view, kind, within);
  if (!part?.stale) return [];
  const params = { within, source: part.source, observedAt: part.observedAt ?? '-' };
  return [{ path: [], code: 'reading-stale', params, severity: 'warning' }];
}

export function checkQuota(table: RouteTable): readonly Problem[] {
  const limit = quotaOf(table);
  const used = customRows(table);
  if (used + 1 > limit)
    return [{ path: ['routeTable'], code: 'route-quota-reached', params: { routeTable: table.key, used, limit } }];
  if (used + 1 > limit * 0.9)
    return [
      {
        path: ['routeTable'],
        code: 'route-quota-near',
        params: { routeTable: table.key, used: used + 1, limit },
        severity: 'warning',
      },
    ];
  return [];
}

/** Writes are refused while any row is on its way: `IncorrectRouteEntryStatus`, "VBR has NotStable route entry". */
export function checkSettled(table: RouteTable): readonly Problem[] {
  const moving = (table.entries ?? []).filter((entry) => entry.status !== 'available' && entry.status !== 'unknown');
  const first = moving[0];
  if (!first) return [];
  const params = { routeTable: table.key, prefix: first.prefix, status: first.status, count: moving.length };
  return [{ path: ['routeTable'], code: 'table-not-settled', params }];
}
