import type { Estate } from '@/domain/estate/estate';
import { routeLimitOf, type BgpGroup } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import { nextHopsOf, type RouteEntry, type RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { hostOf } from './estate-index';
import { derivedId, siblingId } from './ids';
import { bgpKeyText } from './secrets';
import { newKubernetesState } from './state';
import type { GroupState, PeerState, RouteState, TableState, WorldState } from './state';
import { wireNextHopType, wireRouteType, wireStatus } from './vocabulary';

/** The cloud's default quota of custom entries per route table. */
const ROUTES_PER_TABLE = 200;
const CLOUD_ASN = 45104;

export type Origin = { scenario: string; digest: string; born: string };

/** The world as an estate file describes it. Routes learnt by BGP are left to the sessions, system routes to the vSwitches. */
export function buildWorld(estate: Estate, origin: Origin): WorldState {
  return {
    version: 1,
    ...origin,
    estate,
    tables: [
      ...estate.vpcs.flatMap((vpc) => vpcTables(vpc, origin.born)),
      ...estate.vbrs.map((vbr) => vbrTable(vbr, origin.born)),
    ],
    groups: estate.vbrs.flatMap((vbr) => (vbr.bgpGroups ?? []).map((group) => groupState(vbr, group))),
    peers: estate.vbrs.flatMap((vbr) => (vbr.bgpGroups ?? []).flatMap((group) => peersOf(vbr, group, origin.born))),
    networks: estate.vbrs.flatMap((vbr) =>
      (vbr.bgpNetworks ?? []).map((network) => ({
        vbr: vbr.key,
        prefix: network.prefix,
        vpc: network.vpc ?? '',
        status: wireStatus(network.status, 'Available'),
      })),
    ),
    sessions: {},
    heldDown: [],
    gatewayEdits: {},
    transitions: [],
    tokens: {},
    effects: [],
    effectCount: 0,
    nextId: 1,
    ack: { addOnWrites: 'replace', addOnOutcome: 'success', eniConfigs: eniConfigsOf(estate) },
    kubernetes: newKubernetesState(),
  };
}

function eniConfigsOf(estate: Estate): WorldState['ack']['eniConfigs'] {
  const written = estate.clusters.flatMap(({ key, terway }) => (terway?.eniConfig ? [[key, terway.eniConfig]] : []));
  return Object.fromEntries(written) as WorldState['ack']['eniConfigs'];
}

function vpcTables(vpc: Vpc, born: string): TableState[] {
  const tables = vpc.routeTables ?? [{ key: siblingId('vtb', vpc.key) } satisfies RouteTable];
  return tables.map((table, index) => ({
    ...tableState(table, born),
    kind: (table.kind ?? (index === 0 ? 'system' : 'custom')) === 'system' ? 'System' : 'Custom',
    routerKind: 'VRouter',
    router: vpc.key,
    vSwitches: table.vSwitches ?? (index === 0 ? (vpc.vSwitches ?? []).map((vSwitch) => vSwitch.key) : []),
  }));
}

function vbrTable(vbr: Vbr, born: string): TableState {
  const table = vbr.routeTable ?? { key: siblingId('vtb', vbr.key) };
  return { ...tableState(table, born), kind: 'System', routerKind: 'VBR', router: vbr.key, vSwitches: [] };
}

function tableState(table: RouteTable, born: string): Pick<TableState, 'id' | 'name' | 'quota' | 'routes'> {
  const listed = (table.entries ?? []).filter((entry) => entry.type !== 'bgp' && entry.type !== 'system');
  return {
    id: table.key,
    name: table.name ?? '',
    quota: table.quota ?? ROUTES_PER_TABLE,
    routes: listed.map((entry) => routeState(table.key, entry, born)),
  };
}

function routeState(table: string, entry: RouteEntry, born: string): RouteState {
  return {
    id: entry.type === 'custom' ? derivedId('rte', table, entry.prefix) : '',
    prefix: entry.prefix,
    type: wireRouteType(entry.type),
    status: wireStatus(entry.status, 'Available'),
    name: '',
    description: entry.description ?? '',
    nextHops: nextHopsOf(entry).map((hop) => ({ type: wireNextHopType(hop.kind), id: hop.key, weight: hop.weight })),
    modified: born,
  };
}

function groupState(vbr: Vbr, group: BgpGroup): GroupState {
  return {
    id: group.key,
    vbr: vbr.key,
    name: group.name ?? '',
    description: group.description ?? '',
    localAsn: group.localAsn ?? CLOUD_ASN,
    peerAsn: group.peerAsn ?? 0,
    isFake: group.isFakeAsn ?? false,
    authKey: group.authKey ? bgpKeyText(group.authKey.secret) : '',
    ipVersion: group.ipVersion ?? 'ipv4',
    routeLimit: routeLimitOf(group),
    holdSeconds: group.holdTimeSeconds ?? 30,
    keepaliveSeconds: group.keepaliveSeconds ?? 10,
    status: wireStatus(group.status, 'Available'),
  };
}

function peersOf(vbr: Vbr, group: BgpGroup, born: string): PeerState[] {
  return (group.peers ?? []).map((peer) => ({
    id: peer.key,
    group: group.key,
    vbr: vbr.key,
    address:
      peer.address ?? hostOf(group.ipVersion === 'ipv6' ? vbr.peerGatewayAddress6 : vbr.peerGatewayAddress) ?? '',
    bfd: peer.bfd?.enabled ?? false,
    hops: peer.bfd?.hops ?? 0,
    status: wireStatus(peer.status, 'Available'),
    modified: born,
  }));
}
