import type { Problem } from '@/domain/errors';
import { routeLimitOf, type BgpGroup } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import { peersOf } from '../estate-lookup';

/** BGP peers per VBR (Express Connect limits, `QuotaExceeded.Bgp`). */
export const PEERS_PER_VBR = 8;

/** What a further peer will bring, as far as can be told: what the fullest peer of the VBR brings now. */
export function predictedRoutes(vbr: Vbr): number {
  const received = peersOf(vbr).map((peer) => peer.observed?.receivedRoutes ?? 0);
  const learnt = (vbr.routeTable?.entries ?? []).filter((entry) => entry.type === 'bgp').length;
  return Math.max(learnt, ...received, 0);
}

/** V5: eight peers, and no more routes than the group takes. */
export function checkPeerQuota(vbr: Vbr, group: BgpGroup): readonly Problem[] {
  const problems: Problem[] = [];
  const used = peersOf(vbr).length;
  if (used + 1 > PEERS_PER_VBR)
    problems.push({ path: ['vbr'], code: 'peer-quota-reached', params: { vbr: vbr.key, used, limit: PEERS_PER_VBR } });
  const limit = routeLimitOf(group);
  const predicted = predictedRoutes(vbr);
  const params = { group: group.key, predicted, limit };
  if (predicted > limit) problems.push({ path: ['group'], code: 'route-limit-exceeded', params });
  else if (predicted >= limit * 0.8)
    problems.push({ path: ['group'], code: 'route-limit-near', params, severity: 'warning' });
  return problems;
}

/** Peer lists are single-flight too: `InvalidStatus.CannotOperate` while one is on its way. */
export function checkPeersSettled(vbr: Vbr): readonly Problem[] {
  const moving = peersOf(vbr).find(
    (peer) => peer.status !== undefined && !['available', 'unknown'].includes(peer.status),
  );
  if (!moving) return [];
  const params = { vbr: vbr.key, peer: moving.address ?? moving.key, status: moving.status ?? '-' };
  return [{ path: ['vbr'], code: 'peers-not-settled', params }];
}
