import type { z } from 'zod';
import { ProvisioningStatus, SessionState } from '@/domain/estate/bgp';
import { bgpNetworkKey, routeEntryKey, type ResourceOf } from '@/domain/estate/resource';
import { RouteStatus, RouteType } from '@/domain/estate/routes';
import { known } from '../alibaba/listing';
import { nextHopOf } from './next-hop';
import type * as Rows from './schema';
import { tryParseAddress } from '@/domain/net/address';
import { interfaceAddress } from '../alibaba/wire-values';

type Row<K extends keyof typeof Rows> = z.output<(typeof Rows)[K]>;

/** Rows of the API as domain values. Words the product does not know become `unknown` or `other`, never an error. */

export function toVpc(row: Row<'VpcRow'>): ResourceOf<'vpc'> {
  const v6 = row.Ipv6CidrBlocks.map((each) => each.Ipv6CidrBlock);
  const prefixes = [row.CidrBlock, ...row.SecondaryCidrBlocks, row.Ipv6CidrBlock, ...v6].filter(
    (each) => each !== undefined,
  );
  return {
    kind: 'vpc',
    key: row.VpcId,
    attributes: known({
      key: row.VpcId,
      name: row.VpcName,
      vRouter: row.VRouterId,
      status: row.Status,
      prefixes: [...new Set(prefixes)],
    }),
  };
}

export function toVSwitch(row: Row<'VSwitchRow'>): ResourceOf<'v-switch'> {
  return {
    kind: 'v-switch',
    key: row.VSwitchId,
    attributes: known({
      key: row.VSwitchId,
      name: row.VSwitchName,
      zone: row.ZoneId?.slice(0, 64),
      prefix: row.CidrBlock,
      availableAddresses: row.AvailableIpAddressCount,
      status: row.Status,
      vpc: row.VpcId,
    }),
  };
}

/** A text: why the row is not understood. */
export function toRouteTable(row: Row<'RouteTableRow'>): ResourceOf<'route-table'> | string {
  const routerKind = row.RouterType === 'vbr' ? 'vbr' : 'vpc';
  const router = routerKind === 'vbr' ? row.RouterId : (row.VpcId ?? row.RouterId);
  if (router === undefined) return 'it names no router';
  const kind = row.RouteTableType === 'system' || row.RouteTableType === 'custom' ? row.RouteTableType : undefined;
  // A VBR's table has no vSwitches to be attached to; its empty list says nothing.
  const vSwitches = routerKind === 'vpc' ? row.VSwitchIds : undefined;
  return {
    kind: 'route-table',
    key: row.RouteTableId,
    attributes: known({ key: row.RouteTableId, name: row.RouteTableName, kind, vSwitches, router, routerKind }),
  };
}

/** A text: why the row is not understood. */
export function toRouteEntry(row: Row<'RouteEntryRow'>, routeTable: string): ResourceOf<'route-entry'> | string {
  if (row.RouteTableId !== undefined && row.RouteTableId !== routeTable) return 'it belongs to another route table';
  const hops = row.NextHops.map(nextHopOf);
  const type = RouteType.catch('unknown').parse(row.Type);
  const several = hops.length > 1;
  return {
    kind: 'route-entry',
    key: routeEntryKey(
      routeTable,
      row.DestinationCidrBlock,
      type,
      hops.map((hop) => hop.key),
    ),
    attributes: known({
      prefix: row.DestinationCidrBlock,
      // A weight divides traffic among several; on a single hop the API shows a filler.
      nextHop: hops[0] && !several ? { kind: hops[0].kind, key: hops[0].key } : undefined,
      nextHops: several ? hops : undefined,
      type,
      status: entryStatusOf(row.Status),
      description: row.Description,
      routeTable,
      id: row.RouteEntryId?.slice(0, 128),
    }),
  };
}

export function toVbr(row: Row<'VbrRow'>): ResourceOf<'vbr'> {
  const circuits = [
    row.PhysicalConnectionId,
    ...row.AssociatedPhysicalConnections.map((each) => each.PhysicalConnectionId),
  ];
  const { MinTxInterval: minTxIntervalMs, MinRxInterval: minRxIntervalMs, DetectMultiplier: detectMultiplier } = row;
  const timed = minTxIntervalMs && minRxIntervalMs && detectMultiplier;
  return {
    kind: 'vbr',
    key: row.VbrId,
    attributes: known({
      key: row.VbrId,
      name: row.Name,
      physicalConnections: [...new Set(circuits.filter((each) => each !== undefined))],
      vlanInterface: row.VlanInterfaceId,
      vlanId: row.VlanId !== undefined && row.VlanId <= 2999 ? row.VlanId : undefined,
      status: row.Status,
      localGatewayAddress: interfaceAddress(row.LocalGatewayIp, row.PeeringSubnetMask),
      peerGatewayAddress: interfaceAddress(row.PeerGatewayIp, row.PeeringSubnetMask),
      ipv6Enabled: row.EnableIpv6,
      localGatewayAddress6: interfaceAddress(row.LocalIpv6GatewayIp, row.PeeringIpv6SubnetMask),
      peerGatewayAddress6: interfaceAddress(row.PeerIpv6GatewayIp, row.PeeringIpv6SubnetMask),
      bfd: timed ? { minTxIntervalMs, minRxIntervalMs, detectMultiplier } : undefined,
      mtu: row.Mtu,
    }),
  };
}

