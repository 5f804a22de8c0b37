import type { Vpc } from '@/domain/estate/vpc';
import { CLOUD_SERVICES } from '@/domain/net/special';
import { learntPrefixes } from './bgp';
import { siblingId } from './ids';
import type { RouteState, TableState, WorldState } from './state';
import { isStatus } from './vocabulary';

export function findTable(state: WorldState, id: string): TableState | undefined {
  return state.tables.find((table) => table.id === id);
}

export function findRouteById(state: WorldState, id: string): { table: TableState; route: RouteState } | undefined {
  for (const table of state.tables) {
    const route = table.routes.find((each) => each.id === id && id !== '');
    if (route) return { table, route };
  }
  return undefined;
}

export function isSettled(route: RouteState): boolean {
  return isStatus(route.status, 'available');
}

export function vRouterOf(vpc: Vpc): string {
  return vpc.vRouter ?? siblingId('vrt', vpc.key);
}

/** Every row that the API lists: what was asked for, what BGP brought, what follows from the vSwitches. */
export function allRoutes(state: WorldState, table: TableState, now: number): RouteState[] {
  const derived = table.routerKind === 'VBR' ? bgpRoutes(state, table, now) : systemRoutes(state, table);
  return [...table.routes, ...derived];
}

function bgpRoutes(state: WorldState, table: TableState, now: number): RouteState[] {
  const vlanInterface = vlanInterfaceOf(state, table.router);
  return learntPrefixes(state, table.router, now).map((prefix) => ({
    ...derivedRoute(state, prefix, 'BGP'),
    nextHops: [{ type: 'RouterInterface', id: vlanInterface }],
  }));
}

export function vlanInterfaceOf(state: WorldState, vbrKey: string): string {
  return state.estate.vbrs.find((each) => each.key === vbrKey)?.vlanInterface ?? siblingId('ri', vbrKey);
}

function systemRoutes(state: WorldState, table: TableState): RouteState[] {
  const vpc = state.estate.vpcs.find((each) => each.key === table.router);
  const local = (vpc?.vSwitches ?? []).map((vSwitch) => ({
    ...derivedRoute(state, vSwitch.prefix, 'System'),
    nextHops: [{ type: 'local', id: '' }],
  }));
  return [...local, { ...derivedRoute(state, CLOUD_SERVICES, 'System'), nextHops: [{ type: 'service', id: '' }] }];
}

/** Rows that nobody created carry no id: their place and direction name them. */
function derivedRoute(state: WorldState, prefix: RouteState['prefix'], type: string): Omit<RouteState, 'nextHops'> {
  return { id: '', prefix, type, status: 'Available', name: '', description: '', modified: state.born };
}
