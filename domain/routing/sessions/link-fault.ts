import type { ErrorParams } from '@/domain/errors';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { oncePer, oncePerPair } from '@/domain/memo';
import { addressFamily } from '@/domain/net/address';
import { tryParseInterfaceAddress, type InterfaceAddress } from '@/domain/net/interface-address';
import { containsAddress, lastAddress, networkAddress, prefixLength } from '@/domain/net/prefix';
import { gatewayOfSession, healthBetween, hostOf, ownsAddress, sessionHealth, sessionsOf } from './bgp-session';
import { evidenceOf, type EstateIndex } from '../estate-index';
import type { Ending } from '../packet';
import type { Reason } from '../verdict';

/** What is known of a link that lets nothing pass over it. Addresses stop IPv4 only. */
export type LinkFault = { kind: 'vlan' | 'addresses'; params: ErrorParams };

/**
 * What of both ends' settings keeps everything from passing between a VBR and a gateway: another VLAN (V11), or addresses by which
 * the ends do not find each other (V10). Null: nothing that is known. Each further circuit of a VBR has a VLAN and addresses of its
 * own (Express Connect, AssociatePhysicalConnectionToVirtualBorderRouter), which nothing tells.
 */
export const linkFaultOf = oncePerPair((vbr: Vbr, gateway: Gateway): LinkFault | null => {
  const [circuit, another] = vbr.physicalConnections;
  if (circuit === undefined || another !== undefined) return null;
  const ports = gateway.interfaces.filter((each) => each.circuit === circuit);
  return vlanFault(vbr, gateway, ports) ?? addressFault(vbr, gateway, ports);
});

function vlanFault(vbr: Vbr, { key }: Gateway, ports: Gateway['interfaces']): LinkFault | null {
  const { vlanId: vlan } = vbr;
  const peer = hostOf(vbr.peerGatewayAddress);
  const end = ports.find(({ address }) => peer !== null && hostOf(address) === peer);
  const differ = ports.every(({ vlanId }) => vlanId !== undefined && vlanId !== vlan);
  if (vlan === undefined || end?.vlanId === undefined || !differ) return null;
  return { kind: 'vlan', params: { vbr: vbr.key, gateway: key, vlan, other: end.vlanId } };
}

function addressFault(vbr: Vbr, gateway: Gateway, ports: Gateway['interfaces']): LinkFault | null {
  const { key, vlanId, localGatewayAddress: local, peerGatewayAddress: peer } = vbr;
  if (local === undefined || peer === undefined) return null;
  const fault = (far: string): LinkFault => ({
    kind: 'addresses',
    params: { vbr: key, gateway: gateway.key, local, peer: far },
  });
  if (!meetOnLink(vbr)) return fault(peer);
  if (vlanId === undefined || ownsAddress(gateway, hostOf(peer) ?? '')) return null;
  // Another address of the same subnet may share that of the far end (VRRP); one of another subnet cannot.
  const port = ports.find((each) => each.vlanId === vlanId && isOff(peer, each.address));
  return port ? fault(port.address) : null;
}

/** Whether the two addresses that a VBR names find each other on one link; true where they cannot be read as IPv4. */
export const meetOnLink = oncePer(({ localGatewayAddress, peerGatewayAddress }: Vbr): boolean => {
  const [local, peer] = [ipv4End(localGatewayAddress), ipv4End(peerGatewayAddress)];
  if (!local || !peer) return true;
  const sees = (a: InterfaceAddress, b: InterfaceAddress) => containsAddress(a.prefix, b.address);
  return local.address !== peer.address && sees(local, peer) && sees(peer, local) && isHost(local) && isHost(peer);
});

function isOff(link: string, address: string): boolean {
  const [end, other] = [ipv4End(link), ipv4End(address)];
  return end !== null && other !== null && !containsAddress(end.prefix, other.address);
}

function ipv4End(text: string | undefined): InterfaceAddress | null {
  const parsed = text === undefined ? null : tryParseInterfaceAddress(text);
  return parsed?.ok && addressFamily(parsed.value.address) === 4 ? parsed.value : null;
}

// RFC 3021: the two addresses of a /31 are both hosts.
function isHost({ address, prefix }: InterfaceAddress): boolean {
  return prefixLength(prefix) > 30 || (address !== networkAddress(prefix) && address !== lastAddress(prefix));
}

/**
 * Whether a session over a link shows that it works, whatever is known of its settings. An old reading shows nothing, and leaves
 * it open.
 */
export function linkProof(index: EstateIndex, vbr: Vbr, gateway: Gateway | undefined): 'works' | Reason | null {
  const over = sessionsOf(vbr).filter((session) => {
    const far = gatewayOfSession(index, session);
    return !far || !gateway || far === gateway;
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
