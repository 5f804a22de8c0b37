import type { Gateway, GatewayRoute } from '@/domain/estate/gateway';
import { oncePer } from '@/domain/memo';
import type { Family } from '@/domain/net/address';
import { prefixFamily } from '@/domain/net/prefix';
import { evidenceOf, type EstateIndex } from '../estate-index';
import type { Evidence } from '../packet';

/** Connectors read IPv4; rows of IPv6 can only be told by an estate file. */
const showsIpv6 = oncePer((routes: readonly GatewayRoute[]) => routes.some(({ prefix }) => prefixFamily(prefix) === 6));

/** What was read of a gateway's own table for a family; null: nobody reads that, and it does as declared. */
export function readingOf(index: EstateIndex, { key, observed }: Gateway, family: Family): Evidence | null {
  const routes = observed?.routes;
  if (routes === undefined || (family === 6 && !showsIpv6(routes))) return null;
  return evidenceOf(index, 'gateway-route', key);
}

/** GoBGP shows what it learnt and originates, and nothing of interfaces and static routes; vtysh shows the whole table. */
export function showsWholeTable({ driver }: Gateway): boolean {
  return driver !== 'gobgp';
}

/** Every row that a gateway has was read of it: what is not there is not missing from the reading. */
export function isReadWhole(index: EstateIndex, gateway: Gateway, family: Family): boolean {
  const reading = readingOf(index, gateway, family);
  return reading !== null && reading.kind !== 'stale' && showsWholeTable(gateway);
}
