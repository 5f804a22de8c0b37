import type { Estate } from '@/domain/estate/estate';

/** What can be found. Each kind has its page; objects without one lead to the page of what they are a part of. */
export const SEARCH_KINDS = [
  'site',
  'lan',
  'vpc',
  'v-switch',
  'vbr',
  'circuit',
  'transit-router',
  'route-table',
  'route',
  'bgp-group',
  'bgp-peer',
  'gateway',
  'cluster',
  'node-pool',
  'node',
  'site-block',
  'flow',
  'change',
  'person',
  'finding',
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
  return [
    ...estate.sites.flatMap(siteEntries),
    ...estate.vpcs.flatMap(vpcEntries),
    ...estate.vbrs.flatMap(vbrEntries),
    ...estate.physicalConnections.map((each) => entry('circuit', each, { texts: [each.accessPoint, each.site] })),
    ...estate.transitRouters.map((each) => entry('transit-router', each, { texts: [each.site] })),
    ...estate.gateways.map((gateway) =>
      entry('gateway', gateway, {
        note: gateway.site,
        texts: [gateway.driver],
        prefixes: [gateway.routerId, ...gateway.interfaces.map(({ address }) => address)],
        asns: [gateway.asn],
      }),
    ),
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

function vpcEntries(vpc: Estate['vpcs'][number]): SearchEntry[] {
  return [
    entry('vpc', vpc, { texts: [vpc.site, vpc.vRouter], prefixes: vpc.prefixes }),
    ...(vpc.vSwitches ?? []).map((each) =>
      entry('v-switch', each, { note: vpc.key, within: vpc.key, texts: [each.zone], prefixes: [each.prefix] }),
    ),
    ...routesOf(vpc.routeTables, vpc.key),
  ];
}

function vbrEntries(vbr: Estate['vbrs'][number]): SearchEntry[] {
  const table = vbr.routeTable ? [vbr.routeTable] : [];
  return [
    entry('vbr', vbr, {
      texts: [vbr.vlanInterface, ...vbr.physicalConnections],
      prefixes: [vbr.localGatewayAddress, vbr.peerGatewayAddress],
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
      texts: [cluster.kubernetesVersion],
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
    ...(cluster.siteBlocks ?? [])
      .map(({ site, prefix }) =>
        entry('site-block', { key: `${cluster.key}|${prefix}` }, { ...own, note: site, prefixes: [prefix] }),
      )
      .map((each) => ({ ...each, label: each.prefixes[0] ?? each.label })),
  ];
}