export function toPhysicalConnection(row: Row<'PhysicalConnectionRow'>): ResourceOf<'physical-connection'> {
  return {
    kind: 'physical-connection',
    key: row.PhysicalConnectionId,
    attributes: known({
      key: row.PhysicalConnectionId,
      name: row.Name,
      accessPoint: row.AccessPointId?.slice(0, 128),
      status: row.Status,
      businessStatus: row.BusinessStatus,
      bandwidthMbps: row.Bandwidth,
    }),
  };
}

/** The VPC stands for its vRouter wherever the API says which VPC that is. */
export function toRouterInterface(row: Row<'RouterInterfaceRow'>): ResourceOf<'router-interface'> {
  return {
    kind: 'router-interface',
    key: row.RouterInterfaceId,
    attributes: known({
      key: row.RouterInterfaceId,
      name: row.Name,
      router: row.VpcInstanceId ?? row.RouterId,
      opposite: row.OppositeInterfaceId,
      oppositeRouter: row.OppositeVpcInstanceId ?? row.OppositeRouterId,
      status: row.Status,
      healthCheck: healthCheckOf(row),
    }),
  };
}

/** Only one with both ends is a check; the service lists a target where no source is set. */
function healthCheckOf({ HealthCheckSourceIp, HealthCheckTargetIp }: Row<'RouterInterfaceRow'>) {
  const [source, target] = [tryParseAddress(HealthCheckSourceIp ?? ''), tryParseAddress(HealthCheckTargetIp ?? '')];
  return source.ok && target.ok ? { source: source.value, target: target.value } : undefined;
}

export function toBgpGroup(row: Row<'BgpGroupRow'>): ResourceOf<'bgp-group'> {
  return {
    kind: 'bgp-group',
    key: row.BgpGroupId,
    attributes: known({
      key: row.BgpGroupId,
      name: row.Name,
      description: row.Description,
      localAsn: row.LocalAsn,
      peerAsn: row.PeerAsn,
      ipVersion: row.IpVersion === 'ipv4' || row.IpVersion === 'ipv6' ? row.IpVersion : undefined,
      isFakeAsn: row.IsFake,
      authKeyFingerprint: row.AuthKeyFingerprint?.slice(0, 128),
      routeLimit: row.RouteLimit,
      holdTimeSeconds: row.Hold,
      keepaliveSeconds: row.Keepalive,
      status: provisioningOf(row.Status),
      vbr: row.RouterId,
    }),
  };
}

export function toBgpPeer(row: Row<'BgpPeerRow'>): ResourceOf<'bgp-peer'> {
  const hops =
    row.BfdMultiHop !== undefined && row.BfdMultiHop >= 1 && row.BfdMultiHop <= 255 ? row.BfdMultiHop : undefined;
  return {
    kind: 'bgp-peer',
    key: row.BgpPeerId,
    attributes: known({
      key: row.BgpPeerId,
      address: row.PeerIpAddress,
      status: provisioningOf(row.Status),
      bfd: row.EnableBfd === undefined ? undefined : known({ enabled: row.EnableBfd, hops }),
      observed: known({
        sessionState: SessionState.catch('unknown').parse(row.BgpStatus?.replaceAll(/[_\s-]/g, '')),
        receivedRoutes: row.ReceivedRouteCount,
        advertisedRoutes: row.AdvertisedRouteCount,
      }),
      group: row.BgpGroupId,
      vbr: row.RouterId,
    }),
  };
}

export function toBgpNetwork(row: Row<'BgpNetworkRow'>): ResourceOf<'bgp-network'> {
  return {
    kind: 'bgp-network',
    key: bgpNetworkKey(row.RouterId, row.DstCidrBlock),
    attributes: known({
      prefix: row.DstCidrBlock,
      vpc: row.VpcId,
      status: provisioningOf(row.Status),
      vbr: row.RouterId,
    }),
  };
}

/** CreateRouteEntry's page speaks of Creating and Created where the list shows Pending and Available. */
const OTHER_WORDS = new Map<string | undefined, RouteStatus>([
  ['creating', 'pending'],
  ['created', 'available'],
]);

function entryStatusOf(status: string | undefined): RouteStatus {
  return OTHER_WORDS.get(status) ?? RouteStatus.catch('unknown').parse(status);
}

function provisioningOf(status: string | undefined): ProvisioningStatus {
  return ProvisioningStatus.catch('unknown').parse(status);
}
