import { canonicalJson } from '@/domain/canonical-json';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Estate } from '@/domain/estate/estate';
import type { EstateView } from '@/domain/estate/view';
import { type Effect, routerOf, type RouterRef } from './effect';
import { findRouterInterface, findVbr, findVpc, isEstablished, tablesOf, targetOf } from './estate-lookup';
import type { TouchKey } from './operation';

/** What a step rests on: the whole table or peer list it writes to, its router, and where its next hop leads. */
export function touchesOf(effect: Effect): readonly TouchKey[] {
  const router = routerOf(effect);
  const own: TouchKey = { kind: router.kind, within: router.key, match: '*' };
  if (!('router' in effect)) return [own, { kind: 'bgp-peers', within: effect.vbr, match: '*' }];
  return [
    own,
    { kind: 'route-table', within: effect.routeTable, match: '*' },
    { kind: 'router-interface', within: effect.nextHop.key, match: '*' },
  ];
}

/**
 * Canonical text of everything touched, as observed: same text, same ground. Counters are left out, since they move by
 * themselves; whether a session is up is not, since plans rest on it.
 */
export function groundOf(view: Pick<EstateView, 'estate'>, touches: readonly TouchKey[]): string {
  const unique = new Map(touches.map((touch) => [canonicalJson(touch), touch]));
  const parts = [...unique.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return canonicalJson(parts.map(([, touch]) => ({ touch, rows: rowsOf(view.estate, touch) })));
}

function rowsOf(estate: Estate, touch: TouchKey): unknown {
  switch (touch.kind) {
    case 'route-table':
      return tableRows(estate, touch.within);
    case 'bgp-peers':
      return peerRows(findVbr(estate, touch.within));
    case 'vbr':
      return vbrRows(estate, findVbr(estate, touch.within));
    case 'vpc':
      return findVpc(estate, touch.within)?.status ?? null;
    case 'router-interface':
      return interfaceRows(estate, touch.within);
    default:
      throw new Error(`no ground of kind ${touch.kind}`);
  }
}

function routersOf(estate: Estate): readonly RouterRef[] {
  return [
    ...estate.vbrs.map((vbr) => ({ kind: 'vbr', key: vbr.key }) as const),
    ...estate.vpcs.map((vpc) => ({ kind: 'vpc', key: vpc.key }) as const),
  ];
}

function tableRows(estate: Estate, key: string): unknown {
  const table = routersOf(estate)
    .flatMap((router) => tablesOf(estate, router))
    .find((each) => each.key === key);
  if (!table?.entries) return null;
  return table.entries.map((entry) => `${entry.prefix} ${entry.type} ${entry.status} ${targetOf(entry)}`).sort();
}

function peerRows(vbr: Vbr | null): unknown {
  if (!vbr?.bgpGroups) return null;
  return vbr.bgpGroups
    .flatMap((group) => [
      [group.key, group.localAsn ?? null, group.peerAsn ?? null, group.status ?? null, group.routeLimit ?? null],
      ...(group.peers ?? []).map((peer) => [
        group.key,
        peer.address ?? null,
        peer.status ?? null,
        peer.bfd?.enabled ?? null,
        peer.bfd?.hops ?? null,
        isEstablished(peer),
      ]),
    ])
    .map((row) => canonicalJson(row))
    .sort();
}

function vbrRows(estate: Estate, vbr: Vbr | null): unknown {
  if (!vbr) return null;
  const circuits = estate.physicalConnections.filter((circuit) => vbr.physicalConnections.includes(circuit.key));
  return {
    status: vbr.status ?? null,
    vlanInterface: vbr.vlanInterface ?? null,
    local: vbr.localGatewayAddress ?? null,
    peer: vbr.peerGatewayAddress ?? null,
    ...(vbr.localGatewayAddress6 === undefined ? {} : { local6: vbr.localGatewayAddress6 }),
    ...(vbr.peerGatewayAddress6 === undefined ? {} : { peer6: vbr.peerGatewayAddress6 }),
    circuits: circuits.map((each) => `${each.key} ${each.status ?? '-'} ${each.businessStatus ?? '-'}`).sort(),
  };
}

function interfaceRows(estate: Estate, key: string): unknown {
  const found = findRouterInterface(estate, key);
  return found ? { router: found.router, opposite: found.opposite ?? null, status: found.status ?? null } : null;
}
