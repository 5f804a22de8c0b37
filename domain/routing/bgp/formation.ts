import { groupFamily } from '@/domain/estate/bgp';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { containsAddress } from '@/domain/net/prefix';
import { gatewayOfSession, type Session } from '../sessions/bgp-session';
import { sessionCause } from '../sessions/session-cause';
import { evidenceOf, type EstateIndex } from '../estate-index';
import { gatewaysOf } from '../sessions/link';

/** What keeps two ends from meeting, as far as their settings tell. */
export type FormationProblem =
  | 'not-provisioned'
  | 'family-off'
  | 'nobody-at-address'
  | 'not-configured'
  | 'asn'
  | 'key'
  | 'shut'
  | 'route-limit'
  | 'bfd'
  | 'hops'
  | 'off-link';

/** Whether a session should come up. `unknown`: one end's settings are not known, or nothing says that they suffice. */
export type Formation = { forms: 'yes' | 'no' | 'unknown'; why?: FormationProblem };

const CAUSES: Readonly<Partial<Record<string, FormationProblem>>> = {
  'bgp-asn-mismatch': 'asn',
  'bgp-key-mismatch': 'key',
  'bgp-peer-not-on-gateway': 'not-configured',
  'bgp-session-shut': 'shut',
  'bgp-session-over-limit': 'route-limit',
  'bgp-session-bfd-down': 'bfd',
};

/**
 * Predicts from both ends' settings whether a session comes up: it is provisioned, somebody has the address (RFC 4271 section 8),
 * both ends expect each other's AS number (section 6.2) and have the same key (RFC 2385). An external neighbour stands on the link
 * itself unless several hops are allowed (TTL 1, RFC 4271 section 6.1), which the cloud does not tell: off the link nothing is promised,
 * and nothing at all where BFD is to find it within one hop (RFC 5881 section 5). What the gateway itself says of its end counts as well: shut, taken down for
 * too many routes until somebody clears it, or BFD on at both ends and down (RFC 5882 section 4.3). Too many routes toward the VBR take
 * nothing down: what comes beyond the limit is denied.
 */
export function formationOf(index: EstateIndex, session: Session): Formation {
  const { vbr, group, peer } = session;
  const provisioning = [group.status, peer.status];
  if (provisioning.some((status) => status === 'pending' || status === 'deleting' || status === 'deleted'))
    return { forms: 'no', why: 'not-provisioned' };
  if (groupFamily(group) === 6 && vbr.ipv6Enabled === false) return { forms: 'no', why: 'family-off' };
  const far = gatewayOfSession(index, session);
  if (!far) return gatewaysOf(index, vbr).length > 0 ? { forms: 'no', why: 'nobody-at-address' } : { forms: 'unknown' };
  const why = CAUSES[sessionCause(index, session).code];
  if (why) return { forms: 'no', why };
  const seen = evidenceOf(index, 'gateway-peer', far.key).kind === 'stale' ? undefined : far.observed?.peers;
  if ((far.bgpPeers ?? seen) === undefined) return { forms: 'unknown' };
  if (isOnLink(session)) return { forms: 'yes' };
  return peer.bfd?.enabled === true && peer.bfd.hops === 1
    ? { forms: 'no', why: 'hops' }
    : { forms: 'unknown', why: 'off-link' };
}

function isOnLink({ vbr, group, peer }: Session): boolean {
  const local = groupFamily(group) === 6 ? vbr.localGatewayAddress6 : vbr.localGatewayAddress;
  if (local === undefined || peer.address === undefined) return true;
  return containsAddress(parseInterfaceAddress(local).prefix, peer.address);
}
