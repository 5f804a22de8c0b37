import type { RouterRef } from '@/domain/changes/effect';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { gatewayPathKey, gatewayRouteKey } from '@/domain/estate/resource';
import { nextHopsOf, type RouteEntry, type RouteStatus, type RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import type { GraphStatus } from '@/domain/topology/graph';
import { isMoving, type Lister } from './lister';
import type { ListRow } from './list';

/** Rows of one table, or of all tables of a router. */
export function routeRows(lister: Lister, holder: string): ListRow[] {
  return tablesOf(lister, holder).flatMap(({ router, table }) => {
    const stale = lister.stale('route-entry', table.key);
    return (table.entries ?? []).map((entry) => routeRow(lister, router, table, entry, stale));
  });
}

type Held = { router: RouterRef; table: RouteTable };

function tablesOf({ index }: Lister, holder: string): readonly Held[] {
  const ofVpc = ({ key, routeTables = [] }: Vpc): Held[] =>
    routeTables.map((table) => ({ router: { kind: 'vpc', key }, table }));
  const ofVbr = ({ key, routeTable }: Vbr): Held[] =>
    routeTable ? [{ router: { kind: 'vbr', key }, table: routeTable }] : [];
  const [vpc, vbr] = [index.vpcs.get(holder), index.vbrs.get(holder)];
  if (vpc) return ofVpc(vpc);
  if (vbr) return ofVbr(vbr);
  const all = [...[...index.vpcs.values()].flatMap(ofVpc), ...[...index.vbrs.values()].flatMap(ofVbr)];
  return all.filter(({ table }) => table.key === holder).slice(0, 1);
}

function routeRow(lister: Lister, router: RouterRef, table: RouteTable, entry: RouteEntry, stale: boolean): ListRow {
  const hops = nextHopsOf(entry).map((each) => each.key);
  const toward = new Set(hops.flatMap((hop) => towardOf(lister, router, hop) ?? []));
  return {
    kind: 'route',
    id: `${table.key}|${entry.prefix}|${entry.type}|${hops.join('+')}`,
    key: entry.prefix,
    status: stale ? 'unknown' : statusOf(entry.status),
    within: [table.key],
    router,
    part: { kind: 'route-entry', within: table.key },
    cells: {
      prefix: entry.prefix,
      nextHop: hops.join(', '),
      toward: [...toward].join(', ') || null,
      type: entry.type,
      provisioning: entry.status,
      description: entry.description ?? null,
      table: table.key,
    },
  };
}

/** What is at the other end of a next hop: the data centre over the circuit, or the router of the opposite interface. */
function towardOf({ index }: Lister, router: RouterRef, hop: string): string | undefined {
  if (router.kind === 'vbr' && index.vbrs.get(router.key)?.vlanInterface === hop) return 'data-centre';
  const near = index.routerInterfaces.get(hop);
  return near?.oppositeRouter ?? index.routerInterfaces.get(near?.opposite ?? '')?.router;
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
      installed: route.installed ?? null,
      peer: route.peer ?? null,
      asPath: route.asPath?.join(' ') ?? null,
      localPreference: route.localPreference ?? null,
      med: route.med ?? null,
    },
  }));
}

/** What a gateway hears from its neighbours and tells them, prefix by prefix. */
export function gatewayPathRows(lister: Lister, gateway: Gateway): ListRow[] {
  const stale = lister.stale('gateway-path', gateway.key);
  return (gateway.observed?.paths ?? []).map((path) => ({
    kind: 'gateway-path',
    id: gatewayPathKey(gateway.key, path),
    key: path.prefix,
    status: stale ? 'unknown' : 'healthy',
    within: [gateway.key],
    part: { kind: 'gateway-path', within: gateway.key },
    cells: {
      prefix: path.prefix,
      direction: path.direction,
      peer: path.peer,
      nextHop: path.nextHop ?? null,
      asPath: path.asPath?.join(' ') ?? null,
      localPreference: path.localPreference ?? null,
      med: path.med ?? null,
    },
  }));
}
