import type { Gateway } from '@/domain/estate/gateway';
import type { Lan } from '@/domain/estate/site';
import { containsPrefix, prefixLength, type Prefix } from '@/domain/net/prefix';
import type { EstateIndex } from '../estate-index';
import { lansOf } from './gateway-neighbours';
import { gatewayRow, type GatewayRow, type GatewayTarget } from './gateway-row';

/**
 * The site's own routing carries its host ranges; nothing reads it, so this is as declared. Not so a LAN of the site that is known to hang
 * on somebody else: who leads there has to be said, by a row of the gateway's own or an interface, or nobody knows.
 * @param beside the gateway's other rows
 */
export function hostRows(index: EstateIndex, gateway: Gateway, beside: readonly GatewayRow[]): readonly GatewayRow[] {
  const site = index.sites.get(gateway.site);
  if (!site || site.hostPrefixes.length === 0) return [];
  const near = lansOf(index, gateway);
  const far = near.length === site.lans.length ? [] : site.lans.filter((lan) => !near.includes(lan));
  const unled = far.flatMap((lan) => unledIn(lan, site.hostPrefixes, beside));
  const taken = new Set<string>(unled.map(({ prefix }) => prefix));
  const common = { gateway: gateway.key, origin: 'declared', nextHop: gateway.site } as const;
  const into: GatewayTarget = { kind: 'deliver', place: { kind: 'site', key: gateway.site } };
  return [
    ...site.hostPrefixes.flatMap((prefix) =>
      taken.has(prefix) ? [] : [gatewayRow({ ...common, prefix, target: into })],
    ),
    ...[...new Map(unled.map((each) => [each.prefix, each])).values()].map(({ prefix, lan }) => {
      const reason = {
        code: 'lan-router-not-declared',
        params: { gateway: gateway.key, lan: lan.key, prefix },
      } as const;
      const end = { kind: 'unknown', reason, owner: 'idc' } as const;
      return gatewayRow({ ...common, prefix, nextHop: lan.key, state: 'uncertain', target: { kind: 'stop', end } });
    }),
  ];
}

/** The host addresses of a LAN to which no other row leads. */
function unledIn(lan: Lan, hosts: readonly Prefix[], beside: readonly GatewayRow[]): readonly Unled[] {
  const around = hosts.filter((prefix) => containsPrefix(prefix, lan.prefix));
  const inside = hosts.filter((prefix) => prefix !== lan.prefix && containsPrefix(lan.prefix, prefix));
  const longest = Math.max(...around.map(prefixLength));
  return [
    ...(around.length > 0 && !isDecided(lan.prefix, longest, beside) ? [{ prefix: lan.prefix, lan }] : []),
    ...inside.filter((prefix) => !isDecided(prefix, prefixLength(prefix), beside)).map((prefix) => ({ prefix, lan })),
  ];
}

type Unled = { prefix: Prefix; lan: Lan };

/** Whether another row leads into the site, or is asked before the site's range is. */
function isDecided(prefix: Prefix, length: number, beside: readonly GatewayRow[]): boolean {
  return beside.some(
    (row) =>
      row.state !== 'idle' &&
      containsPrefix(row.prefix, prefix) &&
      (LEADING.includes(row.target.kind) || prefixLength(row.prefix) >= length),
  );
}

const LEADING: readonly GatewayTarget['kind'][] = ['deliver', 'neighbour', 'gateway'];
