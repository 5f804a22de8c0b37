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
  const wrong = wrongOn(vbr, gateway);
  if (!wrong || (wrong.finding === 'V10' && to.family === 6) || ageOf(view, 'vbr')) return null;
  const over = [4, 6].flatMap((family) => sessionsToward(view, gateway, vbr, family as 4 | 6));
  if (over.some((session) => stateBetween(view, gateway, vbr, session) === 'established')) return null;
  const age = ageOf(view, 'bgp-peer', vbr.key);
  const wasUp = over.some(({ peer }) => peer.observed?.sessionState === 'established');
  return wasUp && age ? open(age) : wrong;
}

function wrongOn(vbr: Vbr, gateway: Gateway): Ending | null {
  const { physicalConnections, vlanId, localGatewayAddress: local, peerGatewayAddress: peer } = vbr;
  if (physicalConnections.length !== 1) return null;
  const ports = gateway.interfaces.filter(({ circuit }) => circuit === physicalConnections[0]);
  const isTaggedOtherwise =
    vlanId !== undefined &&
    ports.some(({ address }) => hostPart(address) === hostPart(peer)) &&
    ports.every((port) => port.vlanId !== undefined && port.vlanId !== vlanId);
  if (isTaggedOtherwise) return dead('link-vlan-differs', 'V11', 'idc');
  if (local === undefined || peer === undefined || local.includes(':') || peer.includes(':')) return null;
  const isOwn = gateway.interfaces.some(({ address }) => hostPart(address) === hostPart(peer));
  const strangers = ports.filter(
    (port) =>
      vlanId !== undefined && port.vlanId === vlanId && !port.address.includes(':') && !isNear(peer, port.address),
  );
  const meet = isNear(local, peer) && isNear(peer, local) && hostPart(local) !== hostPart(peer);
  const isFit = meet && !isEdge(local) && !isEdge(peer) && (isOwn || strangers.length === 0);
  return isFit ? null : dead('link-addresses-differ', 'V10', 'cloud');
}

function isNear(link: string, other: string): boolean {
  return holds(parseInterfaceAddress(link).prefix, pointOf(hostPart(other) as Address));
}

/** The first or the last address of a subnet that has any between. */
function isEdge(text: string): boolean {
  const { address, prefix } = parseInterfaceAddress(text);
  const length = Number(prefix.split('/')[1]);
  if (length > 30) return false;
  const { bits } = pointOf(address);
  const host = bits & ((1n << BigInt(32 - length)) - 1n);
  return host === 0n || host === (1n << BigInt(32 - length)) - 1n;
}
