import type { Vbr } from '@/domain/estate/express-connect';
import { sessionHealth, sessionsOf } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf } from '@/domain/routing/estate-index';
import { peersOf } from '@/domain/changes/estate-lookup';
import { PEERS_PER_VBR } from '@/domain/changes/rules/bgp-quota';
import type { Finding, FindingFix } from '../finding';
import { onVbr, vbrsRead } from '../on-vbr';
import type { StandingCheck } from '../standing';

/** The VBR takes no further peer (F09). */
export const bgpPeerQuota: StandingCheck = ({ index }) =>
  vbrsRead(index).flatMap((vbr): readonly Finding[] => {
    if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
    const used = peersOf(vbr).length;
    if (used < PEERS_PER_VBR) return [];
    const params = { used, quota: PEERS_PER_VBR };
    const fix = used === PEERS_PER_VBR ? removalOf(vbr) : undefined;
    return [onVbr(vbr, { code: 'F09', kind: 'bgp-peer-quota', severity: 'warning', params, ...(fix ? { fix } : {}) })];
  });

/** A peer that is seen to carry nothing is the one to go. */
function removalOf(vbr: Vbr): FindingFix | undefined {
  const idle = sessionsOf(vbr).find(
    (session) => sessionHealth(session) === 'down' && session.peer.address !== undefined,
  );
  if (!idle) return undefined;
  const params = { vbr: vbr.key, group: idle.group.key, address: idle.peer.address ?? '' };
  return { operation: 'remove-bgp-peer', params };
}
