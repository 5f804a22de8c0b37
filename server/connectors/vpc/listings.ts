import type { z } from 'zod';
import { ObservedResource, type ResourceKind } from '@/domain/estate/resource';
import * as map from './map';
import * as schema from './schema';

/** One kind of list the API gives: which call, where its rows are, how they are understood. */
export type Listing = {
  kind: ResourceKind;
  action: string;
  /** the two members that wrap the rows: `Vpcs.Vpc[]` */
  rows: readonly [outer: string, inner: string];
  paging: 'number' | 'token';
  /** the members that name a row when it cannot be understood */
  names: readonly string[];
  understand: (row: unknown) => Understood;
};

export type Understood = { resource: ObservedResource } | { problem: string };

type ListingOf = Omit<Listing, 'understand'>;

function listing<S extends z.ZodType>(
  about: ListingOf,
  row: S,
  toResource: (row: z.output<S>) => ObservedResource | string,
): Listing {
  return { ...about, understand: (raw) => understood(row, raw, toResource) };
}

/** The last gate: what does not have the shape of an observed resource does not become one. */
function understood<S extends z.ZodType>(
  row: S,
  raw: unknown,
  toResource: (row: z.output<S>) => ObservedResource | string,
): Understood {
  const parsed = row.safeParse(raw);
  if (!parsed.success) return { problem: problemOf(parsed.error) };
  const resource = toResource(parsed.data);
  if (typeof resource === 'string') return { problem: resource };
  const checked = ObservedResource.safeParse(resource);
  return checked.success ? { resource: checked.data } : { problem: problemOf(checked.error) };
}

/** Where and what, never the value: it is hostile text. */
function problemOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const where = issue?.path.map(String).join('.') ?? '';
  return where === '' ? 'it is not an object' : `${where} is missing or odd`;
}

export const VPCS = listing(
  { kind: 'vpc', action: 'DescribeVpcs', rows: ['Vpcs', 'Vpc'], paging: 'number', names: ['VpcId'] },
  schema.VpcRow,
  map.toVpc,
);

export const V_SWITCHES = listing(
  {
    kind: 'v-switch',
    action: 'DescribeVSwitches',
    rows: ['VSwitches', 'VSwitch'],
    paging: 'number',
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
    paging: 'number',
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
      paging: 'token',
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
    paging: 'number',
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
    paging: 'number',
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
    paging: 'number',
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
    paging: 'number',
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
    paging: 'number',
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
    paging: 'number',
    names: ['RouterId', 'DstCidrBlock'],
  },
  schema.BgpNetworkRow,
  map.toBgpNetwork,
);
