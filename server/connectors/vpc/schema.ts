import { z } from 'zod';
import { KEY_FINGERPRINT } from './secrets';
import {
  address,
  asn,
  flag,
  id,
  inner,
  integer,
  optionalId,
  optionalInner,
  optionalPrefix,
  prefix,
  status,
  text,
} from '../alibaba/wire-values';

/**
 * Rows of the Describe calls, only the fields that are used, by their wire names (VPC and Express Connect API reference
 * 2016-04-28). A row without its id or its prefix is refused; anything else that is odd becomes unknown.
 */

export const VpcRow = z.object({
  VpcId: id,
  VpcName: text,
  Status: status,
  VRouterId: optionalId,
  CidrBlock: optionalPrefix,
  Ipv6CidrBlock: optionalPrefix,
  SecondaryCidrBlocks: inner('SecondaryCidrBlock', prefix),
  Ipv6CidrBlocks: inner('Ipv6CidrBlock', z.object({ Ipv6CidrBlock: optionalPrefix })),
});

export const VSwitchRow = z.object({
  VSwitchId: id,
  VpcId: id,
  VSwitchName: text,
  ZoneId: text,
  CidrBlock: prefix,
  AvailableIpAddressCount: integer,
  Status: status,
});

export const RouteTableRow = z.object({
  RouteTableId: id,
  RouteTableName: text,
  RouteTableType: status,
  RouterType: status,
  RouterId: optionalId,
  VpcId: optionalId,
  VSwitchIds: optionalInner('VSwitchId', id),
});

export const RouteEntryRow = z.object({
  RouteTableId: optionalId,
  RouteEntryId: optionalId,
  DestinationCidrBlock: prefix,
  Type: status,
  Status: status,
  Description: text,
  NextHops: inner('NextHop', z.object({ NextHopType: text, NextHopId: optionalId, Weight: integer })),
});

export const VbrRow = z.object({
  VbrId: id,
  Name: text,
  Status: status,
  VlanInterfaceId: optionalId,
  VlanId: integer,
  LocalGatewayIp: address,
  PeerGatewayIp: address,
  PeeringSubnetMask: text,
  EnableIpv6: flag,
  LocalIpv6GatewayIp: address,
  PeerIpv6GatewayIp: address,
  PeeringIpv6SubnetMask: text,
  MinTxInterval: integer,
  MinRxInterval: integer,
  DetectMultiplier: integer,
  Mtu: integer,
  PhysicalConnectionId: optionalId,
  AssociatedPhysicalConnections: inner('AssociatedPhysicalConnection', z.object({ PhysicalConnectionId: optionalId })),
});

export const PhysicalConnectionRow = z.object({
  PhysicalConnectionId: id,
  Name: text,
  AccessPointId: text,
  Status: status,
  BusinessStatus: status,
  Bandwidth: integer,
});

export const RouterInterfaceRow = z.object({
  RouterInterfaceId: id,
  Name: text,
  RouterId: id,
  VpcInstanceId: optionalId,
  OppositeInterfaceId: optionalId,
  OppositeRouterId: optionalId,
  OppositeVpcInstanceId: optionalId,
  Status: status,
  HealthCheckSourceIp: text,
  HealthCheckTargetIp: text,
});

export const BgpGroupRow = z.object({
  BgpGroupId: id,
  RouterId: id,
  Name: text,
  Description: text,
  Status: status,
  IpVersion: status,
  PeerAsn: asn,
  LocalAsn: asn,
  IsFake: flag,
  Hold: integer,
  Keepalive: integer,
  RouteLimit: integer,
  [KEY_FINGERPRINT]: text,
});

export const BgpPeerRow = z.object({
  BgpPeerId: id,
  BgpGroupId: id,
  RouterId: id,
  PeerIpAddress: address,
  Status: status,
  BgpStatus: status,
  EnableBfd: flag,
  BfdMultiHop: integer,
  ReceivedRouteCount: integer,
  AdvertisedRouteCount: integer,
});

export const BgpNetworkRow = z.object({ DstCidrBlock: prefix, RouterId: id, VpcId: optionalId, Status: status });
