import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { Address } from '@/domain/net/address';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { holds, pointOf } from './addresses';
import { ageOf, dead, open, type Ending, type Packet } from './packet';

/** What stands before the slash. */
export function hostPart(text: string | undefined): string | null {
  return text === undefined ? null : (text.split('/')[0] ?? null);
}

export function gatewaysOf({ gateways, physicalConnections }: Estate, vbr: Vbr): readonly Gateway[] {
  const far = hostPart(vbr.peerGatewayAddress);
  const linked = gateways.filter((gateway) =>
    gateway.interfaces.some(({ address, circuit, vlanId }) => {
      const mine = circuit !== undefined && vbr.physicalConnections.includes(circuit);
      if (far !== null && hostPart(address) === far && (circuit === undefined || mine)) return true;
      return mine && (vlanId === undefined || vbr.vlanId === undefined || vlanId === vbr.vlanId);
    }),
  );
  if (linked.length > 0) return linked;
  const ends = physicalConnections.filter(({ key }) => vbr.physicalConnections.includes(key)).map(({ site }) => site);
  return gateways.filter(({ site }) => ends.includes(site));
}

/** Why the two ends of a link hear nothing of each other, or perhaps not; null where nothing is known against it. */
export function apartOn({ view, to }: Packet, vbr: Vbr, gateway: Gateway): Ending | null {
  const wrong = wrongOn(vbr, gateway);
  if (!wrong || (wrong.finding === 'V10' && to.family === 6) || ageOf(view, 'vbr')) return null;
  const isUp = vbr.bgpGroups?.some(({ peers }) =>
    peers?.some(({ address = hostPart(vbr.peerGatewayAddress), observed }) => {
      const others = view.estate.gateways.filter(({ interfaces }) =>
        interfaces.some(
          (port) =>
            hostPart(port.address) === address &&
            (port.circuit === undefined || vbr.physicalConnections.includes(port.circuit)),
        ),
      );
      const named = others.filter(({ interfaces }) =>
        interfaces.some((port) => hostPart(port.address) === address && port.circuit !== undefined),
      );
      const far = named[0] ?? others[0] ?? gateway;
      return observed?.sessionState === 'established' && far === gateway;
    }),
  );
  if (!isUp) return wrong;
  const age = ageOf(view, 'bgp-peer', vbr.key);
  return age ? open(age) : null;
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
