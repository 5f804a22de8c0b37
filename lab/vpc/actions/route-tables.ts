import { regionOfRouter } from '@/lab/world/regions';
import { vRouterOf } from '@/lab/world/route-tables';
import type { TableState, WorldState } from '@/lab/world/state';
import { badRequest } from '@/lab/alibaba/errors';
import { byParameter } from '../filters';
import { page } from '../paging';
import { ACCOUNT_NUMBER, RESOURCE_GROUP } from '@/lab/alibaba/account';
import { read, type Body } from './action';

/** Tables of VBRs are listed only when asked for by `RouterType=VBR`; a `VpcId` forces the VPC side. */
export const describeRouteTableList = read(({ parameters, region, state }) => {
  const vpc = parameters.text('VpcId');
  const asked = parameters.text('RouterType') ?? 'VRouter';
  if (asked !== 'VRouter' && asked !== 'VBR')
    throw badRequest('InvalidRouterType', 'The specified RouterType is not valid.');
  const routerType = vpc === undefined ? asked : 'VRouter';
  const inRegion = state.tables.filter(
    (table) => table.routerKind === routerType && regionOfRouter(state.estate, table.router) === region,
  );
  const narrowed = [
    (all: readonly TableState[]) => byParameter(vpc, all, (table) => table.router),
    (all: readonly TableState[]) => byParameter(parameters.text('RouterId'), all, (table) => routerIdOf(state, table)),
    (all: readonly TableState[]) => byParameter(parameters.text('RouteTableId'), all, (table) => table.id),
    (all: readonly TableState[]) => byParameter(parameters.text('RouteTableName'), all, (table) => table.name),
    (all: readonly TableState[]) => byParameter(parameters.text('RouteTableType'), all, (table) => table.kind),
  ].reduce<readonly TableState[]>((all, narrow) => narrow(all), inRegion);
  const { items, ...paging } = page(parameters, narrowed);
  return { ...paging, RouterTableList: { RouterTableListType: items.map((table) => row(state, table)) } };
});

function routerIdOf(state: WorldState, table: TableState): string {
  if (table.routerKind === 'VBR') return table.router;
  const vpc = state.estate.vpcs.find((each) => each.key === table.router);
  return vpc ? vRouterOf(vpc) : table.router;
}

function row(state: WorldState, table: TableState): Body {
  const isVpc = table.routerKind === 'VRouter';
  return {
    RouteTableId: table.id,
    RouteTableName: table.name,
    Description: '',
    RouteTableType: table.kind,
    RouterType: table.routerKind,
    RouterId: routerIdOf(state, table),
    VpcId: isVpc ? table.router : '',
    Status: 'Available',
    ...(isVpc ? { AssociateType: 'VSwitch' } : {}),
    RoutePropagationEnable: isVpc,
    OwnerId: ACCOUNT_NUMBER,
    ResourceGroupId: RESOURCE_GROUP,
    CreationTime: state.born,
    GatewayIds: { GatewayIds: [] },
    VSwitchIds: { VSwitchId: table.vSwitches },
    Tags: { Tag: [] },
  };
}
