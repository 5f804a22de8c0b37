import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { prefixFamily, type Prefix } from '@/domain/net/prefix';
import { hostOf, indexOf } from './estate-index';
import { announced } from './gateway';
import { runningGateway } from './running-gateway';
import type { GroupState, PeerState, WorldState } from './state';
import { isStatus } from './vocabulary';

/** Why two ends do not meet, and the state a VBR then shows (RFC 4271 section 8; the API lists no OpenSent or OpenConfirm). */
export type SessionProblem =
  | 'not-provisioned'
  | 'held-down'
  | 'vbr-not-active'
  | 'circuit-down'
  | 'nobody-at-address'
  | 'not-configured-at-gateway'
  | 'shut-at-gateway'
  | 'auth-key-mismatch'
  | 'asn-mismatch';

const SHOWN_AS: Record<SessionProblem, string> = {
  'not-provisioned': 'Idle',
  'held-down': 'Idle',
  'vbr-not-active': 'Idle',
  'circuit-down': 'Idle',
  // Nothing answers the TCP handshake.
  'nobody-at-address': 'Connect',
  'not-configured-at-gateway': 'Active',
  'shut-at-gateway': 'Active',
  // Segments with a wrong digest are dropped without a word (RFC 2385).
  'auth-key-mismatch': 'Active',
  // The OPEN is answered by a notification, bad peer AS.
  'asn-mismatch': 'Idle',
};

type Meeting = { problem: SessionProblem } | { problem: null; gateway: Gateway; vbr: Vbr };

/** Looks for the other end of a session in the world: the only place where "up" is decided. */
export function meet(state: WorldState, peer: PeerState, group: GroupState): Meeting {
  const vbr = state.estate.vbrs.find((each) => each.key === peer.vbr);
  if (!vbr || !isProvisioned(peer.status) || !isProvisioned(group.status)) return { problem: 'not-provisioned' };
  if (state.heldDown.includes(peer.id)) return { problem: 'held-down' };
  if (!isStatus(vbr.status ?? 'active', 'active')) return { problem: 'vbr-not-active' };
  const far = farEnd(state.estate, vbr, peer.address);
  if (far === 'circuit-down' || far === 'nobody-at-address') return { problem: far };
  const local = localEnd(vbr, group);
  const entry = runningGateway(state, far).peers.find((each) => each.address === local);
  if (!entry) return { problem: 'not-configured-at-gateway' };
  if (entry.adminDown) return { problem: 'shut-at-gateway' };
  if (entry.key !== group.authKey) return { problem: 'auth-key-mismatch' };
  if (entry.peerAsn !== group.localAsn || far.asn !== group.peerAsn) return { problem: 'asn-mismatch' };
  return { problem: null, gateway: far, vbr };
}

/** A group's sessions run over the link of its own family, and carry routes of it alone. */
function localEnd(vbr: Vbr, { ipVersion }: GroupState) {
  return hostOf(ipVersion === 'ipv6' ? vbr.localGatewayAddress6 : vbr.localGatewayAddress);
}

export function isCarried(prefix: Prefix, { ipVersion }: GroupState): boolean {
  return (prefixFamily(prefix) === 6) === (ipVersion === 'ipv6');
}

/** Link addresses repeat from circuit to circuit, so an interface counts only when it sits on one of the VBR's own. */
function farEnd(estate: Estate, vbr: Vbr, address: string): Gateway | 'circuit-down' | 'nobody-at-address' {
  const live = vbr.physicalConnections.filter((key) => carries(estate, key));
  if (live.length === 0) return 'circuit-down';
  const here = (indexOf(estate).interfacesByAddress.get(address) ?? []).filter(
    ({ interface: { circuit } }) => circuit === undefined || vbr.physicalConnections.includes(circuit),
  );
  const reached = here.find(({ interface: { circuit } }) => circuit === undefined || live.includes(circuit));
  if (reached) return reached.gateway;
  return here.length > 0 ? 'circuit-down' : 'nobody-at-address';
}

function carries(estate: Estate, circuit: string): boolean {
  const found = estate.physicalConnections.find((each) => each.key === circuit);
  if (!found) return false;
  return isStatus(found.status ?? 'enabled', 'enabled') && isStatus(found.businessStatus ?? 'normal', 'normal');
}

function isProvisioned(status: string): boolean {
  return isStatus(status, 'available') || isStatus(status, 'modifying');
}

/** What both ends agreed on: when any of it changes, the session starts over. */
function fingerprintOf(peer: PeerState, group: GroupState): string {
  return JSON.stringify([peer.address, group.id, group.localAsn, group.peerAsn, group.authKey]);
}

/** Judges every session anew. A session that can come up does so `upMs` after `at` (world ms). */
export function refreshSessions(state: WorldState, at: number, upMs: number): void {
  const groups = new Map(state.groups.map((group) => [group.id, group]));
  const sessions: WorldState['sessions'] = {};
  for (const peer of state.peers) {
    const group = groups.get(peer.group);
    if (!group) continue;
    const fingerprint = fingerprintOf(peer, group);
    const before = state.sessions[peer.id];
    const goesOn = before !== undefined && before.fingerprint === fingerprint && before.upAt !== null;
    const { problem } = meet(state, peer, group);
    sessions[peer.id] = { fingerprint, upAt: problem === null ? (goesOn ? before.upAt : at + upMs) : null };
  }
  state.sessions = sessions;
}

export type SessionView = {
  status: string;
  problem: SessionProblem | null;
  learnt: readonly Prefix[];
  advertised: number;
};

/** A session as the API shows it at `now` (world ms): prefixes past the group's limit are denied. */
export function sessionView(state: WorldState, peer: PeerState, now: number): SessionView {
  const down = { learnt: [], advertised: 0 };
  const group = state.groups.find((each) => each.id === peer.group);
  if (!group) return { status: 'Idle', problem: 'not-provisioned', ...down };
  const met = meet(state, peer, group);
  if (met.problem !== null) return { status: SHOWN_AS[met.problem], problem: met.problem, ...down };
  const upAt = state.sessions[peer.id]?.upAt ?? null;
  if (upAt === null || upAt > now) return { status: 'Connect', problem: null, ...down };
  const neighbour = { address: localEnd(met.vbr, group) ?? '', asn: group.localAsn };
  const offered = announced(state, met.gateway, neighbour).flatMap(({ prefix }) =>
    isCarried(prefix, group) ? [prefix] : [],
  );
  const networks = state.networks.filter(
    (each) => each.vbr === peer.vbr && isStatus(each.status, 'available') && isCarried(each.prefix, group),
  );
  return {
    status: 'Established',
    problem: null,
    learnt: offered.slice(0, group.routeLimit),
    advertised: networks.length,
  };
}

/** The prefixes that a VBR holds by BGP, each once although several peers may announce it. */
export function learntPrefixes(state: WorldState, vbr: string, now: number): Prefix[] {
  const peers = state.peers.filter((peer) => peer.vbr === vbr);
  return [...new Set(peers.flatMap((peer) => sessionView(state, peer, now).learnt))];
}
