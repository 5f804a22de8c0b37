import { derivedId } from '@/lab/world/ids';
import { regionOfVbr } from '@/lab/world/regions';
import type { GroupState, WorldState } from '@/lab/world/state';
import { badRequest } from '@/lab/alibaba/errors';
import { byParameter } from '../filters';
import type { Parameters } from '@/lab/alibaba/parameters';
import { page } from '../paging';
import { QUOTA } from '../quota';
import { read, type Body, type Call, type Effect, type WriteAction } from './action';
import {
  checkGroupWords,
  checkLocalAsn,
  checkPeerAsn,
  requireAvailable,
  requiredGroup,
  requiredVbr,
} from './bgp-values';

export const describeBgpGroups = read(({ parameters, region, state }) => {
  const inRegion = state.groups.filter((group) => regionOfVbr(state.estate, group.vbr) === region);
  const ofRouter = byParameter(parameters.text('RouterId'), inRegion, (group) => group.vbr);
  const found = byParameter(parameters.text('BgpGroupId'), ofRouter, (group) => group.id);
  const { items, ...paging } = page(parameters, found);
  return { ...paging, BgpGroups: { BgpGroup: items.map((group) => row(group, region)) } };
});

/** Every value is text here, and the key comes back in clear: so does the service. */
function row(group: GroupState, region: string): Body {
  return {
    BgpGroupId: group.id,
    Name: group.name,
    Description: group.description,
    RegionId: region,
    RouterId: group.vbr,
    Status: group.status,
    IpVersion: group.ipVersion,
    PeerAsn: String(group.peerAsn),
    LocalAsn: String(group.localAsn),
    IsFake: String(group.isFake),
    AuthKey: group.authKey,
    Hold: String(group.holdSeconds),
    Keepalive: String(group.keepaliveSeconds),
    RouteLimit: String(group.routeLimit),
  };
}

const write = (prepare: (call: Call) => Effect): WriteAction => ({
  kind: 'write',
  regionRequired: true,
  honoursToken: true,
  honoursDryRun: false,
  prepare,
});

export const createBgpGroup = write(({ parameters, state, world }) => {
  const vbr = requiredVbr(state, parameters.required('RouterId'));
  const peerAsn = parameters.integer('PeerAsn');
  if (peerAsn === undefined) throw badRequest('InvalidParams.NotNull', 'PeerAsn must not be null.');
  checkPeerAsn(peerAsn);
  const localAsn = parameters.integer('LocalAsn') ?? 45104;
  checkLocalAsn(localAsn);
  checkGroupWords(parameters);
  const ipVersion = ipVersionOf(parameters);
  if (state.groups.filter((group) => group.vbr === vbr.key).length >= QUOTA.bgpGroupsPerVbr)
    throw badRequest('QuotaExceeded.Bgp', 'bgp group count per vbr quota exceed.');
  return {
    subject: vbr.key,
    apply(next) {
      const id = derivedId('bgpg', vbr.key, String(world.nextNumber()));
      next.groups.push({
        ...{ id, vbr: vbr.key, localAsn, peerAsn, ipVersion, status: 'Pending' },
        name: parameters.text('Name') ?? '',
        description: parameters.text('Description') ?? '',
        isFake: parameters.flag('IsFakeAsn') ?? false,
        authKey: parameters.text('AuthKey') ?? '',
        routeLimit: parameters.integer('RouteQuota') ?? QUOTA.routesPerPeer,
        holdSeconds: 30,
        keepaliveSeconds: 10,
      });
      world.schedule(world.latency.bgpMs, { kind: 'group', within: vbr.key, id });
      return { BgpGroupId: id };
    },
  };
});

export const modifyBgpGroupAttribute = write(({ parameters, state, world }) => {
  const group = requiredGroup(state, parameters.required('BgpGroupId'));
  requireAvailable(group);
  const peerAsn = parameters.integer('PeerAsn') ?? group.peerAsn;
  const localAsn = parameters.integer('LocalAsn') ?? group.localAsn;
  if (parameters.has('PeerAsn')) checkPeerAsn(peerAsn);
  if (parameters.has('LocalAsn')) checkLocalAsn(localAsn);
  checkGroupWords(parameters);
  const changed: Partial<GroupState> = {
    ...{ peerAsn, localAsn, status: 'Modifying' },
    name: parameters.text('Name') ?? group.name,
    description: parameters.text('Description') ?? group.description,
    isFake: parameters.flag('IsFakeAsn') ?? group.isFake,
    authKey: parameters.flag('ClearAuthKey') ? '' : (parameters.text('AuthKey') ?? group.authKey),
    routeLimit: parameters.integer('RouteQuota') ?? group.routeLimit,
  };
  return {
    subject: group.id,
    apply(next) {
      editGroup(next, group.id, changed);
      world.schedule(world.latency.bgpMs, { kind: 'group', within: group.vbr, id: group.id });
      return {};
    },
  };
});

export const deleteBgpGroup = write(({ parameters, state, world }) => {
  const group = requiredGroup(state, parameters.required('BgpGroupId'));
  requireAvailable(group);
  if (state.peers.some((peer) => peer.group === group.id))
    throw badRequest('DependencyViolation.BgpPeer', 'The bgp group still has bgp peers.');
  return {
    subject: group.id,
    apply(next) {
      editGroup(next, group.id, { status: 'Deleting' });
      world.schedule(world.latency.bgpMs, { kind: 'group', within: group.vbr, id: group.id });
      return {};
    },
  };
});

function editGroup(state: WorldState, id: string, changed: Partial<GroupState>): void {
  state.groups = state.groups.map((group) => (group.id === id ? { ...group, ...changed } : group));
}

function ipVersionOf(parameters: Parameters): GroupState['ipVersion'] {
  const text = parameters.text('IpVersion')?.toLowerCase() ?? 'ipv4';
  if (text !== 'ipv4' && text !== 'ipv6')
    throw badRequest('IllegalParam.IpVersion', 'The specified IpVersion is not valid.');
  // No VBR of the lab has IPv6 on its link.
  if (text === 'ipv6') throw badRequest('OperationUnsupported.IPV6ForThisRegion', 'IPv6 is not supported.');
  return text;
}
