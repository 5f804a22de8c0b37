/** Where objects get their keys. `*` is every member of a list or map. */
export const DEFINED = {
  site: ['sites.*.key'],
  lan: ['sites.*.lans.*.key'],
  vpc: ['vpcs.*.key'],
  'v-switch': ['vpcs.*.vSwitches.*.key'],
  'route-table': ['vpcs.*.routeTables.*.key', 'vbrs.*.routeTable.key', 'transitRouters.*.routeTables.*.key'],
  'security-group': ['vpcs.*.securityGroups.*.key'],
  // A VBR's VLAN interface is a next hop like a router interface and shares its ids.
  'router-interface': ['routerInterfaces.*.key', 'vbrs.*.vlanInterface'],
  'transit-router': ['transitRouters.*.key'],
  'transit-router-attachment': ['transitRouters.*.attachments.*.key'],
  'physical-connection': ['physicalConnections.*.key'],
  vbr: ['vbrs.*.key'],
  'bgp-group': ['vbrs.*.bgpGroups.*.key'],
  'bgp-peer': ['vbrs.*.bgpGroups.*.peers.*.key'],
  gateway: ['gateways.*.key'],
  cluster: ['clusters.*.key'],
  'node-pool': ['clusters.*.nodePools.*.key'],
  flow: ['flows.*.key'],
} as const satisfies Record<string, readonly string[]>;
export type DefinedKind = keyof typeof DEFINED;

/**
 * What sources show: that nothing is called so may only mean that its source was not read yet. The rest is declared, and whoever
 * names it must declare it.
 */
export const SHOWN_BY_SOURCES: ReadonlySet<DefinedKind> = new Set<DefinedKind>([
  'vpc',
  'v-switch',
  'route-table',
  'router-interface',
  'physical-connection',
  'vbr',
  'node-pool',
]);

/** Where objects are named by others, and as what. */
export const REFERRED: readonly { kinds: readonly DefinedKind[]; at: readonly string[] }[] = [
  {
    kinds: ['site'],
    at: [
      'vpcs.*.site',
      'vbrs.*.site',
      'physicalConnections.*.site',
      'transitRouters.*.site',
      'gateways.*.site',
      'clusters.*.site',
      'clusters.*.nodePools.*.site',
      'clusters.*.siteBlocks.*.site',
      'flows.*.from.site',
      'flows.*.to.site',
    ],
  },
  { kinds: ['lan'], at: ['gateways.*.interfaces.*.lan', 'clusters.*.nodePools.*.lan'] },
  { kinds: ['vpc'], at: ['clusters.*.vpc', 'vbrs.*.bgpNetworks.*.vpc'] },
  {
    kinds: ['v-switch'],
    at: [
      'vpcs.*.routeTables.*.vSwitches.*',
      'clusters.*.nodePools.*.vSwitches.*',
      'clusters.*.terway.eniConfig.vswitches.*.*',
    ],
  },
  { kinds: ['vpc', 'vbr'], at: ['routerInterfaces.*.router', 'transitRouters.*.attachments.*.router'] },
  { kinds: ['transit-router-attachment'], at: ['transitRouters.*.routeTables.*.attachments.*'] },
  { kinds: ['physical-connection'], at: ['vbrs.*.physicalConnections.*', 'gateways.*.interfaces.*.circuit'] },
  { kinds: ['node-pool'], at: ['clusters.*.nodes.*.pool', 'flows.*.from.pool', 'flows.*.to.pool'] },
];

/** Rows that have no key but must differ within their list, and in what. */
export const DISTINCT: readonly { list: string; by: readonly string[] }[] = [
  { list: 'clusters.*.nodes', by: ['name'] },
  { list: 'clusters.*.siteBlocks', by: ['site', 'prefix'] },
  { list: 'gateways.*.interfaces', by: ['name'] },
  { list: 'gateways.*.bgpPeers', by: ['address'] },
  { list: 'gateways.*.aggregates', by: ['prefix'] },
  { list: 'gateways.*.filters', by: ['peer', 'direction', 'name'] },
  { list: 'vbrs.*.bgpNetworks', by: ['prefix'] },
];

export const ROUTE_ENTRIES = [
  'vpcs.*.routeTables.*.entries.*',
  'vbrs.*.routeTable.entries.*',
  'transitRouters.*.routeTables.*.entries.*',
];
