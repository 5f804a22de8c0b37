import type { Gateway } from '@/domain/estate/gateway';
import type { Lan } from '@/domain/estate/site';
import { containsPrefix, prefixLength, type Prefix } from '@/domain/net/prefix';
import type { EstateIndex } from '../estate-index';
import { lansOf } from './gateway-neighbours';
import { gatewayRow, type GatewayRow, type GatewayTarget } from './gateway-row';

/**
 * The site's own routing carries its host ranges; nothing reads it, so this is as declared. Not so a LAN of the site that is known to hang
 * on somebody else: there the gateway's other rows lead, a default route to another router too, and without any nobody knows.
 * @param beside the gateway's other rows
 */
export function hostRows(index: EstateIndex, gateway: Gateway, beside: readonly GatewayRow[]): readonly GatewayRow[] {
  const site = index.sites.get(gateway.site);
  if (!site || site.hostPrefixes.length === 0) return [];
  const near = lansOf(index, gateway);
  const far = near.length === site.lans.length ? [] : site.lans.filter((lan) => !near.includes(lan));
  const apart = new Map<Prefix, readonly GatewayRow[]>();
  for (const lan of far)
    for (const [prefix, length] of hostsIn(lan, site.hostPrefixes)) {
      const rows = rowsApart(gateway, lan, prefix, { length, beside });
      if (rows) apart.set(prefix, rows);
    }
  const common = { gateway: gateway.key, origin: 'declared', nextHop: gateway.site } as const;
  const target: GatewayTarget = { kind: 'deliver', place: { kind: 'site', key: gateway.site } };
  const whole = site.hostPrefixes.filter((prefix) => !apart.has(prefix));
  return [...whole.map((prefix) => gatewayRow({ ...common, prefix, target })), ...[...apart.values()].flat()];
}

/** The host ranges of a LAN, and how long the site's range is that holds them. */
function hostsIn({ prefix: lan }: Lan, hosts: readonly Prefix[]): readonly (readonly [Prefix, number])[] {
  const around = hosts.filter((prefix) => containsPrefix(prefix, lan)).map(prefixLength);
  const inside = hosts.filter((prefix) => prefix !== lan && containsPrefix(lan, prefix));
  return [
    ...(around.length > 0 ? [[lan, Math.max(...around)] as const] : []),
    ...inside.map((prefix) => [prefix, prefixLength(prefix)] as const),
  ];
}

/** What takes the place of the site's range for hosts of a LAN; null: what is beside it decides already. */
function rowsApart(
  { key, site }: Gateway,
  lan: Lan,
  prefix: Prefix,
  { length, beside }: { length: number; beside: readonly GatewayRow[] },
): readonly GatewayRow[] | null {
  const best = longestOver(prefix, beside);
  const [first] = best;
  if (first && (prefixLength(first.prefix) >= length || best.some(({ target }) => target.kind === 'deliver')))
    return null;
  const common = { gateway: key, prefix, origin: 'declared' } as const;
  const onward = best.filter(({ target }) => target.kind === 'gateway' || target.kind === 'neighbour');
  if (onward.length > 0)
    return onward.map(({ row, target }) => gatewayRow({ ...common, nextHop: row.nextHop, target }));
  const reason = { code: 'lan-router-not-declared', params: { gateway: key, lan: lan.key, prefix } } as const;
  const end = { kind: 'unknown', reason, owner: 'idc' } as const;
  return [gatewayRow({ ...common, nextHop: site, state: 'uncertain', target: { kind: 'stop', end } })];
}

/** The rows that would decide without the site's range. */
function longestOver(prefix: Prefix, rows: readonly GatewayRow[]): readonly GatewayRow[] {
  const over = rows.filter((row) => row.state !== 'idle' && containsPrefix(row.prefix, prefix));
  const length = Math.max(...over.map((row) => prefixLength(row.prefix)));
  const longest = over.filter((row) => prefixLength(row.prefix) === length);
  const preference = Math.min(...longest.map((row) => row.preference));
  return longest.filter((row) => row.preference === preference);
}
