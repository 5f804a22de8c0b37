import type { Problem } from '@/domain/errors';
import type { BgpGroup } from '@/domain/estate/bgp';
import type { Gateway } from '@/domain/estate/gateway';

/** Alibaba Cloud's own ASN, and what a group uses when none is given. */
export const CLOUD_ASN = 45104;
/** Refused by the service although it lies in the private range (CreateBgpGroup, LocalAsn). */
export const RESERVED_LOCAL_ASN = 65025;
// RFC 7607: AS 0; RFC 6793: AS_TRANS; RFC 7300: the last of 16 and of 32 bits.
const NEVER_A_PEER = new Set([0, 23456, 65535, 4294967295, CLOUD_ASN]);

/** Numbers that the far end of no session may have (V6). */
export function isNeverPeer(asn: number): boolean {
  return NEVER_A_PEER.has(asn);
}

export function isAllowedLocalAsn(asn: number): boolean {
  if (asn === RESERVED_LOCAL_ASN) return false;
  return asn === CLOUD_ASN || (asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294);
}

/** ASN rules of the group a session will live in (V6), and whether it takes a peer now. */
export function checkGroup(group: BgpGroup): readonly Problem[] {
  const path = ['group'];
  const problems: Problem[] = [];
  const localAsn = group.localAsn ?? CLOUD_ASN;
  const { peerAsn, status = 'available' } = group;
  if (status !== 'available')
    problems.push({ path, code: 'group-not-available', params: { group: group.key, status } });
  if (!isAllowedLocalAsn(localAsn))
    problems.push({ path, code: 'local-asn-not-allowed', params: { group: group.key, asn: localAsn } });
  if (peerAsn === undefined)
    problems.push({ path, code: 'peer-asn-unknown', params: { group: group.key }, severity: 'warning' });
  else if (isNeverPeer(peerAsn))
    problems.push({ path, code: 'peer-asn-not-allowed', params: { group: group.key, asn: peerAsn } });
  else if (peerAsn === localAsn)
    problems.push({ path, code: 'peer-asn-equals-local', params: { group: group.key, asn: peerAsn } });
  return problems;
}

/** What the far end declares against what the group has: both must agree or the session never comes up (V6 to V8). */
export function checkGatewaySide(
  group: BgpGroup,
  vbr: { key: string; localAddress: string | null },
  gateway: Gateway | undefined,
  bfdEnabled: boolean,
): readonly Problem[] {
  if (!gateway || vbr.localAddress === null) return [];
  const base = { gateway: gateway.key, vbr: vbr.key, address: vbr.localAddress };
  const warn = (code: string, params = {}): Problem => ({
    path: ['address'],
    code,
    params: { ...base, ...params },
    severity: 'warning',
  });
  const problems: Problem[] = [];
  if (group.peerAsn !== undefined && group.peerAsn !== gateway.asn)
    problems.push(warn('gateway-asn-differs', { expected: group.peerAsn, actual: gateway.asn }));
  const neighbor = gateway.bgpPeers?.find((peer) => peer.address === vbr.localAddress);
  const localAsn = group.localAsn ?? CLOUD_ASN;
  if (!neighbor) return gateway.bgpPeers ? [...problems, warn('gateway-lacks-neighbor', { asn: localAsn })] : problems;
  if (neighbor.peerAsn !== localAsn)
    problems.push(warn('gateway-remote-as-differs', { expected: localAsn, actual: neighbor.peerAsn }));
  if ((neighbor.bfd ?? false) !== bfdEnabled)
    problems.push(warn('bfd-one-sided', { side: bfdEnabled ? 'vbr' : 'gateway' }));
  return [...problems, ...checkKeys(group, neighbor.authKey, warn)];
}

/** Presence and, where both ends name one, equality of the MD5 key. The key itself is never here. */
function checkKeys(
  group: BgpGroup,
  far: { secret: string } | undefined,
  warn: (code: string, params?: object) => Problem,
): readonly Problem[] {
  const near = group.authKey;
  const hasNear = near !== undefined || group.authKeyFingerprint !== undefined;
  if (hasNear !== (far !== undefined)) return [warn('bgp-key-one-sided', { side: hasNear ? 'vbr' : 'gateway' })];
  if (near && far && near.secret !== far.secret)
    return [
      { path: ['group'], code: 'bgp-key-differs', params: { group: group.key, near: near.secret, far: far.secret } },
    ];
  return [];
}
