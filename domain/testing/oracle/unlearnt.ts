import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { EstateView } from '@/domain/estate/view';
import { containsPrefix, type Prefix } from '@/domain/net/prefix';
import { holds, longest } from './addresses';
import { isLetThrough } from './choice';
import { subnetsOf } from './gateway';
import { endOf, gatewaysOf } from './link';
import { ageOf, dead, mostTelling, type Ending, type Packet } from './packet';
import { saidOf, sessionsToward, stateBetween, whyAllDown } from './session';
import { announcing, teller, type Subnet } from './speaker';

const familyOf = (prefix: Prefix) => (prefix.includes(':') ? 6 : 4);

/** What is known to have kept a VBR from learning of a pod; null where a row of its own is what it lacks. */
export function whyUnlearnt({ view, to }: Packet, vbr: Vbr): Ending | null {
  const told = gatewaysOf(view.estate, vbr).flatMap((gateway) =>
    withPods(view, gateway)
      .filter(() => ([4, 6] as const).some((family) => between(view, gateway, vbr, family).length > 0))
      .map((subnet) => ({ gateway, subnet })),
  );
  const own = longest(
    told.filter(({ subnet }) => holds(subnet.prefix, to)),
    ({ subnet }) => subnet.prefix,
  );
  const whys = own.map(({ gateway, subnet }) => whyUntold(view, vbr, gateway, subnet));
  return whys.includes(null) ? null : mostTelling(whys);
}

function withPods({ estate }: EstateView, gateway: Gateway): readonly Subnet[] {
  return subnetsOf(estate, gateway).filter(({ pool }) => !pool.hostNetwork);
}

function between(view: EstateView, gateway: Gateway, vbr: Vbr, family: 4 | 6) {
  return sessionsToward(view, gateway, vbr, family).filter(({ far }) => far === gateway);
}

function whyUntold(view: EstateView, vbr: Vbr, gateway: Gateway, subnet: Subnet): Ending | null {
  const family = familyOf(subnet.prefix);
  const sessions = between(view, gateway, vbr, family);
  const states = sessions.map((session) => stateBetween(view, gateway, vbr, session));
  if (sessions.length === 0) return null;
  if (!states.includes('established'))
    return states.includes('unknown') ? null : (whyAllDown(view, vbr, sessions) ?? null);
  if (saidOf(view, gateway, vbr, family)?.isShutOut) return dead('gateway-policy-missing', 'C05', 'idc');
  if (announcing(subnet).length === 0 || !hasWay(view, gateway, vbr, subnet)) return null;
  const said = saidTo(view, gateway, vbr).filter(({ prefix }) => familyOf(prefix) === family);
  const about = said.filter(({ prefix }) => containsPrefix(prefix, subnet.prefix));
  if (about.length > 0)
    return whyRefused(
      sessions.filter((_, at) => states[at] === 'established'),
      said,
      about,
    );
  const peer = endOf(vbr, 'local', family);
  const isFiltered = gateway.filters?.some((filter) => filter.peer === peer && filter.direction === 'out');
  return isFiltered ? dead('announcement-filtered', 'C06', 'idc') : null;
}

type Said = { prefix: Prefix; through: readonly number[] };

/** Said, and not taken: it came through the number of whoever hears it, or it is one too many for one of them. */
function whyRefused(
  sessions: ReturnType<typeof between>,
  said: readonly Said[],
  about: readonly Said[],
): Ending | null {
  const ears = sessions.map(({ group }) => group.localAsn ?? 45104);
  if (ears.every((ear) => about.every(({ through }) => through.includes(ear))))
    return dead('announcement-looped', 'F32', 'idc');
  const count = new Set(said.map(({ prefix }) => prefix)).size;
  const isTooMuch = sessions.some(({ group: { routeLimit = 110 }, peer: { observed } }) => {
    return count > routeLimit || (observed?.receivedRoutes !== undefined && observed.receivedRoutes >= routeLimit);
  });
  return isTooMuch ? dead('announcement-over-limit', 'F10', 'idc') : null;
}

/** The table of a gateway that was read lately. */
function readOf(view: EstateView, { key, observed }: Gateway) {
  return ageOf(view, 'gateway-route', key) ? undefined : observed?.routes;
}

function hasWay(view: EstateView, gateway: Gateway, vbr: Vbr, subnet: Subnet): boolean {
  const cloud: readonly (string | null)[] = [endOf(vbr, 'local', 4), endOf(vbr, 'local', 6)];
  const rows = readOf(view, gateway);
  if (!rows) return teller(view, gateway, subnet) !== undefined;
  return rows.some(
    ({ best, discard, nextHop, prefix }) =>
      best &&
      !discard &&
      nextHop &&
      !cloud.includes(nextHop) &&
      !prefix.endsWith('/0') &&
      containsPrefix(prefix, subnet.prefix),
  );
}

/** All that a gateway says to a VBR: its own, what it sums up, and of the rest what is not summed up; as its lists let it. */
function saidTo(view: EstateView, gateway: Gateway, vbr: Vbr): readonly Said[] {
  const own = (prefix: Prefix): Said => ({ prefix, through: [gateway.asn] });
  const held = [...(gateway.networks ?? []).map(own), ...heardOf(view, gateway)];
  const isInside = (outer: Prefix, inner: Prefix) => outer !== inner && containsPrefix(outer, inner);
  const sums = (gateway.aggregates ?? []).filter((sum) => held.some(({ prefix }) => isInside(sum.prefix, prefix)));
  const apart = held.filter((each) => !sums.some((sum) => sum.summaryOnly && isInside(sum.prefix, each.prefix)));
  return [...sums.map(({ prefix }) => own(prefix)), ...apart].filter(({ prefix }) =>
    isLetThrough(gateway, 'out', (peer) => peer === endOf(vbr, 'local', familyOf(prefix)), prefix),
  );
}

/** Pod subnets as a gateway would say them on: its own number and those by which it has them. */
function heardOf(view: EstateView, gateway: Gateway): readonly Said[] {
  const rows = readOf(view, gateway);
  return withPods(view, gateway).flatMap((subnet): Said[] => {
    const { prefix } = subnet;
    const row = rows?.find((each) => each.best && !each.discard && each.prefix === prefix);
    if (rows) return row ? [{ prefix, through: [gateway.asn, ...(row.asPath ?? [])] }] : [];
    const asn = teller(view, gateway, subnet)?.speaker?.asn;
    return asn === undefined ? [] : [{ prefix, through: [gateway.asn, asn] }];
  });
}
