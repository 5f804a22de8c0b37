import type { Status } from '@/components/ui/status-mark';
import type { Finding } from '@/domain/checks/finding';
import type { BgpPeer } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import { freshnessOf, type EstateView } from '@/domain/estate/view';

export type PeerRow = BgpPeer & { group: string; localAsn?: number; peerAsn?: number; routeLimit?: number };

/** All peers of a VBR with what they inherit from their group. */
export function peersOfVbr(vbr: Vbr): PeerRow[] {
  return (vbr.bgpGroups ?? []).flatMap(({ key, localAsn, peerAsn, routeLimit, peers }) =>
    (peers ?? []).map((peer) => ({ ...peer, group: key, localAsn, peerAsn, routeLimit })),
  );
}

/** Only Established is up. `active` in BGP means still connecting. */
export function sessionMeaning(peer: BgpPeer): Status {
  if (peer.status === 'pending' || peer.status === 'modifying' || peer.status === 'deleting') return 'changing';
  switch (peer.observed?.sessionState) {
    case 'established':
      return 'healthy';
    case undefined:
    case 'unknown':
      return 'unknown';
    case 'connect':
    case 'opensent':
    case 'openconfirm':
      return 'changing';
    case 'idle':
    case 'active':
    case 'down':
      return 'broken';
  }
}

const SETTLED = new Set(['available', 'unknown', undefined]);

/** One VBR in one of the five meanings: stale first, since nothing old is green; then what moves; then what is wrong. */
export function vbrMeaning(view: EstateView, vbr: Vbr, findings: readonly Finding[]): Status {
  const parts = [
    freshnessOf(view, 'vbr'),
    freshnessOf(view, 'route-entry', vbr.routeTable?.key),
    freshnessOf(view, 'bgp-peer', vbr.key),
  ];
  if (parts.some((part) => part?.stale) || vbr.status === undefined) return 'unknown';
  const moving = [...(vbr.routeTable?.entries ?? []), ...peersOfVbr(vbr)].some((each) => !SETTLED.has(each.status));
  if (moving) return 'changing';
  const own = findings.filter((finding) => concerns(finding, vbr));
  if (own.some((finding) => finding.severity === 'error')) return 'broken';
  return own.length > 0 ? 'warning' : 'healthy';
}

/** Findings about a VBR itself, its table or its peers. */
export function concerns(finding: Finding, vbr: Vbr): boolean {
  if (finding.subject.key === vbr.key || finding.params.vbr === vbr.key) return true;
  return finding.subject.kind === 'bgp-peer' && peersOfVbr(vbr).some((peer) => peer.key === finding.subject.key);
}
