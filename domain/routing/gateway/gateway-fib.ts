import type { Gateway, StaticRoute } from '@/domain/estate/gateway';
import type { Family } from '@/domain/net/address';
import { overlaps, prefixFamily, type Prefix } from '@/domain/net/prefix';
import { oncePerPair, Remembered } from '@/domain/memo';
import type { EstateIndex } from '../estate-index';
import { Fib } from '../tables/fib';
import { learnedRows } from './gateway-learned';
import { lansOf, leadingFrom, portsNear, type LeadsTo } from './gateway-neighbours';
import { observedRows } from './gateway-observed';
import { readingOf, showsWholeTable } from './gateway-reading';
import { hostRows } from './gateway-hosts';
import { podRows } from './gateway-pods';
import { gatewayRow, intoLan, type GatewayRow, type GatewayTarget } from './gateway-row';
import { vbrsOf } from '../sessions/link';
import { aroundSite, aroundVbr, readingsOfGateway } from './surroundings';

const tables = new Remembered<Gateway, Fib<GatewayTarget>>();

/**
 * The table of a gateway: as it was read, or as far as declarations and the VBRs' side tell it. Made anew only when something it rests on is
 * another: a VBR set up anew concerns the gateways it is linked with, and no others; a changed row of its table none.
 */
export const gatewayTable = oncePerPair((index: EstateIndex, gateway: Gateway): Fib<GatewayTarget> => {
  const vbrs = vbrsOf(index, gateway).map((vbr) => aroundVbr(index, vbr));
  const around = [aroundSite(index, gateway.site), ...portsNear(index, gateway), ...vbrs];
  const rests = [...readingsOfGateway(index, gateway), ...around];
  return tables.of(gateway, rests, () => Fib.of(rowsOf(index, gateway)));
});

/** What was read of the gateway beats what is declared of it, as far as its driver shows it. */
function rowsOf(index: EstateIndex, gateway: Gateway): readonly GatewayRow[] {
  const to = leadingFrom(index, gateway);
  const declared = [...connectedRows(index, gateway), ...staticRows(gateway, to), ...aggregateRows(gateway)];
  const unread = () => [
    ...[...declared, ...podRows(index, gateway)],
    ...[...learnedRows(index, gateway), ...hostRows(index, gateway, declared)],
  ];
  if (readingOf(index, gateway, 4) === null) return unread();
  const observed = observedRows(index, gateway, { to, into: (prefix) => intoNetwork(index, gateway, prefix) });
  const known = [...declared, ...observed];
  const read = showsWholeTable(gateway) ? observed : [...known, ...hostRows(index, gateway, known)];
  if (readingOf(index, gateway, 6) !== null) return read;
  const isOf = (family: Family) => (row: GatewayRow) => prefixFamily(row.prefix) === family;
  return [...read.filter(isOf(4)), ...unread().filter(isOf(6))];
}

function connectedRows(index: EstateIndex, gateway: Gateway): readonly GatewayRow[] {
  return lansOf(index, gateway).map((lan) =>
    gatewayRow({
      gateway: gateway.key,
      prefix: lan.prefix,
      origin: 'connected',
      nextHop: lan.key,
      target: intoLan(lan),
    }),
  );
}

/** What an interface is connected to: a LAN of the site, or a network of its own that nobody has declared. */
function intoNetwork(index: EstateIndex, gateway: Gateway, prefix: Prefix): GatewayTarget {
  const lan = lansOf(index, gateway).find((each) => overlaps(each.prefix, prefix));
  return lan ? intoLan(lan) : { kind: 'deliver', place: { kind: 'site', key: gateway.site } };
}

function staticRows(gateway: Gateway, to: LeadsTo): readonly GatewayRow[] {
  return (gateway.staticRoutes ?? []).map((route) => {
    const nextHop = 'nextHop' in route ? route.nextHop : 'discard';
    const target = staticTarget(route, to);
    return gatewayRow({ gateway: gateway.key, prefix: route.prefix, origin: 'static', nextHop, target });
  });
}

function staticTarget(route: StaticRoute, to: LeadsTo): GatewayTarget {
  return 'nextHop' in route ? to(route.prefix, route.nextHop) : { kind: 'discard' };
}

function aggregateRows(gateway: Gateway): readonly GatewayRow[] {
  return (gateway.aggregates ?? []).flatMap((each) =>
    each.discard
      ? [
          gatewayRow({
            gateway: gateway.key,
            prefix: each.prefix,
            origin: 'aggregate',
            nextHop: 'discard',
            target: { kind: 'discard' },
          }),
        ]
      : [],
  );
}
