import { indexOf } from '@/lab/world/estate-index';
import { vlanInterfaceOf } from '@/lab/world/route-tables';
import type { RouteState, TableState, WorldState } from '@/lab/world/state';
import { isStatus } from '@/lab/world/vocabulary';
import { ApiError, badRequest } from '@/lab/alibaba/errors';
import type { Parameters } from '@/lab/alibaba/parameters';

type NextHops = RouteState['nextHops'];

/** The next hops that a create asks for: one by type and id, or two to four router interfaces on a VPC table. */
export function requestedNextHops(state: WorldState, table: TableState, parameters: Parameters): NextHops {
  const list = parameters.records('NextHopList');
  const id = parameters.text('NextHopId');
  if (list.length > 0 && table.routerKind === 'VBR')
    throw badRequest('InvalidRouterType', 'NextHopList is not supported on the route table of a VBR.');
  if (list.length > 0 && id !== undefined)
    throw badRequest('InvalidNexthopTypeAndList.BothNotNull', 'NextHopId and NextHopList exclude each other.');
  if (list.length === 0 && id === undefined)
    throw badRequest('InvalidNexthopTypeAndList.BothNull', 'NextHopId or NextHopList must be given.');
  if (list.length === 0) return [checkedHop(state, table, parameters.text('NextHopType') ?? 'Instance', id ?? '')];
  if (list.length < 2 || list.length > 4)
    throw badRequest('InvalidNexthopListSize', 'NextHopList must have 2 to 4 members.');
  return list.map((hop) => ({
    ...checkedHop(state, table, hop.NextHopType ?? 'RouterInterface', hop.NextHopId ?? ''),
    weight: Number(hop.Weight ?? 100),
  }));
}

/** One next hop that exists and belongs to the table's router. */
export function checkedHop(state: WorldState, table: TableState, type: string, id: string): NextHops[number] {
  if (table.routerKind === 'VBR') checkVbrHop(state, table, type, id);
  else checkVpcHop(state, table, type, id);
  return { type, id };
}

/** A VBR routes to a router interface of its own: its VLAN interface toward the data centre, or its side of a pair. */
function checkVbrHop(state: WorldState, table: TableState, type: string, id: string): void {
  if (type !== 'RouterInterface') throw badRequest('InvalidNextHopType', 'The specified NextHopType is not valid.');
  if (id !== vlanInterfaceOf(state, table.router)) checkOwnInterface(state, table, id);
}

function checkVpcHop(state: WorldState, table: TableState, type: string, id: string): void {
  if (type === 'RouterInterface') return checkOwnInterface(state, table, id);
  if (type !== 'Attachment') throw badRequest('InvalidNextHop.NotFound', 'The specified next hop does not exist.');
  const attachments = state.estate.transitRouters.flatMap((each) => each.attachments);
  if (!attachments.some((each) => each.key === id && each.router === table.router))
    throw new ApiError(404, 'InvalidNextHopId.NotFound', 'The specified next hop does not exist.');
}

function checkOwnInterface(state: WorldState, table: TableState, id: string): void {
  const found = indexOf(state.estate).routerInterfaces.get(id);
  if (found?.router !== table.router)
    throw badRequest('InvalidNextHop.NotFound', 'The specified next hop does not exist.');
  if (!isStatus(found.status ?? 'active', 'active'))
    throw badRequest('IncorrectStatus.RouterInterface', 'The router interface is not in a state that allows this.');
}

/** A VBR changes only while it is active and its circuit enabled and not locked. */
export function checkUplink(state: WorldState, table: TableState): void {
  const vbr = state.estate.vbrs.find((each) => each.key === table.router);
  if (!vbr) return;
  if (!isStatus(vbr.status ?? 'active', 'active'))
    throw badRequest('InvalidVBRStatus', 'The VBR is not in a valid status.');
  const circuits = state.estate.physicalConnections.filter((each) => vbr.physicalConnections.includes(each.key));
  const carries = circuits.some(
    (each) => isStatus(each.status ?? 'enabled', 'enabled') && isStatus(each.businessStatus ?? 'normal', 'normal'),
  );
  if (!carries)
    throw badRequest(
      'InvalidPhysicalConnectionBusinessStatus',
      'The physical connection is not in a valid business status.',
    );
}
