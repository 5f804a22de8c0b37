import type { BgpGroup, BgpNetwork, BgpPeer } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { EstateView } from '@/domain/estate/view';
import type { Address } from '@/domain/net/address';
import { holds, type Point } from './addresses';
import { isLetIn } from './choice';
import { endOf, hostPart } from './link';
import { ageOf, dead, mostTelling, open, type Ending } from './packet';

/** Why a gateway does not, or not surely, have what a VBR announces; null when it has. */
export function notLearned(view: EstateView, gateway: Gateway, vbr: Vbr, network: BgpNetwork): Ending | null {
  const silent = silence(view, gateway, vbr, network.prefix.includes(':') ? 6 : 4);
  if (silent) return silent;
  const age = ageOf(view, 'bgp-network', vbr.key);
  if (age) return open(age);
  const isThis = (peer: Address) => peer === endOf(vbr, 'local', network.prefix.includes(':') ? 6 : 4);
  if (!isLetIn(gateway, isThis, network.prefix)) return dead('gateway-filter-denies', 'V4', 'idc');
  switch (network.status ?? 'unknown') {
    case 'available':
      return null;
    case 'modifying':
    case 'unknown':
      return open('bgp-network-changing', 'cloud');
    default:
      return dead('bgp-network-not-available', 'F34', 'cloud');
  }
}

/** Why a VBR does not bring an address; null when it has no sessions at all, `none` where it says all that it should. */
export function notBroughtBy(view: EstateView, gateway: Gateway, vbr: Vbr, to: Point, none: Ending): Ending | null {
  const isBare = isWholeList(vbr) && vbr.bgpGroups?.every((group) => group.peers?.length === 0);
  if (isBare && !ageOf(view, 'bgp-peer', vbr.key)) return null;
  const silent = silence(view, gateway, vbr, to.family);
  if (silent) return silent;
  const age = ageOf(view, 'bgp-network', vbr.key);
  if (age) return open(age);
  if (vbr.bgpNetworks === undefined) return open('bgp-networks-not-read');
  const said = vbr.bgpNetworks.filter(({ prefix }) => holds(prefix, to));
  if (said.length === 0) return dead('bgp-network-missing', 'F34', 'cloud');
  return mostTelling(said.map((each) => notLearned(view, gateway, vbr, each) ?? none));
}

function isWholeList(vbr: Vbr): boolean {
  return vbr.bgpGroups !== undefined && vbr.bgpGroups.every((group) => group.peers !== undefined);
}

/** The sessions of a VBR that carry a family to a gateway, or to somebody unknown. */
export function sessionsToward(view: EstateView, gateway: Gateway, vbr: Vbr, family: 4 | 6) {
  const sessions: { group: BgpGroup; peer: BgpPeer; far?: Gateway }[] = [];
  for (const group of vbr.bgpGroups ?? [])
    for (const peer of group.peers ?? []) {
      const far = farEnd(view, vbr, group, peer);
      if ((group.ipVersion ?? 'ipv4') === `ipv${family}` && (!far || far === gateway))
        sessions.push({ group, peer, far });
    }
  return sessions;
}

/** Why no session carries anything of a family; null when one does. Either end knows that it is down; one that says so lets it be up. */
export function silence(view: EstateView, gateway: Gateway, vbr: Vbr, family: 4 | 6): Ending | null {
  const age = ageOf(view, 'bgp-peer', vbr.key);
  const sessions = sessionsToward(view, gateway, vbr, family);
  const seen = saidOf(view, gateway, vbr, family);
  const states = sessions.map((session) => stateBetween(view, gateway, vbr, session));
  const isUp = states.includes('established');
  if (isUp && !seen?.isShut) return null;
  if (states.includes('unknown') || (sessions.length === 0 && (age !== null || !isWholeList(vbr))))
    return open(age ?? 'bgp-session-state-unknown');
  if (isUp) return dead('gateway-policy-missing', 'C05', 'idc');
  return whyAllDown(view, vbr, sessions) ?? dead('bgp-session-missing', 'V4', 'cloud');
}

type Toward = ReturnType<typeof sessionsToward>;

/** Of sessions that are all down: what has a finding of its own first. */
export function whyAllDown(view: EstateView, vbr: Vbr, sessions: Toward): Ending | undefined {
  const whys = sessions.map((session) => whyDown(view, vbr, session));
  const rank = ({ code, finding = 'none', owner }: Ending) => [finding, code, owner].join(' ');
  return whys.sort((a, b) => (rank(a) < rank(b) ? -1 : 1))[0];
}

