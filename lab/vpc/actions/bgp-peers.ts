import type { Vbr } from '@/domain/estate/express-connect';
import { addressFamily, tryParseAddress } from '@/domain/net/address';
import { sessionView } from '@/lab/world/bgp';
import { hostOf } from '@/lab/world/estate-index';
import { derivedId } from '@/lab/world/ids';
import { regionOfVbr } from '@/lab/world/regions';
import type { GroupState, PeerState, WorldState } from '@/lab/world/state';
import { badRequest } from '@/lab/alibaba/errors';
import { byParameter } from '../filters';
import type { Parameters } from '@/lab/alibaba/parameters';
import { page } from '../paging';
import { QUOTA } from '../quota';
import { read, type Body, type Call, type Effect, type WriteAction } from './action';
import { requireAvailable, requiredGroup, requiredVbr } from './bgp-values';

const DEFAULT_HOPS = 255;

export const describeBgpPeers = read(({ parameters, region, state, world }) => {
  const inRegion = state.peers.filter((peer) => regionOfVbr(state.estate, peer.vbr) === region);
  const ofRouter = byParameter(parameters.text('RouterId'), inRegion, (peer) => peer.vbr);
  const ofGroup = byParameter(parameters.text('BgpGroupId'), ofRouter, (peer) => peer.group);
  const found = byParameter(parameters.text('BgpPeerId'), ofGroup, (peer) => peer.id);
  const { items, ...paging } = page(parameters, found);
  return { ...paging, BgpPeers: { BgpPeer: items.map((peer) => row(state, peer, region, world.now)) } };
});

/** Name, description, numbers and key mirror the group; the counters come from the session. */
function row(state: WorldState, peer: PeerState, region: string, now: number): Body {
  const group = state.groups.find((each) => each.id === peer.group);
  const session = sessionView(state, peer, now);
  return {
    BgpPeerId: peer.id,
    Name: group?.name ?? '',
    Description: group?.description ?? '',
    BgpGroupId: peer.group,
    RegionId: region,
    RouterId: peer.vbr,
    PeerIpAddress: peer.address,
    PeerAsn: String(group?.peerAsn ?? ''),
    LocalAsn: String(group?.localAsn ?? ''),
    IpVersion: group?.ipVersion ?? 'ipv4',
    IsFake: group?.isFake ?? false,
    AuthKey: group?.authKey ?? '',
    Status: peer.status,
    BgpStatus: session.status,
    EnableBfd: peer.bfd,
    BfdMultiHop: peer.hops,
    Hold: String(group?.holdSeconds ?? ''),
    Keepalive: String(group?.keepaliveSeconds ?? ''),
    RouteLimit: String(group?.routeLimit ?? ''),
    ReceivedRouteCount: session.learnt.length,
    AdvertisedRouteCount: session.advertised,
    GmtModified: peer.modified,
  };
}

const write = (prepare: (call: Call) => Effect): WriteAction => ({
  kind: 'write',
  regionRequired: true,
  honoursToken: true,
  honoursDryRun: false,
  prepare,
});

export const createBgpPeer = write(({ parameters, state, world }) => {
  const group = requiredGroup(state, parameters.required('BgpGroupId'));
  requireAvailable(group);
  const vbr = requiredVbr(state, group.vbr);
  const address = peerAddress(parameters, vbr, group);
  const bfd = parameters.flag('EnableBfd') ?? false;
  const hops = hopsOf(parameters, bfd);
  const siblings = state.peers.filter((peer) => peer.vbr === vbr.key);
  if (siblings.some((peer) => peer.address === address))
    throw badRequest('BgpPeer.Already.Exists', 'bgp peer already exists.');
  if (siblings.length >= QUOTA.bgpPeersPerVbr)
    throw badRequest('QuotaExceeded.Bgp', 'bgp peer count per vbr quota exceed.');
  return {
    subject: `${vbr.key} ${address}`,
    apply(next) {
      const id = derivedId('bgp', group.id, address, String(world.nextNumber()));
      next.peers.push({
        ...{ id, group: group.id, vbr: vbr.key, address, bfd, hops },
        ...{ status: 'Pending', modified: world.timestamp },
      });
      world.schedule(world.latency.bgpMs, { kind: 'peer', within: vbr.key, id });
      return { BgpPeerId: id };
    },
  };
});

