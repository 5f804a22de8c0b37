import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { Address } from '@/domain/net/address';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { holds, pointOf } from './addresses';
import { hostPart } from './link';
import { ageOf, dead, open, type Ending, type Packet } from './packet';
import { sessionsToward, stateBetween } from './session';

/** Why the two ends of a link hear nothing of each other, or perhaps not; null where nothing is known against it. */
export function apartOn({ view, to }: Packet, vbr: Vbr, gateway: Gateway): Ending | null {
  const wrong = wrongOn(vbr, gateway, to.family);
  if (!wrong || ageOf(view, 'vbr')) return null;
  const telling = wrong.finding === 'V10' ? [to.family] : ([4, 6] as const);
  const over = telling.flatMap((family) => sessionsToward(view, gateway, vbr, family));
  if (over.some((session) => stateBetween(view, gateway, vbr, session) === 'established')) return null;
  const age = ageOf(view, 'bgp-peer', vbr.key);
  const wasUp = over.some(({ peer }) => peer.observed?.sessionState === 'established');
  return wasUp && age ? open(age) : wrong;
}

function wrongOn(vbr: Vbr, gateway: Gateway, family: 4 | 6): Ending | null {
  const { physicalConnections, vlanId } = vbr;
  const ends = [vbr.peerGatewayAddress, vbr.peerGatewayAddress6].map(hostPart);
  if (physicalConnections.length !== 1) return null;
  const ports = gateway.interfaces.filter(({ circuit }) => circuit === physicalConnections[0]);
  const isTaggedOtherwise =
    vlanId !== undefined &&
    ports.some(({ address }) => ends.includes(hostPart(address))) &&
    ports.every((port) => port.vlanId !== undefined && port.vlanId !== vlanId);
  if (isTaggedOtherwise) return dead('link-vlan-differs', 'V11', 'idc');
  const local = family === 4 ? vbr.localGatewayAddress : vbr.localGatewayAddress6;
  const peer = family === 4 ? vbr.peerGatewayAddress : vbr.peerGatewayAddress6;
  if (local === undefined || peer === undefined || !isOf(local, family) || !isOf(peer, family)) return null;
  const isOwn = gateway.interfaces.some(({ address }) => hostPart(address) === hostPart(peer));
  const strangers = ports.filter(
    (port) =>
      vlanId !== undefined && port.vlanId === vlanId && isOf(port.address, family) && !isNear(peer, port.address),
  );
  const meet = isNear(local, peer) && isNear(peer, local) && hostPart(local) !== hostPart(peer);
  const isFit = meet && !isEdge(local) && !isEdge(peer) && (isOwn || strangers.length === 0);
  return isFit ? null : dead('link-addresses-differ', 'V10', 'cloud');
}

function isOf(text: string, family: 4 | 6): boolean {
  return text.includes(':') === (family === 6);
}

function isNear(link: string, other: string): boolean {
  return holds(parseInterfaceAddress(link).prefix, pointOf(hostPart(other) as Address));
}

/** The first or the last address of a subnet that has any between. */
function isEdge(text: string): boolean {
  const { address, prefix } = parseInterfaceAddress(text);
  const length = Number(prefix.split('/')[1]);
  if (text.includes(':') || length > 30) return false;
  const { bits } = pointOf(address);
  const host = bits & ((1n << BigInt(32 - length)) - 1n);
  return host === 0n || host === (1n << BigInt(32 - length)) - 1n;
}
