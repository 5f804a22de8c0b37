import { groupFamily, type BgpGroup } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { RouteEntry, RouteTable } from '@/domain/estate/routes';
import type { EstateView } from '@/domain/estate/view';
import { assertNever } from '@/domain/errors';
import { addressFamily } from '@/domain/net/address';
import { prefixFamily } from '@/domain/net/prefix';
import { localHost, ownsAddressOn } from '@/domain/routing/sessions/bgp-session';
import { withOrigin, withOriginView } from '@/domain/routing/origin';
import type { Effect } from './effect';
import { findGroup, findPeer, isEstablished, isTheRow } from './estate-lookup';
import { sessionName } from './session';

type RouteEffect = Extract<Effect, { kind: 'create-route-entry' | 'delete-route-entry' }>;
type PeerEffect = Extract<Effect, { kind: 'create-bgp-peer' | 'delete-bgp-peer' }>;

/**
 * The estate as it will be once the effect has settled, withdrawals that it causes included. A new BGP peer brings nothing:
 * its session is observed, never assumed. The revision says that this is not what was observed.
 */
export function applyEffect(view: EstateView, effect: Effect): EstateView {
  const after = { ...view, estate: estateAfter(view, effect), revision: `${view.revision}+${revisionPart(effect)}` };
  if (!('router' in effect)) return withOriginView(after, view);
  const { router, routeTable, prefix } = effect;
  return withOriginView(after, view, { router: router.key, routeTable, prefix });
}

function estateAfter({ estate }: EstateView, effect: Effect): EstateView['estate'] {
  switch (effect.kind) {
    case 'create-route-entry':
    case 'delete-route-entry':
      return effect.router.kind === 'vbr'
        ? {
            ...estate,
            vbrs: estate.vbrs.map((vbr) => (vbr.key === effect.router.key ? vbrWithRoute(vbr, effect) : vbr)),
          }
        : {
            ...estate,
            vpcs: estate.vpcs.map((vpc) =>
              vpc.key === effect.router.key
                ? { ...vpc, routeTables: vpc.routeTables?.map((table) => tableAfter(table, effect)) }
                : vpc,
            ),
          };
    case 'create-bgp-peer':
      return {
        ...estate,
        vbrs: estate.vbrs.map((vbr) => (vbr.key === effect.vbr ? withPeer(vbr, effect) : vbr)),
        gateways: waitingAt(estate, effect),
      };
    case 'delete-bgp-peer':
      return { ...estate, vbrs: estate.vbrs.map((vbr) => (vbr.key === effect.vbr ? withoutPeer(vbr, effect) : vbr)) };
    default:
      return assertNever(effect);
  }
}

function revisionPart(effect: Effect): string {
  return 'router' in effect
    ? `${effect.kind}:${effect.routeTable}:${effect.prefix}:${effect.nextHop.key}`
    : `${effect.kind}:${effect.group}:${effect.address}`;
}

function vbrWithRoute(vbr: Vbr, effect: RouteEffect): Vbr {
  return vbr.routeTable ? { ...vbr, routeTable: tableAfter(vbr.routeTable, effect) } : vbr;
}

/** A table nobody has read stays unknown. */
function tableAfter(table: RouteTable, effect: RouteEffect): RouteTable {
  if (table.key !== effect.routeTable || table.entries === undefined) return table;
  const others = table.entries.filter((entry) => !isTheRow(entry, effect.prefix, effect.nextHop));
  if (effect.kind === 'delete-route-entry') return withOrigin({ ...table, entries: others }, table, [effect.prefix]);
  const entry: RouteEntry = { prefix: effect.prefix, nextHop: effect.nextHop, type: 'custom', status: 'available' };
  return withOrigin({ ...table, entries: [...others, entry] }, table, [effect.prefix]);
}

function withGroup(vbr: Vbr, key: string, change: (group: BgpGroup) => BgpGroup): Vbr {
  return { ...vbr, bgpGroups: vbr.bgpGroups?.map((group) => (group.key === key ? change(group) : group)) };
}

function withPeer(vbr: Vbr, effect: PeerEffect): Vbr {
  return withGroup(vbr, effect.group, (group) => ({
    ...group,
    peers: [
      ...(group.peers ?? []).filter((peer) => peer.address !== effect.address),
      {
        key: sessionName(effect),
        address: effect.address,
        status: 'available',
        ...(effect.bfd ? { bfd: effect.bfd } : {}),
        observed: { sessionState: 'unknown' },
      },
    ],
  }));
}

/** A gateway that waits for the other end shows a session that is down: once that end is there, that says nothing any more. */
function waitingAt({ gateways, vbrs }: EstateView['estate'], effect: PeerEffect): EstateView['estate']['gateways'] {
  const vbr = vbrs.find(({ key }) => key === effect.vbr);
  const local = vbr ? localHost(vbr, addressFamily(effect.address)) : null;
  return gateways.map((gateway) => {
    const peers = gateway.observed?.peers;
    if (!vbr || !peers?.some(({ address }) => address === local) || !ownsAddressOn(gateway, effect.address, vbr))
      return gateway;
    const after = peers.map((each) => (each.address === local ? { ...each, sessionState: 'unknown' as const } : each));
    return { ...gateway, observed: { ...gateway.observed, peers: after } };
  });
}

function withoutPeer(vbr: Vbr, effect: PeerEffect): Vbr {
  const group = findGroup(vbr, effect.group);
  const gone = group && findPeer(group, effect.address);
  const left = withGroup(vbr, effect.group, (group) => ({
    ...group,
    peers: group.peers?.filter((peer) => peer.address !== effect.address),
  }));
  const entries = left.routeTable?.entries;
  if (!group || !gone || !entries || !left.routeTable) return left;
  return { ...left, routeTable: { ...left.routeTable, entries: afterWithdrawal(left, group, entries) } };
}

/**
 * No source says which peer a BGP row was learnt from, only of which family. Without an established peer of the family that has
 * lost one, its rows go. With one that received at least as many routes as the table holds of it, all stay. In between nobody can
 * tell, so the rows become unknown.
 */
export function afterWithdrawal(vbr: Vbr, from: BgpGroup, entries: readonly RouteEntry[]): RouteEntry[] {
  const family = groupFamily(from);
  const groups = (vbr.bgpGroups ?? []).filter((group) => groupFamily(group) === family);
  const established = groups.flatMap(({ peers = [] }) => peers).filter(isEstablished);
  const isLearnt = ({ type, prefix }: RouteEntry) => type === 'bgp' && prefixFamily(prefix) === family;
  if (established.length === 0) return entries.filter((entry) => !isLearnt(entry));
  const learnt = entries.filter(isLearnt).length;
  const carriesAll = established.some((peer) => (peer.observed?.receivedRoutes ?? -1) >= learnt);
  if (carriesAll) return [...entries];
  return entries.map((entry) => (isLearnt(entry) ? { ...entry, status: 'unknown' } : entry));
}
