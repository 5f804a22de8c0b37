import { groupFamily, type BgpGroup, type BgpPeer } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway, GatewayBgpPeer, ObservedGatewayPeer } from '@/domain/estate/gateway';
import { oncePer } from '@/domain/memo';
import type { Family } from '@/domain/net/address';
import { evidenceOf, type EstateIndex } from '../estate-index';
import { healthOf, seenSession, type SessionHealth } from './session-health';

/** Alibaba Cloud's own ASN: what a group uses when none is given (Express Connect, CreateBgpGroup, LocalAsn). */
export const CLOUD_ASN = 45104;

export type Session = { vbr: Vbr; group: BgpGroup; peer: BgpPeer };

export const sessionsOf = oncePer((vbr: Vbr): readonly Session[] =>
  (vbr.bgpGroups ?? []).flatMap((group) => (group.peers ?? []).map((peer) => ({ vbr, group, peer }))),
);

/** As the VBR shows it. */
export function sessionHealth({ peer }: Session): SessionHealth {
  return healthOf(peer.observed?.sessionState);
}

/** A session as the gateway at its far end shows it; null: the gateway was read and has no such session. */
export function seenByGateway(
  index: EstateIndex,
  session: Session,
  gateway: Gateway | undefined,
): ObservedGatewayPeer | null | undefined {
  const local = localOf(session);
  return gateway && local !== null ? seenSession(index, gateway, [local]) : undefined;
}

/**
 * A session as both of its ends show it: it takes both, so what either shows to be down is down, and what one shows to be up is up
 * while the other says nothing. An end that was read too long ago says nothing. A gateway that lists no such session does not
 * outvote a VBR that shows it up: then what is known of the gateway's settings does not fit (C07).
 */
export function healthBetween(
  index: EstateIndex,
  session: Session,
  gateway: Gateway | undefined = gatewayOfSession(index, session),
): SessionHealth {
  const seen = seenByGateway(index, session, gateway);
  const isOld = evidenceOf(index, 'bgp-peer', session.vbr.key).kind === 'stale';
  const near = isOld ? 'unknown' : sessionHealth(session);
  if (seen === null) return near === 'established' ? near : 'down';
  const far = healthOf(seen?.sessionState);
  if (near === 'down' || far === 'down') return 'down';
  return near === 'established' ? near : far;
}

/** The state that says most of why a session is not up: that of the end which shows it down, the VBR's first. */
export function stateBetween(session: Session, seen: ObservedGatewayPeer | null | undefined) {
  const near = session.peer.observed?.sessionState ?? 'unknown';
  return sessionHealth(session) === 'down' ? near : (seen?.sessionState ?? near);
}

/** The host address of an interface's canonical text. */
export function hostOf(interfaceAddress: string | undefined): string | null {
  const slash = interfaceAddress?.indexOf('/') ?? -1;
  // The model holds interface addresses in canonical text, so what stands before the slash is the address.
  return slash > 0 ? (interfaceAddress as string).slice(0, slash) : null;
}

type LinkEnds = Pick<
  Vbr,
  'localGatewayAddress' | 'localGatewayAddress6' | 'peerGatewayAddress' | 'peerGatewayAddress6'
>;

/** The cloud's end of a VBR's link, by family; null where the VBR has none of that family. */
export function localHost(vbr: LinkEnds, family: Family): string | null {
  return hostOf(family === 6 ? vbr.localGatewayAddress6 : vbr.localGatewayAddress);
}

/** Of whatever family. */
export function localHosts(vbr: LinkEnds): readonly string[] {
  return [localHost(vbr, 4), localHost(vbr, 6)].filter((host) => host !== null);
}

/** The data centre's end. */
function peerHost(vbr: LinkEnds, family: Family): string | null {
  return hostOf(family === 6 ? vbr.peerGatewayAddress6 : vbr.peerGatewayAddress);
}

export function peerHosts(vbr: LinkEnds): readonly string[] {
  return [peerHost(vbr, 4), peerHost(vbr, 6)].filter((host) => host !== null);
}

/** Where the VBR's own end of a session is. */
export function localOf({ vbr, group }: Session): string | null {
  return localHost(vbr, groupFamily(group));
}

const gatewaysByAddress = oncePer((gateways: readonly Gateway[]) => {
  const owners = new Map<string, Set<Gateway>>();
  for (const gateway of gateways)
    for (const { address } of gateway.interfaces) {
      const host = hostOf(address) ?? '';
      owners.set(host, (owners.get(host) ?? new Set()).add(gateway));
    }
  return owners;
});

/** Gateways that have an address on any interface; link addresses repeat from circuit to circuit, so there may be several. */
export function gatewaysAt(index: EstateIndex, address: string): Iterable<Gateway> {
  return gatewaysByAddress(index.estate.gateways).get(address) ?? [];
}

/** The gateway at the far end of a session: the one that owns the peer's address on one of the VBR's circuits. */
export function gatewayOfSession(index: EstateIndex, { vbr, group, peer }: Session): Gateway | undefined {
  const address = peer.address ?? peerHost(vbr, groupFamily(group));
  if (address === null || address === undefined) return undefined;
  const owners = [...gatewaysAt(index, address)].filter((gateway) => ownsAddressOn(gateway, address, vbr));
  if (owners.length < 2) return owners[0];
  return owners.find((gateway) => hasCircuitAt(gateway, address)) ?? owners[0];
}

function hasCircuitAt(gateway: Gateway, address: string): boolean {
  return gateway.interfaces.some((each) => each.circuit !== undefined && hostOf(each.address) === address);
}

export function ownsAddress(gateway: Gateway, address: string): boolean {
  return gateway.interfaces.some((each) => hostOf(each.address) === address);
}

/** The same on an interface that may hang on one of the VBR's circuits: one that names another circuit does not. */
export function ownsAddressOn(gateway: Gateway, address: string, vbr: Pick<Vbr, 'physicalConnections'>): boolean {
  return gateway.interfaces.some(
    (each) =>
      hostOf(each.address) === address &&
      (each.circuit === undefined || vbr.physicalConnections.includes(each.circuit)),
  );
}

/** What the gateway is configured with for this VBR and a session of this family. */
export function gatewayPeer(gateway: Gateway, vbr: LinkEnds, family: Family): GatewayBgpPeer | undefined {
  const local = localHost(vbr, family);
  return gateway.bgpPeers?.find((each) => each.address === local);
}
