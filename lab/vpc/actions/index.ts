import type { Action } from './action';
import { createBgpGroup, deleteBgpGroup, describeBgpGroups, modifyBgpGroupAttribute } from './bgp-groups';
import { addBgpNetwork, deleteBgpNetwork, describeBgpNetworks } from './bgp-networks';
import { createBgpPeer, deleteBgpPeer, describeBgpPeers, modifyBgpPeerAttribute } from './bgp-peers';
import { describeRouteEntryList } from './list-route-entries';
import { describePhysicalConnections } from './physical-connections';
import { describeRegions } from './regions';
import { createRouteEntry, deleteRouteEntry, modifyRouteEntry } from './route-entries';
import { describeRouteTableList } from './route-tables';
import { describeRouterInterfaces } from './router-interfaces';
import { describeVSwitches } from './v-switches';
import { describeVirtualBorderRouters } from './virtual-border-routers';
import { describeVpcAttribute, describeVpcs } from './vpcs';

/** Every operation of the VPC API (2016-04-28) that the lab answers. */
export const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['DescribeRegions', describeRegions],
  ['DescribeVpcs', describeVpcs],
  ['DescribeVpcAttribute', describeVpcAttribute],
  ['DescribeVSwitches', describeVSwitches],
  ['DescribeRouteTableList', describeRouteTableList],
  ['DescribeRouteEntryList', describeRouteEntryList],
  ['DescribeVirtualBorderRouters', describeVirtualBorderRouters],
  ['DescribePhysicalConnections', describePhysicalConnections],
  ['DescribeRouterInterfaces', describeRouterInterfaces],
  ['DescribeBgpGroups', describeBgpGroups],
  ['DescribeBgpPeers', describeBgpPeers],
  ['DescribeBgpNetworks', describeBgpNetworks],
  ['CreateRouteEntry', createRouteEntry],
  ['DeleteRouteEntry', deleteRouteEntry],
  ['ModifyRouteEntry', modifyRouteEntry],
  ['CreateBgpGroup', createBgpGroup],
  ['ModifyBgpGroupAttribute', modifyBgpGroupAttribute],
  ['DeleteBgpGroup', deleteBgpGroup],
  ['CreateBgpPeer', createBgpPeer],
  ['ModifyBgpPeerAttribute', modifyBgpPeerAttribute],
  ['DeleteBgpPeer', deleteBgpPeer],
  ['AddBgpNetwork', addBgpNetwork],
  ['DeleteBgpNetwork', deleteBgpNetwork],
]);