/** A session by what both of its ends show. */
export function stateBetween(
  view: EstateView,
  gateway: Gateway,
  vbr: Vbr,
  { group, peer: { observed } }: { group: BgpGroup; peer: BgpPeer },
): string {
  const near = ageOf(view, 'bgp-peer', vbr.key) ? 'unknown' : (observed?.sessionState ?? 'unknown');
  const far = saidOf(view, gateway, vbr, group.ipVersion === 'ipv6' ? 6 : 4)?.state ?? 'unknown';
  if (near === 'established' && far === 'absent') return near;
  if ([near, far].some((word) => word !== 'unknown' && word !== 'established')) return 'down';
  return [near, far].includes('established') ? 'established' : 'unknown';
}

export function saidOf(view: EstateView, gateway: Gateway, vbr: Vbr, family: 4 | 6) {
  const local = endOf(vbr, 'local', family);
  return local === null ? undefined : saidBy(view, gateway, [local]);
}

/** What a gateway says of its session with whoever has one of these addresses; `absent` where it was read and has none. */
export function saidBy(
  view: EstateView,
  { key, observed }: Gateway,
  addresses: readonly (string | undefined)[],
): { state: string; isShut: boolean; isShutOut: boolean } | undefined {
  if (!observed?.peers || ageOf(view, 'gateway-peer', key)) return undefined;
  const own = observed.peers.filter(({ address }) => addresses.includes(address));
  if (own.length === 0) return { state: 'absent', isShut: false, isShutOut: false };
  const best =
    own.find(({ sessionState }) => sessionState === 'established') ??
    own.find(({ sessionState }) => sessionState === 'unknown') ??
    own[0];
  const without = best?.missingPolicy ?? '';
  const [isShut, isShutOut] = [['in', 'both'].includes(without), ['out', 'both'].includes(without)];
  return { state: best?.sessionState ?? 'unknown', isShut, isShutOut };
}

function farEnd({ estate }: EstateView, vbr: Vbr, group: BgpGroup, peer: BgpPeer): Gateway | undefined {
  const address = peer.address ?? endOf(vbr, 'peer', group.ipVersion === 'ipv6' ? 6 : 4);
  const at = (gateway: Gateway, mustName: boolean) =>
    gateway.interfaces.some(
      (each) =>
        hostPart(each.address) === address &&
        (each.circuit === undefined ? !mustName : vbr.physicalConnections.includes(each.circuit)),
    );
  return estate.gateways.find((gateway) => at(gateway, true)) ?? estate.gateways.find((gateway) => at(gateway, false));
}

function whyDown(view: EstateView, vbr: Vbr, { group, peer, far }: Toward[number]): Ending {
  const unexplained = dead('bgp-session-down', undefined, 'idc');
  if (!far) return unexplained;
  const local = endOf(vbr, 'local', group.ipVersion === 'ipv6' ? 6 : 4);
  const declared = far.bgpPeers?.find((peer) => peer.address === local);
  const readPeers = ageOf(view, 'gateway-peer', far.key) ? undefined : far.observed?.peers;
  const seen = readPeers?.find((peer) => peer.address === local);
  if (readPeers ? !seen : !declared)
    return (far.bgpPeers ?? readPeers) && local !== null
      ? dead('bgp-peer-not-on-gateway', undefined, 'idc')
      : unexplained;
  const farAsn = seen ? (seen.localAsn ?? far.observed?.asn ?? far.asn) : far.asn;
  const expected = seen?.peerAsn ?? declared?.peerAsn;
  if (group.peerAsn !== undefined && group.peerAsn !== farAsn) return dead('bgp-asn-mismatch', 'F07', 'cloud');
  if (expected !== undefined && expected !== (group.localAsn ?? 45104)) return dead('bgp-asn-mismatch', 'F07', 'idc');
  const cloudHas = group.authKey !== undefined || group.authKeyFingerprint !== undefined;
  const edgeHas = seen?.hasAuthKey ?? (declared ? declared.authKey !== undefined : undefined);
  const print = seen?.authKeyFingerprint;
  const differ =
    (edgeHas !== undefined && edgeHas !== cloudHas) ||
    (print !== undefined && group.authKeyFingerprint !== undefined && print !== group.authKeyFingerprint) ||
    (group.authKey !== undefined &&
      declared?.authKey !== undefined &&
      group.authKey.secret !== declared.authKey.secret);
  if (differ) return dead('bgp-key-mismatch', 'F06', 'idc');
  if (seen?.adminDown) return dead('bgp-session-shut', 'C04', 'idc');
  if (seen?.routeLimitExceeded && seen.sessionState !== 'established')
    return dead('bgp-session-over-limit', 'F10', 'idc');
  return seen?.bfd === 'down' && peer.bfd?.enabled ? dead('bgp-session-bfd-down', undefined, 'idc') : unexplained;
}
