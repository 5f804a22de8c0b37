import type { Gateway } from '@/domain/estate/gateway';
import { tryParseAddress } from '@/domain/net/address';
import { tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { containsAddress } from '@/domain/net/prefix';
import { isCarried, type SessionProblem, sessionView } from './bgp';
import { hostOf } from './estate-index';
import { announced, bestOf, type GatewayWorldPath, saidBySpeaker, speakerAt, tableOf, takenIn } from './gateway';
import { runningGateway } from './running-gateway';
import type { GatewayPeerState, PeerState, WorldState } from './state';
import { isStatus } from './vocabulary';

/** What one end of a session says of itself: GoBGP's words. */
export type GatewaySessionState = 'IDLE' | 'ACTIVE' | 'ESTABLISHED';

/** A session seen from the gateway, with what came in before its filters and what goes out after them. */
export type GatewaySession = {
  peer: GatewayPeerState;
  state: GatewaySessionState;
  /** the gateway's own address toward this peer */
  localAddress?: string;
  received: readonly GatewayWorldPath[];
  accepted: readonly GatewayWorldPath[];
  sent: readonly GatewayWorldPath[];
};

/** Every session of a gateway as it is at `now` (world ms): toward a VBR that state is the VBR's, seen from the other side. */
export function gatewaySessions(state: WorldState, gateway: Gateway, now: number): GatewaySession[] {
  const running = runningGateway(state, gateway);
  const fromCloud = cloudPaths(state, gateway, now);
  return running.peers.map((peer) => {
    const far = vbrPeerAt(state, gateway, peer.address);
    const speaker = speakerAt(state.estate, running, peer.address);
    const session = peer.adminDown ? 'IDLE' : far ? towardCloud(state, far, now) : speaker ? 'ESTABLISHED' : 'ACTIVE';
    const localAddress = far?.address ?? localToward(gateway, peer.address);
    const base = { peer, state: session, ...(localAddress === undefined ? {} : { localAddress }) } as const;
    if (session !== 'ESTABLISHED') return { ...base, received: [], accepted: [], sent: [] };
    const received = far ? saidByVbr(state, far, peer.address) : saidBySpeaker(state.estate, running, peer.address);
    const accepted = takenIn(gateway, peer.address, received);
    // The lab's gateways are no transit between VBRs.
    const toAnnounce = far ? [] : fromCloud;
    const sent = announced(state, gateway, { address: peer.address, asn: peer.peerAsn }, toAnnounce);
    return { ...base, received, accepted, sent: sent.map((path) => asSent(path, gateway, localAddress)) };
  });
}

/** The gateway's own table: every path, and whether it is the one in use. */
export function gatewayTable(
  state: WorldState,
  gateway: Gateway,
  now: number,
): (GatewayWorldPath & { best: boolean })[] {
  const paths = uniqueOf([...tableOf(state, gateway), ...cloudPaths(state, gateway, now)]);
  const best = new Set(bestOf(paths));
  return paths.map((path) => ({ ...path, best: best.has(path) }));
}

/** What the VBRs say over the sessions that are up, after the gateway's filters. */
function cloudPaths(state: WorldState, gateway: Gateway, now: number): GatewayWorldPath[] {
  return runningGateway(state, gateway).peers.flatMap((peer) => {
    const far = peer.adminDown ? null : vbrPeerAt(state, gateway, peer.address);
    if (!far || towardCloud(state, far, now) !== 'ESTABLISHED') return [];
    return takenIn(gateway, peer.address, saidByVbr(state, far, peer.address));
  });
}

/** The VBR's peer that is the other end of this one: it sits at an address of the gateway, on one of its own circuits. */
function vbrPeerAt(state: WorldState, gateway: Gateway, address: string): PeerState | null {
  const found = state.peers.find((peer) => {
    const vbr = state.estate.vbrs.find((each) => each.key === peer.vbr);
    if (!vbr || ![vbr.localGatewayAddress, vbr.localGatewayAddress6].some((end) => hostOf(end) === address))
      return false;
    return gateway.interfaces.some(
      (each) =>
        hostOf(each.address) === peer.address &&
        (each.circuit === undefined || vbr.physicalConnections.includes(each.circuit)),
    );
  });
  return found ?? null;
}

/** An OPEN of another AS is answered and the state falls back to Idle; all else is waiting for a connection. */
const FALLS_BACK: ReadonlySet<SessionProblem> = new Set(['asn-mismatch']);

function towardCloud(state: WorldState, far: PeerState, now: number): GatewaySessionState {
  const { status, problem } = sessionView(state, far, now);
  if (status === 'Established') return 'ESTABLISHED';
  return problem !== null && FALLS_BACK.has(problem) ? 'IDLE' : 'ACTIVE';
}

function saidByVbr(state: WorldState, far: PeerState, address: string): GatewayWorldPath[] {
  const group = state.groups.find(({ id }) => id === far.group);
  const networks = state.networks.filter((each) => each.vbr === far.vbr && isStatus(each.status, 'available'));
  return networks
    .filter(({ prefix }) => group !== undefined && isCarried(prefix, group))
    .map(({ prefix }) => ({ prefix, peer: address, nextHop: address, asPath: [group?.localAsn ?? 0] }));
}

/** RFC 4271 section 5.1: toward another AS the gateway puts itself into path and next hop, and keeps preference and MED to itself. */
function asSent(path: GatewayWorldPath, gateway: Gateway, localAddress: string | undefined): GatewayWorldPath {
  const { prefix, peer, nextHop } = path;
  const hop = localAddress ?? nextHop;
  return {
    prefix,
    ...(peer === undefined ? {} : { peer }),
    asPath: [gateway.asn, ...path.asPath],
    ...(hop === undefined ? {} : { nextHop: hop }),
  };
}

function localToward(gateway: Gateway, peer: string): string | undefined {
  const far = tryParseAddress(peer);
  const own = gateway.interfaces.flatMap((each) => {
    const parsed = tryParseInterfaceAddress(each.address);
    return parsed.ok ? [parsed.value] : [];
  });
  return far.ok ? own.find(({ prefix }) => containsAddress(prefix, far.value))?.address : undefined;
}

/** A prefix that both file and API name is one path. */
function uniqueOf(paths: readonly GatewayWorldPath[]): GatewayWorldPath[] {
  const name = ({ prefix, peer, nextHop }: GatewayWorldPath) => `${prefix} ${peer ?? ''} ${nextHop ?? ''}`;
  return [...new Map(paths.map((path) => [name(path), path])).values()];
}
