import { groupFamily, routeLimitOf } from '@/domain/estate/bgp';
import type { Gateway } from '@/domain/estate/gateway';
import { containsPrefix, prefixFamily, prefixLength } from '@/domain/net/prefix';
import { announcedTo, isFilteredToward } from '@/domain/routing/bgp/announced';
import { gatewayOfSession, sessionHealth, sessionsOf } from '@/domain/routing/sessions/bgp-session';
import { edgePoolsAt, evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { VbrCheck } from '../each-vbr';
import { stopsNothing, type Fault } from '../finding';
import { isNearlyUsed } from '../nearly-used';

/**
 * More routes than a session takes, before they are sent (V5): what the gateway would announce once the session is up; or, once half of
 * the limit is used, what it will when the site's block is given out to nodes one subnet after another. What is received already is F10.
 */
export const routesPredicted: VbrCheck = (index, vbr) => {
  if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
  return sessionsOf(vbr).flatMap((session): readonly Fault[] => {
    const gateway = gatewayOfSession(index, session);
    const limit = routeLimitOf(session.group);
    const received = session.peer.observed?.receivedRoutes ?? 0;
    if (!gateway || limit === 0 || groupFamily(session.group) === 6 || isNearlyUsed(received, limit)) return [];
    const now = announcedTo(index, gateway, vbr).filter(({ prefix }) => prefixFamily(prefix) === 4).length;
    const isUp = sessionHealth(session) === 'established';
    const grows = now >= limit / 2 && !isFilteredToward(gateway, vbr, 4);
    const full = grows ? Math.max(now, whenFull(index, gateway)) : now;
    const [when, predicted] = !isUp && now > limit ? (['up', now] as const) : (['full', full] as const);
    if (predicted <= limit || (isUp && now > limit)) return [];
    const subject = { kind: 'bgp-peer', key: session.peer.key } as const;
    const params = { vbr: vbr.key, peer: session.peer.key, gateway: gateway.key, predicted, now, limit, cause: when };
    const severity = when === 'up' ? 'warning' : 'notice';
    return [{ code: 'V5', kind: 'routes-predicted', severity, owner: 'idc', subject, params, stops: stopsNothing }];
  });
};

/** A block that a summary covers is one prefix; any other as many as it has subnets for nodes. */
function whenFull(index: EstateIndex, { site, aggregates = [] }: Gateway): number {
  const clusters = new Set(
    edgePoolsAt(index, site)
      .filter(({ pool }) => !pool.hostNetwork)
      .map(({ cluster }) => cluster),
  );
  const counts = [...clusters].flatMap(({ siteBlocks = [], nodeMask }) =>
    siteBlocks
      .filter((block) => block.site === site && prefixFamily(block.prefix) === 4)
      .map(({ prefix }) => {
        const isSummed = aggregates.some((each) => each.summaryOnly && containsPrefix(each.prefix, prefix));
        return isSummed || nodeMask === undefined ? 1 : 2 ** Math.max(0, nodeMask - prefixLength(prefix));
      }),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}
