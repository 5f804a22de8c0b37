import type { ErrorParams } from '@/domain/errors';
import { groupFamily } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { oncePer, oncePerPair } from '@/domain/memo';
import { addressFamily, type Family } from '@/domain/net/address';
import { tryParseInterfaceAddress, type InterfaceAddress } from '@/domain/net/interface-address';
import { containsAddress, lastAddress, networkAddress, prefixFamily, prefixLength } from '@/domain/net/prefix';
import {
  gatewayOfSession,
  healthBetween,
  hostOf,
  ownsAddress,
  peerHosts,
  sessionHealth,
  sessionsOf,
} from './bgp-session';
import { evidenceOf, type EstateIndex } from '../estate-index';
import type { Ending } from '../packet';
import type { Reason } from '../verdict';

/** What is known of a link that lets nothing pass over it. Addresses stop their own family only. */
export type LinkFault = { kind: 'vlan' | 'addresses'; family: Family; params: ErrorParams };

/** What stops each family; null: nothing that is known. */
export type LinkFaults = Readonly<Record<Family, LinkFault | null>>;

const NONE: LinkFaults = { 4: null, 6: null };

/**
 * What of both ends' settings keeps everything from passing between a VBR and a gateway: another VLAN (V11), or addresses by which
 * the ends do not find each other (V10). Null: nothing that is known. Each further circuit of a VBR has a VLAN and addresses of its
 * own (Express Connect, AssociatePhysicalConnectionToVirtualBorderRouter), which nothing tells.
 */
export const linkFaultsOf = oncePerPair((vbr: Vbr, gateway: Gateway): LinkFaults => {
  const [circuit, another] = vbr.physicalConnections;
  if (circuit === undefined || another !== undefined) return NONE;
  const ports = gateway.interfaces.filter((each) => each.circuit === circuit);
  const faultOf = (family: Family) =>
    vlanFault(vbr, gateway, ports, family) ?? addressFault(vbr, gateway, ports, family);
  return { 4: faultOf(4), 6: faultOf(6) };
});

/** Frames carry both families. */
function vlanFault(vbr: Vbr, { key }: Gateway, ports: Gateway['interfaces'], family: Family): LinkFault | null {
  const { vlanId: vlan } = vbr;
  const peers = peerHosts(vbr);
  const end = ports.find(({ address }) => peers.includes(hostOf(address) ?? ''));
  const differ = ports.every(({ vlanId }) => vlanId !== undefined && vlanId !== vlan);
  if (vlan === undefined || end?.vlanId === undefined || !differ) return null;
  return { kind: 'vlan', family, params: { vbr: vbr.key, gateway: key, vlan, other: end.vlanId } };
}

function addressFault(vbr: Vbr, gateway: Gateway, ports: Gateway['interfaces'], family: Family): LinkFault | null {
  const { key, vlanId } = vbr;
  const { local, peer } = linkEnds(vbr, family);
  if (local === undefined || peer === undefined) return null;
  const fault = (far: string): LinkFault => {
    const params = { vbr: key, gateway: gateway.key, local, peer: far };
    return { kind: 'addresses', family, params };
  };
  if (!meetOnLink(vbr, family)) return fault(peer);
  if (vlanId === undefined || ownsAddress(gateway, hostOf(peer) ?? '')) return null;
  // Another address of the same subnet may share that of the far end (VRRP); one of another subnet cannot.
  const port = ports.find((each) => each.vlanId === vlanId && isOff(peer, each.address));
  return port ? fault(port.address) : null;
}

/** What a VBR says of both ends of its link, by family. */
export function linkEnds(vbr: Vbr, family: Family): { local: string | undefined; peer: string | undefined } {
  return family === 6
    ? { local: vbr.localGatewayAddress6, peer: vbr.peerGatewayAddress6 }
    : { local: vbr.localGatewayAddress, peer: vbr.peerGatewayAddress };
}

/** Whether the two addresses of a family that a VBR names find each other on one link; true where they cannot be read as such. */
export function meetOnLink(vbr: Vbr, family: Family): boolean {
  return meeting(vbr)[family];
}

const meeting = oncePer((vbr: Vbr): Readonly<Record<Family, boolean>> => ({ 4: areNear(vbr, 4), 6: areNear(vbr, 6) }));

function areNear(vbr: Vbr, family: Family): boolean {
  const ends = linkEnds(vbr, family);
  const [local, peer] = [endOf(ends.local, family), endOf(ends.peer, family)];
  if (!local || !peer) return true;
  const sees = (a: InterfaceAddress, b: InterfaceAddress) => containsAddress(a.prefix, b.address);
  return local.address !== peer.address && sees(local, peer) && sees(peer, local) && isHost(local) && isHost(peer);
}

/** Of another family than the link's end it says nothing. */
function isOff(link: string, address: string): boolean {
  const family = link.includes(':') ? 6 : 4;
  const [end, other] = [endOf(link, family), endOf(address, family)];
  return end !== null && other !== null && !containsAddress(end.prefix, other.address);
}

function endOf(text: string | undefined, family: Family): InterfaceAddress | null {
  const parsed = text === undefined ? null : tryParseInterfaceAddress(text);
  return parsed?.ok && addressFamily(parsed.value.address) === family ? parsed.value : null;
}

// RFC 3021: the two addresses of a /31 are both hosts. IPv6 has no broadcast, and routers may have the first address (RFC 4291 section 2.6.1).
function isHost({ address, prefix }: InterfaceAddress): boolean {
  if (prefixFamily(prefix) === 6 || prefixLength(prefix) > 30) return true;
  return address !== networkAddress(prefix) && address !== lastAddress(prefix);
}

/**
 * Whether a session over a link shows that it works, whatever is known of its settings: of the addresses of a family only one
 * between them does. An old reading shows nothing, and leaves it open.
 */
export function linkProof(
  index: EstateIndex,
  vbr: Vbr,
  gateway: Gateway | undefined,
  fault: Pick<LinkFault, 'kind' | 'family'>,
): 'works' | Reason | null {
  const over = sessionsOf(vbr).filter((session) => {
    const far = gatewayOfSession(index, session);
    const shows = fault.kind === 'vlan' || groupFamily(session.group) === fault.family;
    return shows && (!far || !gateway || far === gateway);
  });
  if (over.some((session) => healthBetween(index, session, gateway) === 'established')) return 'works';
  const evidence = evidenceOf(index, 'bgp-peer', vbr.key);
  const wasUp = over.some((session) => sessionHealth(session) === 'established');
  return wasUp && evidence.kind === 'stale' ? evidence.reason : null;
}

/** The end of whatever would cross a link with a fault. */
export function endOnLink({ kind, params }: LinkFault): Ending {
  return kind === 'vlan'
    ? { kind: 'unreachable', reason: { code: 'link-vlan-differs', params }, finding: 'V11', owner: 'idc' }
    : { kind: 'unreachable', reason: { code: 'link-addresses-differ', params }, finding: 'V10', owner: 'cloud' };
}
