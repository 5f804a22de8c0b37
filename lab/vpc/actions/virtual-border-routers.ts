import type { PhysicalConnection, Vbr } from '@/domain/estate/express-connect';
import { addressFamily, addressFromBits } from '@/domain/net/address';
import { tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { prefixLength } from '@/domain/net/prefix';
import { hostOf } from '@/lab/world/estate-index';
import { regionOfSite } from '@/lab/world/regions';
import { vlanInterfaceOf } from '@/lab/world/route-tables';
import type { WorldState } from '@/lab/world/state';
import { wireStatus } from '@/lab/world/vocabulary';
import { byFilters } from '../filters';
import { page } from '../paging';
import { ACCOUNT, RESOURCE_GROUP } from '@/lab/alibaba/account';
import { read, type Body } from './action';

const DEFAULT_BFD = { minTxIntervalMs: 1000, minRxIntervalMs: 1000, detectMultiplier: 3 };

export const describeVirtualBorderRouters = read(({ parameters, region, state }) => {
  const inRegion = state.estate.vbrs.filter((vbr) => regionOfSite(state.estate, vbr.site) === region);
  const found = byFilters<Vbr>(parameters, inRegion, {
    VbrId: (vbr) => vbr.key,
    PhysicalConnectionId: (vbr) => vbr.physicalConnections[0] ?? '',
    Status: (vbr) => statusOf(vbr),
    Name: (vbr) => vbr.name ?? '',
    AccessPointId: (vbr) => circuitsOf(state, vbr)[0]?.accessPoint ?? '',
    eccId: () => '',
    type: () => 'pconnVBR',
  });
  const { items, ...paging } = page(parameters, found);
  return { ...paging, VirtualBorderRouterSet: { VirtualBorderRouterType: items.map((vbr) => row(state, vbr)) } };
});

/** This service writes the status of a VBR in lower case. */
function statusOf(vbr: Vbr): string {
  return wireStatus(vbr.status, 'active').toLowerCase();
}

function circuitsOf(state: WorldState, vbr: Vbr): PhysicalConnection[] {
  return vbr.physicalConnections.map(
    (key) => state.estate.physicalConnections.find((each) => each.key === key) ?? { key },
  );
}

function row(state: WorldState, vbr: Vbr): Body {
  const circuits = circuitsOf(state, vbr);
  const bfd = vbr.bfd ?? DEFAULT_BFD;
  return {
    VbrId: vbr.key,
    Name: vbr.name ?? '',
    Description: '',
    Type: 'pconnVBR',
    VlanId: vbr.vlanId ?? 0,
    RouteTableId: state.tables.find((table) => table.router === vbr.key)?.id ?? '',
    ...linkFields(state, vbr, circuits[0]),
    AccessPointId: circuits[0]?.accessPoint ?? '',
    MinTxInterval: bfd.minTxIntervalMs,
    MinRxInterval: bfd.minRxIntervalMs,
    DetectMultiplier: bfd.detectMultiplier,
    Bandwidth: circuits[0]?.bandwidthMbps ?? 0,
    Mtu: vbr.mtu ?? 1500,
    SitelinkEnable: false,
    PConnVbrChargeType: 'PostPaid',
    PConnVbrExpireTime: '',
    CreationTime: state.born,
    ActivationTime: state.born,
    TerminationTime: '',
    RecoveryTime: '',
    EccId: '',
    CloudBoxInstanceId: '',
    EcrId: '',
    EcrAttatchStatus: '',
    EcrOwnerId: '',
    ResourceGroupId: RESOURCE_GROUP,
    AssociatedCens: { AssociatedCen: [] },
    AssociatedPhysicalConnections: {
      AssociatedPhysicalConnection: circuits.map((circuit) => ({
        ...linkFields(state, vbr, circuit),
        // A number on the VBR, text here.
        VlanId: String(vbr.vlanId ?? 0),
      })),
    },
    Tags: { Tags: [] },
  };
}

function linkFields(state: WorldState, vbr: Vbr, circuit: PhysicalConnection | undefined): Body {
  return {
    Status: statusOf(vbr),
    VlanInterfaceId: vlanInterfaceOf(state, vbr.key),
    LocalGatewayIp: hostOf(vbr.localGatewayAddress) ?? '',
    PeerGatewayIp: hostOf(vbr.peerGatewayAddress) ?? '',
    PeeringSubnetMask: dottedMask(vbr.localGatewayAddress ?? vbr.peerGatewayAddress),
    EnableIpv6: vbr.ipv6Enabled ?? hasIpv6(vbr),
    LocalIpv6GatewayIp: hostOf(vbr.localGatewayAddress6) ?? '',
    PeerIpv6GatewayIp: hostOf(vbr.peerGatewayAddress6) ?? '',
    PeeringIpv6SubnetMask: subnetText(vbr.localGatewayAddress6 ?? vbr.peerGatewayAddress6),
    CircuitCode: circuit?.name ?? '',
    PhysicalConnectionId: circuit?.key ?? '',
    PhysicalConnectionStatus: circuit ? wireStatus(circuit.status, 'Enabled') : '',
    PhysicalConnectionBusinessStatus: circuit ? wireStatus(circuit.businessStatus, 'Normal') : '',
    PhysicalConnectionOwnerUid: ACCOUNT,
  };
}

function hasIpv6({ localGatewayAddress6, peerGatewayAddress6 }: Vbr): boolean {
  return localGatewayAddress6 !== undefined || peerGatewayAddress6 !== undefined;
}

/** What the service calls the mask of an IPv6 link is its subnet. */
function subnetText(text: string | undefined): string {
  const parsed = text === undefined ? undefined : tryParseInterfaceAddress(text);
  return parsed?.ok ? parsed.value.prefix : '';
}

function dottedMask(text: string | undefined): string {
  const parsed = text === undefined ? undefined : tryParseInterfaceAddress(text);
  if (!parsed?.ok || addressFamily(parsed.value.address) !== 4) return '';
  const hostBits = BigInt(32 - prefixLength(parsed.value.prefix));
  return addressFromBits(4, ((1n << 32n) - 1n) ^ ((1n << hostBits) - 1n));
}
