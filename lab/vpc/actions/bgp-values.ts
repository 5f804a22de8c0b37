import type { GroupState, WorldState } from '@/lab/world/state';
import { isStatus } from '@/lab/world/vocabulary';
import { badRequest } from '@/lab/alibaba/errors';
import type { Parameters } from '@/lab/alibaba/parameters';
import { QUOTA } from '../quota';

const CLOUD_ASN = 45104;
const within = (asn: number, low: number, high: number) => asn >= low && asn <= high;

/** 0, AS_TRANS (RFC 6793), and the reserved last numbers (RFC 7300) name nobody; the cloud's own number never is the far end. */
export function checkPeerAsn(asn: number): void {
  if (asn === CLOUD_ASN) throw badRequest('InvalidPeerAsn.Malformed', 'peer asn is malformed.');
  if (!within(asn, 1, 4294967294) || asn === 23456 || asn === 65535)
    throw badRequest('IllegalParam.PeerAsn', 'The specified PeerAsn is not valid.');
}

/** The cloud's number, or a private one except 65025, which the service keeps for itself. */
export function checkLocalAsn(asn: number): void {
  const isPrivate = (within(asn, 64512, 65534) && asn !== 65025) || within(asn, 4200000000, 4294967294);
  if (asn !== CLOUD_ASN && !isPrivate)
    throw badRequest('IllegalParam.LocalAsn', 'The specified LocalAsn is not valid.');
}

export function checkGroupWords(parameters: Parameters): void {
  const name = parameters.text('Name');
  if (name !== undefined && !/^[A-Za-z\p{Script=Han}].{1,127}$/u.test(name))
    throw badRequest('InvalidBgpName.Malformed', 'bgp name is malformed.');
  const description = parameters.text('Description');
  if (description !== undefined && !/^(?!https?:\/\/).{2,256}$/u.test(description))
    throw badRequest('InvalidBgpDescription.Malformed', 'bgp description is malformed.');
  const key = parameters.text('AuthKey');
  if (key !== undefined && !/^[\x21\x23-\x26\x28-\x7e]{1,80}$/.test(key))
    throw badRequest('InvalidBgpAuthkey.Malformed', 'bgp auth key is malformed.');
  const limit = parameters.integer('RouteQuota');
  if (limit !== undefined && !within(limit, 1, QUOTA.routesPerPeer))
    throw badRequest('IllegalParam.RouteLimit', 'The specified RouteQuota is above the allowance.');
}

/** Existence errors of BGP objects are 400, not 404. */
export function requiredGroup(state: WorldState, id: string): GroupState {
  const group = state.groups.find((each) => each.id === id);
  if (!group) throw badRequest('InvalidBgpGroup', 'bgp group not exists');
  return group;
}

export function requiredVbr(state: WorldState, id: string): WorldState['estate']['vbrs'][number] {
  const vbr = state.estate.vbrs.find((each) => each.key === id);
  if (!vbr) throw badRequest('InvalidVbrNetwork', 'vbr not exists');
  return vbr;
}

export function requireAvailable({ status }: { status: string }): void {
  if (!isStatus(status, 'available')) throw badRequest('InvalidStatus.CannotOperate', 'invalid status cannot operate');
}
