import { listing, type Listing, type Paging } from '../alibaba/listing';
import * as map from './map';
import * as schema from './schema';

const BY_NUMBER: Paging = {
  by: 'number',
  ...{ page: 'PageNumber', size: 'PageSize', pageSize: 50, total: ['TotalCount'], given: ['PageSize'] },
};
const BY_TOKEN: Paging = { by: 'token', token: 'NextToken', size: 'MaxResult', pageSize: 100, total: ['TotalCount'] };

export const VPCS = listing(
  { kind: 'vpc', action: 'DescribeVpcs', rows: ['Vpcs', 'Vpc'], paging: BY_NUMBER, names: ['VpcId'] },
  schema.VpcRow,
  map.toVpc,
);

export const V_SWITCHES = listing(
  {
    kind: 'v-switch',
    action: 'DescribeVSwitches',
    rows: ['VSwitches', 'VSwitch'],
    paging: BY_NUMBER,
    names: ['VSwitchId'],
  },
  schema.VSwitchRow,
  map.toVSwitch,
);

export const ROUTE_TABLES = listing(
  {
    kind: 'route-table',
    action: 'DescribeRouteTableList',
    rows: ['RouterTableList', 'RouterTableListType'],
    paging: BY_NUMBER,
    names: ['RouteTableId'],
  },
  schema.RouteTableRow,
  map.toRouteTable,
);

export function routeEntriesOf(routeTable: string): Listing {
  return listing(
    {
      kind: 'route-entry',
      action: 'DescribeRouteEntryList',
      rows: ['RouteEntrys', 'RouteEntry'],
      paging: BY_TOKEN,
      names: ['RouteEntryId', 'DestinationCidrBlock'],
    },
    schema.RouteEntryRow,
    (row) => map.toRouteEntry(row, routeTable),
  );
}

export const VBRS = listing(
  {
    kind: 'vbr',
    action: 'DescribeVirtualBorderRouters',
    rows: ['VirtualBorderRouterSet', 'VirtualBorderRouterType'],
    paging: BY_NUMBER,
    names: ['VbrId'],
  },
  schema.VbrRow,
  map.toVbr,
);

export const PHYSICAL_CONNECTIONS = listing(
  {
    kind: 'physical-connection',
    action: 'DescribePhysicalConnections',
    rows: ['PhysicalConnectionSet', 'PhysicalConnectionType'],
    paging: BY_NUMBER,
    names: ['PhysicalConnectionId'],
  },
  schema.PhysicalConnectionRow,
  map.toPhysicalConnection,
);

export const ROUTER_INTERFACES = listing(
  {
    kind: 'router-interface',
    action: 'DescribeRouterInterfaces',
    rows: ['RouterInterfaceSet', 'RouterInterfaceType'],
    paging: BY_NUMBER,
    names: ['RouterInterfaceId'],
  },
  schema.RouterInterfaceRow,
  map.toRouterInterface,
);

export const BGP_GROUPS = listing(
  {
    kind: 'bgp-group',
    action: 'DescribeBgpGroups',
    rows: ['BgpGroups', 'BgpGroup'],
    paging: BY_NUMBER,
    names: ['BgpGroupId'],
  },
  schema.BgpGroupRow,
  map.toBgpGroup,
);

export const BGP_PEERS = listing(
  {
    kind: 'bgp-peer',
    action: 'DescribeBgpPeers',
    rows: ['BgpPeers', 'BgpPeer'],
    paging: BY_NUMBER,
    names: ['BgpPeerId'],
  },
  schema.BgpPeerRow,
  map.toBgpPeer,
);

export const BGP_NETWORKS = listing(
  {
    kind: 'bgp-network',
    action: 'DescribeBgpNetworks',
    rows: ['BgpNetworks', 'BgpNetwork'],
    paging: BY_NUMBER,
    names: ['RouterId', 'DstCidrBlock'],
  },
  schema.BgpNetworkRow,
  map.toBgpNetwork,
);
