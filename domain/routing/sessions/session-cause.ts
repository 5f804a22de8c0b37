import { groupFamily, type BgpGroup } from '@/domain/estate/bgp';
import type { Gateway, ObservedGatewayPeer } from '@/domain/estate/gateway';
import type { ErrorParams } from '@/domain/errors';
import type { EstateIndex } from '../estate-index';
import type { ReasonCode } from '../reasons';
import type { Owner } from '../verdict';
import {
  CLOUD_ASN,
  gatewayOfSession,
  gatewayPeer,
  localOf,
  seenByGateway,
  stateBetween,
  type Session,
} from './bgp-session';
import { seenPeers } from './session-health';

export type SessionCause = { code: ReasonCode; params: ErrorParams; finding?: string; owner: Owner };

/**
 * Why a session is not up, as far as both ends' settings tell, and then what the gateway says of its own end. What a gateway was seen to hold, or declares where nobody has
 * looked, is compared with what the VBR is seen to hold; where they agree the cause is unknown and the far end has the log.
 */
export function sessionCause(index: EstateIndex, session: Session): SessionCause {
  const { vbr, group, peer } = session;
  const gateway = gatewayOfSession(index, session);
  const seen = seenByGateway(index, session, gateway);
  const state = stateBetween(session, seen);
  const base = { vbr: vbr.key, peer: peer.key, state };
  const far = gateway && farEnd(index, gateway, session);
  if (!gateway || !far) {
    const known = gateway !== undefined && (gateway.bgpPeers ?? seenPeers(index, gateway)) !== undefined;
    return known && localOf(session) !== null
      ? { code: 'bgp-peer-not-on-gateway', params: { ...base, gateway: gateway.key }, owner: 'idc' }
      : { code: 'bgp-session-down', params: base, owner: 'idc' };
  }
  const params = { ...base, gateway: gateway.key };
  return (
    asnCause(group, far, params) ??
    keyCause(group, far, params) ??
    saidCause(session, seen, params) ?? { code: 'bgp-session-down', params: base, owner: 'idc' }
  );
}

/** The gateway's end of a session. What is not known is left out. */
type FarEnd = { asn: number; peerAsn?: number; hasKey?: boolean; secret?: string; fingerprint?: string };

/** As the gateway was seen to hold it, and as it is declared where nobody has looked. A list read to its end without it: it has none. */
function farEnd(index: EstateIndex, gateway: Gateway, session: Session): FarEnd | undefined {
  const local = localOf(session);
  if (local === null) return undefined;
  const declared = gatewayPeer(gateway, session.vbr, groupFamily(session.group));
  const end: FarEnd | undefined = declared && {
    asn: gateway.asn,
    peerAsn: declared.peerAsn,
    hasKey: declared.authKey !== undefined,
    ...(declared.authKey ? { secret: declared.authKey.secret } : {}),
  };
  const seen = seenPeers(index, gateway);
  if (!seen) return end;
  const peer = seen.find((each) => each.address === local);
  if (!peer) return undefined;
  const { localAsn, peerAsn, hasAuthKey, authKeyFingerprint } = peer;
  return {
    ...end,
    asn: localAsn ?? gateway.observed?.asn ?? gateway.asn,
    ...(peerAsn === undefined ? {} : { peerAsn }),
    ...(hasAuthKey === undefined ? {} : { hasKey: hasAuthKey }),
    ...(authKeyFingerprint === undefined ? {} : { fingerprint: authKeyFingerprint }),
  };
}

// RFC 4271 section 6.2: a peer whose AS number is not the configured one is refused in OPEN.
function asnCause(group: BgpGroup, far: FarEnd, params: ErrorParams): SessionCause | null {
  if (group.peerAsn !== undefined && group.peerAsn !== far.asn)
    return cause('bgp-asn-mismatch', 'F07', 'cloud', { ...params, configured: group.peerAsn, actual: far.asn });
  const localAsn = group.localAsn ?? CLOUD_ASN;
  if (far.peerAsn !== undefined && far.peerAsn !== localAsn)
    return cause('bgp-asn-mismatch', 'F07', 'idc', { ...params, configured: far.peerAsn, actual: localAsn });
  return null;
}

// RFC 2385: a segment whose digest does not match is dropped without a word, so the session only ever looks silent.
function keyCause(group: BgpGroup, far: FarEnd, params: ErrorParams): SessionCause | null {
  const cloudHasKey = group.authKey !== undefined || group.authKeyFingerprint !== undefined;
  const differ =
    (far.hasKey !== undefined && far.hasKey !== cloudHasKey) ||
    areDifferent(group.authKeyFingerprint, far.fingerprint) ||
    areDifferent(group.authKey?.secret, far.secret);
  return differ ? cause('bgp-key-mismatch', 'F06', 'idc', params) : null;
}

/**
 * What a gateway says of its end: shut; taken down for too many routes until somebody clears it; or BFD on at both ends and down (RFC 5882
 * section 4.3).
 */
function saidCause(
  { peer }: Session,
  seen: ObservedGatewayPeer | null | undefined,
  params: ErrorParams,
): SessionCause | null {
  if (!seen) return null;
  if (seen.adminDown) return cause('bgp-session-shut', 'C04', 'idc', params);
  if (seen.routeLimitExceeded && seen.sessionState !== 'established')
    return cause('bgp-session-over-limit', 'F10', 'idc', params);
  return peer.bfd?.enabled && seen.bfd === 'down' ? { code: 'bgp-session-bfd-down', params, owner: 'idc' } : null;
}

function areDifferent(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

function cause(code: ReasonCode, finding: string, owner: Owner, params: ErrorParams): SessionCause {
  return { code, params, finding, owner };
}
