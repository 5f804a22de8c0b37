import { groupFamily, type BgpGroup } from '@/domain/estate/bgp';
import { edgePodCidrsOf } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { RouterInterface, Vbr } from '@/domain/estate/express-connect';
import { nextHopsOf, type RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { oncePer } from '@/domain/memo';
import type { Family } from '@/domain/net/address';
import type { Prefix } from '@/domain/net/prefix';
import { hostOf } from '@/domain/routing/sessions/bgp-session';
import type { RouterRef } from './effect';
import { findVbr, findVpc } from './estate-lookup';
import { customRows, quotaOf } from './rules/table';

/** `custom` counts the rows people have written; null: the table has not been read. */
export type TableChoice = { key: string; name?: string; custom: number | null; quota: number };

/** Where a router can send, and what is there: `over` names circuits or the router at the far end. */
export type HopChoice = { key: string; toward: 'data-centre' | 'vpc' | 'vbr'; over: string };

export type PeerChoice = { address: string; session: string };
export type GroupChoice = Pick<BgpGroup, 'key' | 'localAsn' | 'peerAsn'> & {
  family: Family;
  peers: readonly PeerChoice[];
};

/** A router that a change may write to. `farAddresses` are the data centre's ends of a VBR's link, by family. */
export type RouterChoice = {
  router: RouterRef;
  name?: string;
  vlanId?: number;
  tables: readonly TableChoice[];
  nextHops: readonly HopChoice[];
  groups: readonly GroupChoice[];
  farAddresses: Partial<Record<Family, string>>;
};

/** A range that the estate knows by name, and the part it plays. */
export type NamedRange = { prefix: Prefix; key: string; role: 'vpc' | 'edge-pods' | 'services' | 'hosts' };

/** What the forms of changes choose from. Rows are not among it: they are many, and asked for by router. */
export type Choices = { routers: readonly RouterChoice[]; ranges: readonly NamedRange[] };

export const choicesOf = oncePer((estate: Estate): Choices => {
  const { vbrs, vpcs } = estate;
  return { routers: [...vbrs.map(vbrChoice(estate)), ...vpcs.map(vpcChoice(estate))], ranges: rangesOf(estate) };
});

/** A row people have written, which a change may move or take away. */
export type RowChoice = { routeTable: string; prefix: Prefix; nextHop: string };

/** The custom rows of a router. One with several next hops is not among them: it is no row that an operation can name. */
export function rowChoicesOf(estate: Estate, { kind, key }: RouterRef): readonly RowChoice[] {
  const own = kind === 'vpc' ? findVpc(estate, key)?.routeTables : findVbr(estate, key)?.routeTable;
  return [own ?? []].flat().flatMap((table) =>
    (table.entries ?? []).flatMap((entry) => {
      const [hop, ...others] = nextHopsOf(entry);
      if (entry.type !== 'custom' || !hop || others.length > 0) return [];
      return [{ routeTable: table.key, prefix: entry.prefix, nextHop: hop.key }];
    }),
  );
}

function vbrChoice({ routerInterfaces }: Estate) {
  return (vbr: Vbr): RouterChoice => {
    const { key, name, vlanId, vlanInterface, physicalConnections, routeTable, bgpGroups } = vbr;
    const overCircuit: readonly HopChoice[] = vlanInterface
      ? [{ key: vlanInterface, toward: 'data-centre', over: physicalConnections.join(', ') }]
      : [];
    const overPairs = routerInterfaces
      .filter((each) => each.router === key && each.key !== vlanInterface)
      .map((each): HopChoice => ({ key: each.key, toward: 'vpc', over: farRouter(routerInterfaces, each) }));
    return {
      router: { kind: 'vbr', key },
      ...(name === undefined ? {} : { name }),
      ...(vlanId === undefined ? {} : { vlanId }),
      tables: routeTable ? [tableChoice(routeTable)] : [],
      nextHops: [...overCircuit, ...overPairs],
      groups: (bgpGroups ?? []).map(groupChoice),
      farAddresses: farAddressesOf(vbr),
    };
  };
}

function vpcChoice({ routerInterfaces }: Estate) {
  return ({ key, name, routeTables }: Vpc): RouterChoice => ({
    router: { kind: 'vpc', key },
    ...(name === undefined ? {} : { name }),
    tables: (routeTables ?? []).map(tableChoice),
    nextHops: routerInterfaces
      .filter((each) => each.router === key)
      .map((each): HopChoice => ({ key: each.key, toward: 'vbr', over: farRouter(routerInterfaces, each) })),
    groups: [],
    farAddresses: {},
  });
}

function farAddressesOf({ peerGatewayAddress, peerGatewayAddress6 }: Vbr): RouterChoice['farAddresses'] {
  const [four, six] = [hostOf(peerGatewayAddress), hostOf(peerGatewayAddress6)];
  return { ...(four === null ? {} : { 4: four }), ...(six === null ? {} : { 6: six }) };
}

function farRouter(all: readonly RouterInterface[], { opposite, oppositeRouter }: RouterInterface): string {
  return oppositeRouter ?? all.find(({ key }) => key === opposite)?.router ?? '';
}

function tableChoice(table: RouteTable): TableChoice {
  const { key, name, entries } = table;
  const custom = entries ? customRows(table) : null;
  return { key, ...(name === undefined ? {} : { name }), custom, quota: quotaOf(table) };
}

function groupChoice(group: BgpGroup): GroupChoice {
  const { key, localAsn, peerAsn, peers = [] } = group;
  const known = peers.flatMap(({ address, observed }): PeerChoice[] =>
    address === undefined ? [] : [{ address, session: observed?.sessionState ?? 'unknown' }],
  );
  return {
    key,
    ...(localAsn === undefined ? {} : { localAsn }),
    ...(peerAsn === undefined ? {} : { peerAsn }),
    family: groupFamily(group),
    peers: known,
  };
}

function rangesOf({ vpcs, clusters, sites }: Estate): readonly NamedRange[] {
  return [
    ...vpcs.flatMap(({ key, prefixes }) => prefixes.map((prefix): NamedRange => ({ prefix, key, role: 'vpc' }))),
    ...clusters.flatMap((cluster): NamedRange[] => [
      ...edgePodCidrsOf(cluster).map((prefix): NamedRange => ({ prefix, key: cluster.key, role: 'edge-pods' })),
      ...(cluster.serviceCidr ? [{ prefix: cluster.serviceCidr, key: cluster.key, role: 'services' } as const] : []),
    ]),
    ...sites.flatMap(({ key, hostPrefixes }) =>
      hostPrefixes.map((prefix): NamedRange => ({ prefix, key, role: 'hosts' })),
    ),
  ];
}