export const modifyBgpPeerAttribute = write(({ parameters, state, world }) => {
  const peer = requiredPeer(state, parameters.required('BgpPeerId'));
  requireAvailable(peer);
  const group = requiredGroup(state, parameters.text('BgpGroupId') ?? peer.group);
  if (group.vbr !== peer.vbr) throw badRequest('InvalidBgpGroup', 'bgp group not exists');
  const given = parameters.text('PeerIpAddress') !== undefined;
  const address = given ? peerAddress(parameters, requiredVbr(state, peer.vbr), group) : peer.address;
  if (state.peers.some((each) => each.vbr === peer.vbr && each.id !== peer.id && each.address === address))
    throw badRequest('InvalidParams.PeerIpAddressInUse', 'peer ip address is in use.');
  const bfd = parameters.flag('EnableBfd') ?? peer.bfd;
  const hops = parameters.has('BfdMultiHop') || bfd !== peer.bfd ? hopsOf(parameters, bfd) : peer.hops;
  return {
    subject: peer.id,
    apply(next) {
      editPeer(next, peer.id, { group: group.id, address, bfd, hops, status: 'Modifying', modified: world.timestamp });
      world.schedule(world.latency.bgpMs, { kind: 'peer', within: peer.vbr, id: peer.id });
      return {};
    },
  };
});

export const deleteBgpPeer = write(({ parameters, state, world }) => {
  const peer = requiredPeer(state, parameters.required('BgpPeerId'));
  requireAvailable(peer);
  return {
    subject: peer.id,
    apply(next) {
      editPeer(next, peer.id, { status: 'Deleting', modified: world.timestamp });
      world.schedule(world.latency.bgpMs, { kind: 'peer', within: peer.vbr, id: peer.id });
      return {};
    },
  };
});

function requiredPeer(state: WorldState, id: string): PeerState {
  const peer = state.peers.find((each) => each.id === id);
  if (!peer) throw badRequest('InvalidParams.NotFound', 'instance not found.');
  return peer;
}

function editPeer(state: WorldState, id: string, changed: Partial<PeerState>): void {
  state.peers = state.peers.map((peer) => (peer.id === id ? { ...peer, ...changed } : peer));
}

/** Left out, it is the far end of the VBR's one link; several circuits make that ambiguous. */
function peerAddress(parameters: Parameters, vbr: Vbr, { ipVersion }: GroupState): string {
  const text = parameters.text('PeerIpAddress');
  const [local, far] =
    ipVersion === 'ipv6'
      ? [vbr.localGatewayAddress6, vbr.peerGatewayAddress6]
      : [vbr.localGatewayAddress, vbr.peerGatewayAddress];
  const onlyLink = vbr.physicalConnections.length === 1 ? hostOf(far) : undefined;
  if (text === undefined && onlyLink === undefined)
    throw badRequest('InvalidParams.PeerIpAddressMustPointOut', 'peer ip address must be pointed out.');
  const parsed = tryParseAddress(text ?? onlyLink ?? '');
  if (!parsed.ok) throw badRequest('InvalidIP.Malformed', 'ip is malformed.');
  if (`ipv${addressFamily(parsed.value)}` !== ipVersion || parsed.value === hostOf(local))
    throw badRequest('IllegalParam.PeerIpAddress', 'The specified PeerIpAddress is not valid.');
  return parsed.value;
}

function hopsOf(parameters: Parameters, bfd: boolean): number {
  const hops = parameters.integer('BfdMultiHop');
  if (hops !== undefined && !bfd)
    throw badRequest('MissingParam.EnableBfd', 'EnableBfd must be given with BfdMultiHop.');
  if (hops !== undefined && (hops < 1 || hops > 255))
    throw badRequest('IllegalParam.BfdMultiHop', 'The specified BfdMultiHop is not valid.');
  return bfd ? (hops ?? DEFAULT_HOPS) : 0;
}
