import { derivedId } from '@/lab/world/ids';
import { allRoutes, findRouteById, findTable, isSettled } from '@/lab/world/route-tables';
import type { RouteState, TableState, WorldState } from '@/lab/world/state';
import { ApiError, badRequest, missing } from '@/lab/alibaba/errors';
import type { Parameters } from '@/lab/alibaba/parameters';
import type { Call, WriteAction } from './action';
import { checkDestination, parseDestination } from './route-destination';
import { checkedHop, checkUplink, requestedNextHops } from './route-next-hop';

export const createRouteEntry: WriteAction = {
  kind: 'write',
  regionRequired: false,
  honoursToken: true,
  honoursDryRun: true,
  table: ({ state, parameters }) => requiredTable(state, parameters),
  prepare({ state, parameters, world }) {
    const table = requiredTable(state, parameters);
    const prefix = parseDestination(parameters.required('DestinationCidrBlock'));
    checkWords(parameters);
    checkUplink(state, table);
    checkDestination(state, table, prefix);
    const nextHops = requestedNextHops(state, table, parameters);
    return {
      subject: `${table.id} ${prefix}`,
      apply(next) {
        const id = derivedId('rte', table.id, prefix, String(world.nextNumber()));
        findTable(next, table.id)?.routes.push({
          ...{ id, prefix, nextHops, type: 'Custom', status: 'Pending', modified: world.timestamp },
          name: parameters.text('RouteEntryName') ?? '',
          description: parameters.text('Description') ?? '',
        });
        world.schedule(world.latency.routeMs, { kind: 'route', within: table.id, id });
        return { RouteEntryId: id };
      },
    };
  },
};

export const deleteRouteEntry: WriteAction = {
  kind: 'write',
  regionRequired: false,
  honoursToken: false,
  honoursDryRun: true,
  table(call) {
    const { table, route } = target(call);
    // The service's own spelling, for the entry itself; its neighbours have the right one.
    if (!isSettled(route)) throw badRequest('IncorrcetRouteEntryStatus', 'The route entry is not in a valid status.');
    return table;
  },
  prepare(call) {
    const { table, route } = target(call);
    if (route.type !== 'Custom') throw badRequest('OperationDenied', 'Only custom route entries can be deleted.');
    checkNamedHops(call.parameters, route);
    return {
      subject: `${table.id} ${route.prefix}`,
      apply(state) {
        editRoute(state, table.id, route.id, { status: 'Deleting' });
        call.world.schedule(call.world.latency.routeMs, { kind: 'route', within: table.id, id: route.id });
        return {};
      },
    };
  },
};

export const modifyRouteEntry: WriteAction = {
  kind: 'write',
  regionRequired: true,
  honoursToken: false,
  honoursDryRun: true,
  table: (call) => target(call).table,
  prepare(call) {
    const { parameters, state, world } = call;
    const { table, route } = target(call);
    if (route.type !== 'Custom') throw badRequest('OperationDenied', 'Only custom route entries can be modified.');
    checkWords(parameters);
    const hop = parameters.text('NewNextHopId');
    const nextHops =
      hop === undefined ? route.nextHops : [checkedHop(state, table, parameters.required('NewNextHopType'), hop)];
    const name = parameters.text('RouteEntryName') ?? route.name;
    const description = parameters.text('Description') ?? route.description;
    return {
      subject: `${table.id} ${route.prefix}`,
      apply(next) {
        const status = hop === undefined ? route.status : 'Modifying';
        editRoute(next, table.id, route.id, { nextHops, name, description, status, modified: world.timestamp });
        if (hop !== undefined) world.schedule(world.latency.routeMs, { kind: 'route', within: table.id, id: route.id });
        return {};
      },
    };
  },
};

function requiredTable(state: WorldState, parameters: Parameters): TableState {
  const table = findTable(state, parameters.required('RouteTableId'));
  if (!table) throw new ApiError(404, 'InvalidRouteTableId.NotFound', 'Specified route table does not exist.');
  return table;
}

/** The entry that a call names by its id, or by table and destination. */
function target({ state, parameters, world }: Call): { table: TableState; route: RouteState } {
  const id = parameters.text('RouteEntryId');
  const destination = parameters.text('DestinationCidrBlock');
  if (id !== undefined && destination !== undefined)
    throw badRequest(
      'ParamExclusive.RouteEntryIdAndRouteTableIdOrDestCidrBlock',
      'RouteEntryId and DestinationCidrBlock exclude each other.',
    );
  if (id !== undefined) {
    const found = findRouteById(state, id);
    if (!found) throw badRequest('InvalidRouteEntryId.NotFound', 'The specified route entry does not exist.');
    return found;
  }
  const table = requiredTable(state, parameters);
  if (destination === undefined) throw missing('DestinationCidrBlock');
  const prefix = parseDestination(destination);
  const routes = allRoutes(state, table, world.now).filter((each) => each.prefix === prefix);
  const route = routes.find((each) => each.type === 'Custom') ?? routes[0];
  if (!route) throw badRequest('InvalidRouteEntry.NotFound', 'The specified route entry does not exist.');
  return { table, route };
}

/** A delete by destination must name the next hop, and the right one. */
function checkNamedHops(parameters: Parameters, route: RouteState): void {
  const list = parameters.records('NextHopList').map((hop) => hop.NextHopId ?? '');
  const single = parameters.text('NextHopId');
  if (list.length > 0 && single !== undefined)
    throw badRequest('ParamExclusive.NextHopIdAndList', 'NextHopId and NextHopList exclude each other.');
  const named = single === undefined ? list : [single];
  if (named.length === 0 && parameters.text('RouteEntryId') !== undefined) return;
  const known = route.nextHops.map((hop) => hop.id);
  if (named.length !== known.length || !named.every((id) => known.includes(id)))
    throw badRequest('InvalidNextHop', 'The specified next hop is not that of the route entry.');
}

function checkWords(parameters: Parameters): void {
  const tooLong = (name: string, most: number) => (parameters.text(name)?.length ?? 0) > most;
  if (tooLong('RouteEntryName', 128)) throw badRequest('IllegalParam.RouteEntryName', 'RouteEntryName is too long.');
  if (tooLong('Description', 256)) throw badRequest('IllegalParam.Description', 'Description is too long.');
}

function editRoute(state: WorldState, tableId: string, id: string, changed: Partial<RouteState>): void {
  const table = findTable(state, tableId);
  if (table) table.routes = table.routes.map((route) => (route.id === id ? { ...route, ...changed } : route));
}
