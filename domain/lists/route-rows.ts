import type { Gateway } from '@/domain/estate/gateway';
import { gatewayRouteKey } from '@/domain/estate/resource';
import { nextHopsOf, type RouteEntry, type RouteStatus, type RouteTable } from '@/domain/estate/routes';
import type { GraphStatus } from '@/domain/topology/graph';
import { isMoving, type Lister } from './lister';
import type { ListRow } from './list';

/** Rows of one table, or of all tables of a router. */
export function routeRows(lister: Lister, holder: string): ListRow[] {
  return tablesOf(lister, holder).flatMap((table) => {
    const stale = lister.stale('route-entry', table.key);
    return (table.entries ?? []).map((entry) => routeRow(table, entry, stale));
  });
}

function tablesOf({ index }: Lister, holder: string): readonly RouteTable[] {
  const [vpc, vbr] = [index.vpcs.get(holder), index.vbrs.get(holder)];
  if (vpc) return vpc.routeTables ?? [];
  if (vbr) return vbr.routeTable ? [vbr.routeTable] : [];
  const all = [...index.vpcs.values()].flatMap((each) => each.routeTables ?? []);
  const found = all.find((each) => each.key === holder);
  if (found) return [found];
  const own = [...index.vbrs.values()].find((each) => each.routeTable?.key === holder)?.routeTable;
  return own ? [own] : [];
}

function routeRow(table: RouteTable, entry: RouteEntry, stale: boolean): ListRow {
  const hops = nextHopsOf(entry).map((each) => each.key);
  return {
    kind: 'route',
    id: `${table.key}|${entry.prefix}|${entry.type}|${hops.join('+')}`,
    key: entry.prefix,
    status: stale ? 'unknown' : statusOf(entry.status),
    within: [table.key],
    part: { kind: 'route-entry', within: table.key },
    cells: {
      prefix: entry.prefix,
      nextHop: hops.join(', '),
      type: entry.type,
      provisioning: entry.status,
      table: table.key,
    },
  };
}

function statusOf(status: RouteStatus): GraphStatus {
  if (isMoving(status)) return 'changing';
  return status === 'available' ? 'healthy' : 'unknown';
}

/** What a gateway forwards by; paths that are not the best stand by. */
export function gatewayRouteRows(lister: Lister, gateway: Gateway): ListRow[] {
  const stale = lister.stale('gateway-route', gateway.key);
  return (gateway.observed?.routes ?? []).map((route) => ({
    kind: 'gateway-route',
    id: gatewayRouteKey(gateway.key, route),
    key: route.prefix,
    status: stale ? 'unknown' : 'healthy',
    within: [gateway.key],
    part: { kind: 'gateway-route', within: gateway.key },
    cells: {
      prefix: route.prefix,
      nextHop: route.nextHop ?? null,
      type: route.source,
      role: route.discard ? 'discarded' : route.best ? 'best' : 'standby',
    },
  }));
}
