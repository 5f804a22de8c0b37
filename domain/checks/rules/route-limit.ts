import { routeLimitOf } from '@/domain/estate/bgp';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import { exactAggregate } from '@/domain/routing/tables/aggregate';
import { gatewayOfSession, localOf, sessionsOf, type Session } from '@/domain/routing/sessions/bgp-session';
import type { Verdict } from '@/domain/routing/verdict';
import { isNearlyUsed } from '../nearly-used';
import type { VbrCheck } from '../each-vbr';
import type { Fault } from '../finding';

/**
 * Routes beyond a group's limit are dropped while the session stays up, so the newest nodes are cut off without any alarm
 * (F10). A group that does not say how many it takes has the limit that all begin with.
 */
export const routeLimit: VbrCheck = (index, vbr) => {
  if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
  return sessionsOf(vbr).flatMap((session): readonly Fault[] => {
    const { group, peer } = session;
    const limit = routeLimitOf(group);
    const received = peer.observed?.receivedRoutes;
    if (limit === 0 || received === undefined || !isNearlyUsed(received, limit)) return [];
    const params = {
      vbr: vbr.key,
      peer: peer.key,
      received,
      limit,
      percent: Math.floor((received * 100) / limit),
      enough: enough(index, session),
    };
    const severity = received >= limit ? 'error' : 'warning';
    return [
      {
        code: 'F10',
        kind: 'route-limit',
        severity,
        owner: 'idc',
        subject: { kind: 'bgp-peer', key: peer.key },
        params,
        stops: ({ forward, back }) => [forward, back].some((each) => isBeyond(each, peer.key)),
      },
    ];
  });
};

function isBeyond({ reason }: Verdict, peer: string): boolean {
  return reason?.code === 'announcement-over-limit' && reason.params.peer === peer;
}

/** How many prefixes would say the same: of what the gateway was seen to announce, else of what the VBR holds. 0: nobody knows. */
function enough(index: EstateIndex, session: Session): number {
  const { vbr } = session;
  const local = localOf(session);
  const paths = gatewayOfSession(index, session)?.observed?.paths ?? [];
  const sent = paths.filter(({ direction, peer }) => direction === 'advertised' && peer === local);
  const held = (vbr.routeTable?.entries ?? []).filter(({ type }) => type === 'bgp');
  return exactAggregate((sent.length > 0 ? sent : held).map(({ prefix }) => prefix)).length;
}
