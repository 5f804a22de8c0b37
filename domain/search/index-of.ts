import { addOnsOf } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import { inClusterKey } from '@/domain/estate/resource';
import { oncePer } from '@/domain/memo';

/** What can be found. Each kind has its page; objects without one lead to the page of what they are a part of. */
export const SEARCH_KINDS = [
  'site',
  'lan',
  'vpc',
  'v-switch',
  'security-group',
  'vbr',
  'circuit',
  'router-interface',
  'transit-router',
  'route-table',
  'route',
  'bgp-group',
  'bgp-peer',
  'gateway',
  'gateway-peer',
  'gateway-route',
  'cluster',
  'node-pool',
  'node',
  'add-on',
  'daemon-set',
  'site-block',
  'reservation',
  'flow',
  'change',
  'person',
  'finding',
  'source',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/**
 * One thing that can be found. `label` is what it is called, `note` where it is, `within` the object whose page shows it where it
 * has none; `texts` are the other names it answers to, `prefixes` the addresses it holds, canonical.
 */
export type SearchEntry = {
  kind: SearchKind;
  key: string;
  label: string;
  note?: string;
  title?: { en?: string; zh?: string };
  within?: string;
  texts: readonly (string | undefined)[];
  prefixes: readonly (string | undefined)[];
  asns?: readonly (number | undefined)[];
};

/** Every object of an estate as it can be found. Route entries keep their text and prefix only: there may be very many. */
export function entriesOfEstate(estate: Estate): SearchEntry[] {
  const vbrs = new Set(estate.vbrs.map(({ key }) => key));
  return [
    ...estate.sites.flatMap(siteEntries),
    ...estate.vpcs.flatMap(vpcEntries),
    ...estate.vbrs.flatMap(vbrEntries),
    ...estate.physicalConnections.map((each) => entry('circuit', each, { texts: [each.accessPoint, each.site] })),
    ...estate.transitRouters.map((each) => entry('transit-router', each, { texts: [each.site] })),
    ...estate.routerInterfaces.map((each) => interfaceEntry(each, vbrs)),
    ...estate.gateways.flatMap(gatewayEntries),
    ...estate.clusters.flatMap(clusterEntries),
    ...estate.flows.map((flow) => entry('flow', flow, { texts: [] })),
  ];
}

type Named = { key: string; name?: string; title?: { en?: string; zh?: string } };
type More = Partial<Pick<SearchEntry, 'note' | 'within' | 'texts' | 'prefixes' | 'asns'>>;

function entry(kind: SearchKind, { key, name, title }: Named, more: More = {}): SearchEntry {
  const { note = name, texts = [], prefixes = [], ...rest } = more;
  return {
    kind,
    key,
    label: key,
    ...(note === undefined ? {} : { note }),
    ...(title ? { title } : {}),
    texts: [name, ...texts],
    prefixes,
    ...rest,
  };
}

function siteEntries(site: Estate['sites'][number]): SearchEntry[] {
  const people = (site.contacts ?? []).flatMap(({ name, email }) => [name, email]);
  return [
    entry('site', site, { texts: [...(site.tags ?? []), ...people], prefixes: site.hostPrefixes }),
    ...site.lans.map((lan) =>
      entry('lan', lan, { note: site.key, within: site.key, prefixes: [lan.prefix, lan.gatewayAddress] }),
    ),
  ];
}

function routesOf(tables: Estate['vpcs'][number]['routeTables'], router: string): SearchEntry[] {
  return (tables ?? []).flatMap((table) => [
    entry('route-table', table, { note: router, within: router }),
    ...(table.entries ?? []).map((route): SearchEntry => ({
      kind: 'route',
      key: `${table.key}|${route.prefix}`,
      label: route.prefix,
      note: table.key,
      within: router,
      texts: [],
      prefixes: [route.prefix],
    })),
  ]);
}

type Gateway = Estate['gateways'][number];

/** An interface has no page: its router's shows it. */
function interfaceEntry(each: Estate['routerInterfaces'][number], vbrs: ReadonlySet<string>): SearchEntry {
  const { router, opposite, oppositeRouter } = each;
  const within = `${vbrs.has(router) ? 'vbr' : 'vpc'}:${router}`;
  return entry('router-interface', each, { note: router, within, texts: [opposite, oppositeRouter] });
}

/** A gateway with what it announces of its own, its neighbours and its table, made once for each state of it. */
const gatewayEntries = oncePer((gateway: Gateway): readonly SearchEntry[] => [
  entry('gateway', gateway, {
    note: gateway.site,
    texts: [gateway.driver, gateway.observed?.software, ...gateway.interfaces.map(({ name }) => name)],
    prefixes: [
      gateway.routerId,
      ...gateway.interfaces.map(({ address }) => address),
      ...(gateway.networks ?? []),
      ...[...(gateway.aggregates ?? []), ...(gateway.staticRoutes ?? [])].map(({ prefix }) => prefix),
    ],
    asns: [gateway.asn],
  }),
  ...neighbourEntries(gateway),
  ...[...new Set(gateway.observed?.routes?.map(({ prefix }) => prefix))].map((prefix): SearchEntry => ({
    kind: 'gateway-route',
    key: `${gateway.key}|${prefix}`,
    label: prefix,
    note: gateway.key,
    within: gateway.key,
    texts: [],
    prefixes: [prefix],
  })),
]);

function neighbourEntries({ key, bgpPeers = [], observed }: Gateway): readonly SearchEntry[] {
  const seen = observed?.peers ?? [];
  return [...new Set([...bgpPeers, ...seen].map(({ address }) => address))].map((address): SearchEntry => {
    const known = [...bgpPeers, ...seen].filter((each) => each.address === address);
    return {
      kind: 'gateway-peer',
      key: `${key}|${address}`,
      label: address,
      note: key,
      within: key,
      texts: seen.flatMap((each) => (each.address === address ? [each.description] : [])),
      prefixes: [address],
      asns: [...new Set(known.map(({ peerAsn }) => peerAsn))],
    };
  });
}

function vpcEntries(vpc: Estate['vpcs'][number]): SearchEntry[] {
  return [
    entry('vpc', vpc, { texts: [vpc.site, vpc.vRouter], prefixes: vpc.prefixes }),
    ...(vpc.vSwitches ?? []).map((each) =>
      entry('v-switch', each, { note: vpc.key, within: vpc.key, texts: [each.zone], prefixes: [each.prefix] }),
    ),
    ...(vpc.securityGroups ?? []).map((each) => entry('security-group', each, { note: vpc.key, within: vpc.key })),
    ...routesOf(vpc.routeTables, vpc.key),
  ];
}

function vbrEntries(vbr: Estate['vbrs'][number]): SearchEntry[] {
  const table = vbr.routeTable ? [vbr.routeTable] : [];
  return [
    entry('vbr', vbr, {
      texts: [vbr.vlanInterface, ...vbr.physicalConnections],
      prefixes: [
        vbr.localGatewayAddress,
        vbr.peerGatewayAddress,
        vbr.localGatewayAddress6,
        vbr.peerGatewayAddress6,
        ...(vbr.bgpNetworks ?? []).map(({ prefix }) => prefix),
      ],
    }),
    ...(vbr.bgpGroups ?? []).flatMap((group) => [
      entry('bgp-group', group, { note: vbr.key, within: vbr.key, asns: [group.peerAsn, group.localAsn] }),
      ...(group.peers ?? []).map((peer) =>
        entry('bgp-peer', peer, { note: vbr.key, within: vbr.key, prefixes: [peer.address], asns: [group.peerAsn] }),
      ),
    ]),
    ...routesOf(table, vbr.key),
  ];
}

function clusterEntries(cluster: Estate['clusters'][number]): SearchEntry[] {
  const own = { within: cluster.key };
  return [
    entry('cluster', cluster, {
      texts: [cluster.kubernetesVersion, cluster.securityGroup],
      prefixes: [cluster.edgePodCidr, cluster.edgePodCidr6, cluster.serviceCidr],
    }),
    ...(cluster.nodePools ?? []).map((pool) =>
      entry('node-pool', pool, { ...own, note: pool.site ?? cluster.key, texts: [pool.site, pool.lan] }),
    ),
    ...(cluster.nodes ?? []).map((node) =>
      entry(
        'node',
        { key: node.name },
        {
          ...own,
          note: node.pool ?? cluster.key,
          prefixes: [node.address, node.address6, node.podCidr, node.podCidr6],
          asns: [node.speaker?.asn],
        },
      ),
    ),
    ...addOnsOf(cluster).map(({ name, version }) =>
      partOf('add-on', [cluster.key, name], { note: cluster.key, texts: [version] }),
    ),
    ...(cluster.daemonSets ?? []).map(({ namespace, name, image }) =>
      partOf('daemon-set', [cluster.key, namespace, name], { note: `${cluster.key} · ${namespace}`, texts: [image] }),
    ),
    ...(cluster.siteBlocks ?? [])
      .map(({ site, prefix }) =>
        entry('site-block', { key: `${cluster.key}|${prefix}` }, { ...own, note: site, prefixes: [prefix] }),
      )
      .map((each) => ({ ...each, label: each.prefixes[0] ?? each.label })),
  ];
}

/** What is called by its last name, and is one of its kind only within those before it. */
function partOf(kind: SearchKind, [cluster, ...names]: [string, ...string[]], more: More): SearchEntry {
  return { ...entry(kind, { key: inClusterKey(cluster, ...names) }, more), label: names.at(-1) ?? '' };
}
