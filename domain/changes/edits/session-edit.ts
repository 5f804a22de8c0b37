import { comparePrefixes, prefixFamily } from '@/domain/net/prefix';
import { groupFamily, type BgpGroup, type BgpPeer } from '@/domain/estate/bgp';
import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { RouteEntry } from '@/domain/estate/routes';
import type { EstateView } from '@/domain/estate/view';
import { without } from '@/domain/estate/projection';
import { announcedTo, isLooped } from '@/domain/routing/bgp/announced';
import { CLOUD_ASN, gatewayOfSession } from '@/domain/routing/sessions/bgp-session';
import { indexEstate } from '@/domain/routing/estate-index';
import { withOrigin } from '@/domain/routing/origin';
import { afterWithdrawal } from '../apply-effect';
import { findGroup, findPeer, findVbr, isEstablished } from '../estate-lookup';
import type { EditDefinition } from './definition';
import type { SetBgpSession } from './edit';

export const sessionEdit: EditDefinition<SetBgpSession> = {
  problems({ estate }, { vbr: key, group: name, address }) {
    const vbr = findVbr(estate, key);
    if (!vbr) return [{ path: ['vbr'], code: 'router-unknown', params: { router: key } }];
    const group = findGroup(vbr, name);
    if (!group) return [{ path: ['group'], code: 'group-unknown', params: { vbr: key } }];
    if (findPeer(group, address)) return [];
    return [{ path: ['address'], code: 'peer-missing', params: { vbr: key, group: name, address } }];
  },

  apply(view, edit) {
    return {
      ...view.estate,
      vbrs: view.estate.vbrs.map((vbr) => (vbr.key === edit.vbr ? vbrAfter(view, vbr, edit) : vbr)),
    };
  },

  undo({ estate }, edit) {
    const { group, peer, rows } = asItIs(estate, edit);
    return {
      kind: edit.kind,
      vbr: edit.vbr,
      group: edit.group,
      address: edit.address,
      ...(peer?.observed ?? {}),
      ...(rows && group ? { rows: rows.filter((row) => isLearntIn(group, row)) } : {}),
    };
  },
};

function asItIs(estate: Estate, { vbr: key, group: name, address }: SetBgpSession) {
  const vbr = findVbr(estate, key);
  const group = vbr && findGroup(vbr, name);
  return { group, peer: group && findPeer(group, address), rows: vbr?.routeTable?.entries };
}

function isLearntIn(group: BgpGroup, { type, prefix }: RouteEntry): boolean {
  return type === 'bgp' && prefixFamily(prefix) === groupFamily(group);
}

function vbrAfter(view: EstateView, vbr: Vbr, edit: SetBgpSession): Vbr {
  const group = findGroup(vbr, edit.group);
  const peer = group && findPeer(group, edit.address);
  if (!group || !peer) return vbr;
  const table = vbr.routeTable;
  const entries = table?.entries;
  const next = withPeer(vbr, group, peerAfter(peer, edit));
  if (!table || !entries) return next;
  const rows = rowsAfter(view, { before: vbr, after: next, group, peer, entries }, edit);
  const moved = [...new Set([...entries, ...rows].map(({ prefix }) => prefix))].filter(
    (prefix) => !sameRows(entries, rows, prefix),
  );
  if (moved.length === 0) return next;
  return { ...next, routeTable: withOrigin({ ...table, entries: rows }, table, moved) };
}

function sameRows(before: readonly RouteEntry[], after: readonly RouteEntry[], prefix: string): boolean {
  const of = (rows: readonly RouteEntry[]) => rows.filter((row) => row.prefix === prefix);
  const [was, is] = [of(before), of(after)];
  return was.length === is.length && was.every((row, at) => row === is[at]);
}

function peerAfter(peer: BgpPeer, { sessionState, receivedRoutes, advertisedRoutes }: SetBgpSession): BgpPeer {
  const rest = without<BgpPeer, 'observed'>(peer, ['observed']);
  if (sessionState === undefined) return rest;
  return {
    ...rest,
    observed: {
      sessionState,
      ...(receivedRoutes === undefined ? {} : { receivedRoutes }),
      ...(advertisedRoutes === undefined ? {} : { advertisedRoutes }),
    },
  };
}

function withPeer(vbr: Vbr, { key }: BgpGroup, peer: BgpPeer): Vbr {
  const swapped = (group: BgpGroup) => ({
    ...group,
    peers: group.peers?.map((each) => (each.key === peer.key ? peer : each)),
  });
  return { ...vbr, bgpGroups: vbr.bgpGroups?.map((group) => (group.key === key ? swapped(group) : group)) };
}

type Turn = { before: Vbr; after: Vbr; group: BgpGroup; peer: BgpPeer; entries: readonly RouteEntry[] };

function rowsAfter(
  view: EstateView,
  { before, after, group, peer, entries }: Turn,
  { sessionState, rows }: SetBgpSession,
): RouteEntry[] {
  if (rows) return [...entries.filter((row) => !isLearntIn(group, row)), ...rows];
  const [was, is] = [isEstablished(peer), sessionState === 'established'];
  if (was && !is) return afterWithdrawal(after, group, entries);
  if (was || !is) return [...entries];
  const brought = broughtBy(view, before, group, peer);
  const known = new Set(entries.filter((row) => isLearntIn(group, row)).map(({ prefix }) => prefix));
  return [...entries, ...brought.filter(({ prefix }) => !known.has(prefix))];
}

/** What the gateway should announce, as far as the VBR takes it: no path through its own AS, no more than the limit. */
function broughtBy(view: EstateView, vbr: Vbr, group: BgpGroup, peer: BgpPeer): readonly RouteEntry[] {
  const index = indexEstate(view);
  const gateway = gatewayOfSession(index, { vbr, group, peer });
  if (!gateway || vbr.vlanInterface === undefined) return [];
  const nextHop = { kind: 'router-interface', key: vbr.vlanInterface } as const;
  const taken = announcedTo(index, gateway, vbr)
    .filter((each) => !isLooped(each, group.localAsn ?? CLOUD_ASN))
    .map(({ prefix }) => prefix)
    .filter((prefix) => prefixFamily(prefix) === groupFamily(group));
  return [...new Set(taken)]
    .sort(comparePrefixes)
    .slice(0, group.routeLimit)
    .map((prefix) => ({ prefix, nextHop, type: 'bgp', status: 'available' }));
}
