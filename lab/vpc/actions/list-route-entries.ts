import { prefixFamily } from '@/domain/net/prefix';
import { indexOf } from '@/lab/world/estate-index';
import { regionOfRouter } from '@/lab/world/regions';
import { allRoutes, findTable } from '@/lab/world/route-tables';
import type { RouteState, TableState, WorldState } from '@/lab/world/state';
import { badRequest } from '@/lab/alibaba/errors';
import type { Parameters } from '@/lab/alibaba/parameters';
import { tokenPage } from '../paging';
import { read, type Body } from './action';

const TYPES = ['Custom', 'System', 'BGP', 'CEN', 'ECR'];
const ORIGINS: Record<string, string> = { Custom: 'CustomCreate', System: 'SystemCreate' };

export const describeRouteEntryList = read(({ parameters, region, state, world }) => {
  const table = findTable(state, parameters.required('RouteTableId'));
  if (!table || regionOfRouter(state.estate, table.router) !== region)
    throw badRequest('InvalidRouteTable.NotFound', 'The specified route table does not exist.');
  const found = narrowed(parameters, allRoutes(state, table, world.now));
  const { items, ...paging } = tokenPage(parameters, found);
  return { ...paging, RouteEntrys: { RouteEntry: items.map((route) => row(state, table, route, region)) } };
});

function narrowed(parameters: Parameters, routes: readonly RouteState[]): readonly RouteState[] {
  const type = parameters.text('RouteEntryType');
  const id = parameters.text('RouteEntryId');
  const name = parameters.text('RouteEntryName');
  if (type !== undefined && !TYPES.includes(type))
    throw badRequest('IllegalParam.RouteEntryType', 'The specified RouteEntryType is not valid.');
  if ((id ?? name) !== undefined && type !== undefined && type !== 'Custom')
    throw badRequest(
      'OperationFailed.FilterParamUnderWrongRouteType',
      'RouteEntryId and RouteEntryName are supported for custom routes only.',
    );
  const prefixes = [...parameters.list('DestCidrBlockList'), parameters.text('DestinationCidrBlock') ?? []].flat();
  const hop = parameters.text('NextHopId');
  const hopType = parameters.text('NextHopType');
  const family = parameters.text('IpVersion')?.toLowerCase();
  return routes.filter(
    (route) =>
      (type === undefined || route.type === type) &&
      (id === undefined || route.id === id) &&
      (name === undefined || route.name === name) &&
      (prefixes.length === 0 || prefixes.includes(route.prefix)) &&
      (hop === undefined || route.nextHops.some((each) => each.id === hop)) &&
      (hopType === undefined || route.nextHops.some((each) => each.type === hopType)) &&
      (family === undefined || family === `ipv${prefixFamily(route.prefix)}`),
  );
}

function row(state: WorldState, table: TableState, route: RouteState, region: string): Body {
  return {
    Status: route.status,
    IpVersion: prefixFamily(route.prefix) === 4 ? 'IPv4' : 'IPv6',
    Description: route.description,
    RouteEntryName: route.name,
    ServiceType: '',
    RouteTableId: table.id,
    RouteEntryId: route.id,
    DestinationCidrBlock: route.prefix,
    Type: route.type,
    Origin: ORIGINS[route.type] ?? 'RoutePropagation',
    GmtModified: route.modified,
    NextHops: { NextHop: route.nextHops.map((hop) => nextHop(state, table, hop, region)) },
  };
}

/** Weight and related instance come with router interfaces only. */
function nextHop(state: WorldState, table: TableState, hop: RouteState['nextHops'][number], region: string): Body {
  const plain = { NextHopType: hop.type, NextHopId: hop.id };
  if (hop.type !== 'RouterInterface') return plain;
  return {
    ...plain,
    NextHopRegionId: region,
    Weight: hop.weight ?? 100,
    Enabled: 1,
    NextHopRelatedInfo: { ...related(state, table, hop.id), RegionId: region },
  };
}

function related(state: WorldState, table: TableState, hop: string): Body {
  const opposite = oppositeRouter(state, hop);
  if (opposite !== undefined) {
    const isVpc = state.estate.vpcs.some((vpc) => vpc.key === opposite);
    return { InstanceId: opposite, InstanceType: isVpc ? 'VPC' : 'VBR' };
  }
  const vbr = state.estate.vbrs.find((each) => each.key === table.router);
  return { InstanceId: vbr?.physicalConnections[0] ?? '', InstanceType: 'PCONN' };
}

function oppositeRouter(state: WorldState, id: string): string | undefined {
  const { routerInterfaces } = indexOf(state.estate);
  const own = routerInterfaces.get(id);
  return own?.oppositeRouter ?? (own?.opposite === undefined ? undefined : routerInterfaces.get(own.opposite)?.router);
}
