import { groupFamily } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { nextHopsOf } from '@/domain/estate/routes';
import { requiredTowardSite, sitesBehind } from '@/domain/checks/required';
import type { Family } from '@/domain/net/address';
import { comparePrefixes, prefixFamily, prefixLength, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { aggregateUnder, exactAggregate } from '@/domain/routing/tables/aggregate';
import { announcedTo } from '@/domain/routing/bgp/announced';
import { gatewayOfSession, localHost, sessionsOf, type Session } from '@/domain/routing/sessions/bgp-session';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import { attractionsOf, type Attraction } from './attracted';
import { announceCommands } from './gateway-commands';

/** Express Connect, "Virtual border router": 110 routes a peer unless raised. */
export const ROUTES_PER_PEER = 110;

/** From here on there is a finding (F10): what is advised stays below. */
const NEAR = 0.8;

/** How it is known what is announced: seen to be sent, held by the VBR, or by the gateway's settings. */
export type AnnouncedBy = 'advertised' | 'held' | 'predicted';

/** What is to be announced over one session of a VBR so that nobody is cut off and the limit is kept. */
export type AnnounceAdvice = {
  vbr: string;
  peer: string;
  /** the gateway at the far end, where one is known to have the peer's address */
  gateway?: string;
  limit: number;
  announced: readonly Prefix[];
  by: AnnouncedBy;
  /** addresses at the sites behind that nothing announces and no static row of the VBR leads to */
  missing: readonly Prefix[];
  /** the fewest prefixes for exactly what is announced and what is missing */
  exact: AnnounceSet;
  /** how the exact set stands to the limit: below 80 % of it, below it, or not */
  fit: 'fits' | 'near' | 'over';
  /** where the exact set is no less than 80 % of the limit: the fewest foreign addresses that fewer prefixes can do with */
  wider?: AnnounceSet & { attractions: readonly Attraction[] };
};

/** Prefixes to announce, and the commands that make the gateway do so: none where its kind is not spoken. */
export type AnnounceSet = { prefixes: readonly Prefix[]; commands: readonly string[] };

/** Advice for each session of a VBR, in its order. A session of which nothing is announced and nothing is missing has none. */
export function announceAdvice(index: EstateIndex, vbr: Vbr): readonly AnnounceAdvice[] {
  return sessionsOf(vbr).flatMap((session) => adviceFor(index, session) ?? []);
}

/** The same for every session that a gateway has with a VBR. */
export function announceAdviceOf(index: EstateIndex, gateway: Gateway): readonly AnnounceAdvice[] {
  return [...index.vbrs.values()]
    .flatMap((vbr) => announceAdvice(index, vbr))
    .filter((advice) => advice.gateway === gateway.key);
}

function adviceFor(index: EstateIndex, session: Session): AnnounceAdvice | null {
  const { vbr, group, peer } = session;
  const gateway = gatewayOfSession(index, session);
  const family = groupFamily(group);
  const { prefixes: announced, by } = announcedOver(index, session, gateway);
  // A default route has every address and says of none that it is here.
  const [defaults, own] = [announced.filter(isDefault), announced.filter((each) => !isDefault(each))];
  const missing = neededBehind(index, vbr, gateway, family).subtract(RangeSet.of(own)).toPrefixes();
  const wanted = [...own, ...missing];
  if (wanted.length + defaults.length === 0) return null;
  const limit = group.routeLimit ?? ROUTES_PER_PEER;
  const exact = [...defaults, ...exactAggregate(wanted)];
  const fit = exact.length < limit * NEAR ? 'fits' : exact.length < limit ? 'near' : 'over';
  const room = Math.ceil(limit * NEAR) - 1 - defaults.length;
  const setOf = (prefixes: readonly Prefix[]): AnnounceSet => ({
    prefixes,
    commands: gateway ? announceCommands(index, { gateway, vbr, family, prefixes, announced }) : [],
  });
  return {
    vbr: vbr.key,
    peer: peer.key,
    ...(gateway ? { gateway: gateway.key } : {}),
    limit,
    announced,
    by,
    missing,
    exact: setOf(exact),
    fit,
    ...(fit === 'fits' || room < 1 ? {} : { wider: widerSet() }),
  };

  function widerSet(): AnnounceAdvice['wider'] {
    const { prefixes } = aggregateUnder(wanted, room);
    const attractions = attractionsOf(index, { aggregate: prefixes, of: wanted, sites: sitesBehind(index, vbr) });
    return { ...setOf([...defaults, ...prefixes]), attractions };
  }
}

function isDefault(prefix: Prefix): boolean {
  return prefixLength(prefix) === 0;
}

/** What was seen to be sent; else what the VBR holds, where one session of the family brought it; else what the settings say. */
function announcedOver(
  index: EstateIndex,
  { vbr, group }: Session,
  gateway: Gateway | undefined,
): { prefixes: readonly Prefix[]; by: AnnouncedBy } {
  const family = groupFamily(group);
  const ofFamily = (rows: readonly { prefix: Prefix }[]) =>
    [...new Set(rows.map(({ prefix }) => prefix))]
      .filter((prefix) => prefixFamily(prefix) === family)
      .sort(comparePrefixes);
  const isRead = gateway && evidenceOf(index, 'gateway-path', gateway.key).kind !== 'stale';
  const paths = isRead ? gateway.observed?.paths : undefined;
  const local = localHost(vbr, family);
  const sent = paths?.filter(({ direction, peer }) => direction === 'advertised' && peer === local);
  if (sent) return { prefixes: ofFamily(sent), by: 'advertised' };
  const alone = sessionsOf(vbr).filter((each) => groupFamily(each.group) === family).length === 1;
  const held = (vbr.routeTable?.entries ?? []).filter(({ type }) => type === 'bgp');
  if (alone && held.length > 0) return { prefixes: ofFamily(held), by: 'held' };
  return { prefixes: gateway ? ofFamily(announcedTo(index, gateway, vbr)) : [], by: 'predicted' };
}

/** What the cloud must be able to send to the sites behind, without what static rows of the VBR lead there already. */
function neededBehind(index: EstateIndex, vbr: Vbr, gateway: Gateway | undefined, family: Family): RangeSet {
  const sites = gateway ? [gateway.site] : sitesBehind(index, vbr);
  const covers = sites.flatMap((site) => requiredTowardSite(index, site)).map(({ cover }) => cover);
  const rows = (vbr.routeTable?.entries ?? []).filter(
    (entry) => entry.type === 'custom' && nextHopsOf(entry).some(({ key }) => key === vbr.vlanInterface),
  );
  const left = RangeSet.union(covers).subtract(RangeSet.of(rows.map(({ prefix }) => prefix)));
  return RangeSet.of(left.toPrefixes().filter((prefix) => prefixFamily(prefix) === family));
}
