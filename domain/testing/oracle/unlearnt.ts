import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { EstateView } from '@/domain/estate/view';
import { containsPrefix, type Prefix } from '@/domain/net/prefix';
import { holds, longest } from './addresses';
import { isLetThrough } from './choice';
import { subnetsOf } from './gateway';
import { endOf, gatewaysOf } from './link';
import { ageOf, dead, mostTelling, type Ending, type Packet } from './packet';
import { saidOf, sessionsToward, stateBetween, whyDown } from './session';
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
  if (!states.includes('established')) {
    const whys = sessions.map(({ group, far }) => whyDown(view, vbr, group, far));
    return states.includes('unknown') ? null : (whys.find((why) => why.finding) ?? whys[0] ?? null);
  }
  if (saidOf(view, gateway, vbr, family)?.isShutOut) return dead('gateway-policy-missing', 'C05', 'idc');
  const isThere = announcing(subnet).length > 0 && hasWay(view, gateway, vbr, subnet);
  const isSent = saidTo(view, gateway, vbr).some((prefix) => containsPrefix(prefix, subnet.prefix));
  const peer = endOf(vbr, 'local', family);
  const isFiltered = gateway.filters?.some((filter) => filter.peer === peer && filter.direction === 'out');
  return isThere && !isSent && isFiltered ? dead('announcement-filtered', 'C06', 'idc') : null;
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
function saidTo(view: EstateView, gateway: Gateway, vbr: Vbr): readonly Prefix[] {
  const rows = readOf(view, gateway);
  const learnt = withPods(view, gateway).filter((subnet) =>
    rows
      ? rows.some(({ best, discard, prefix }) => best && !discard && prefix === subnet.prefix)
      : teller(view, gateway, subnet),
  );
  const held = [...(gateway.networks ?? []), ...learnt.map(({ prefix }) => prefix)];
  const isInside = (outer: Prefix, inner: Prefix) => outer !== inner && containsPrefix(outer, inner);
  const sums = (gateway.aggregates ?? []).filter(({ prefix }) => held.some((each) => isInside(prefix, each)));
  const apart = held.filter((each) => !sums.some(({ prefix, summaryOnly }) => summaryOnly && isInside(prefix, each)));
  return [...sums.map(({ prefix }) => prefix), ...apart].filter((prefix) =>
    isLetThrough(gateway, 'out', (peer) => peer === endOf(vbr, 'local', familyOf(prefix)), prefix),
  );
}
