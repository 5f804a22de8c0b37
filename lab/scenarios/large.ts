import { Estate } from '@/domain/estate/estate';

/** How big a generated estate is. Everything else follows from these, so that the same size is the same estate. */
export type LargeSize = {
  sites: number;
  /** at most 62: a site's block is a /19 of /25s, and two are kept free */
  nodesPerSite: number;
  /** internal prefixes that each gateway carries in its table; the first eighty it announces to its VBR */
  networksPerGateway: number;
};

const SITES_PER_CLUSTER = 8;
const CLUSTERS_PER_REGION = 5;
const REGIONS = [
  'cn-hangzhou',
  'cn-shanghai',
  'cn-beijing',
  'cn-shenzhen',
  'cn-chengdu',
  'cn-zhangjiakou',
  'cn-wulanchabu',
];
const SPEAKERS_PER_SITE = 2;
/** With the site's block well below the 110 routes that a VBR takes from a neighbour, of which four fifths are a warning. */
const ANNOUNCED_NETWORKS = 80;
const CLOUD_ASN = 45104;
const GATEWAY_ASN = 4_200_000_000;
const SPEAKER_ASN = 4_210_000_000;

/**
 * A healthy estate of any size: every site has a circuit, a VBR, a gateway, two speakers and a block of its cluster's pod CIDR,
 * and every gateway sums its block up toward the VBR. Eight sites share a cluster of 512 nodes at most, five clusters a VPC.
 * Pods live in 10.0.0.0/10, hosts in 10.64.0.0/10, VPCs in 172.16.0.0/13, services in 172.24.0.0/13.
 * @throws RangeError beyond what these ranges hold
 */
export function largeEstate({ sites, nodesPerSite, networksPerGateway }: LargeSize): Estate {
  const clusters = Math.ceil(sites / SITES_PER_CLUSTER);
  const regions = Math.ceil(clusters / CLUSTERS_PER_REGION);
  if (regions > REGIONS.length || nodesPerSite > 62 || networksPerGateway > 512)
    throw new RangeError('at most 280 sites, 62 nodes a site and 512 networks a gateway');
  const all = range(sites).map(siteFacts);
  return Estate.parse({
    metadata: { name: `large-${sites}`, title: { en: `${sites} sites`, zh: `${sites} 个站点` } },
    sites: [
      ...range(regions).map((region) => ({ key: REGIONS[region], kind: 'cloud-region' })),
      ...all.map(dataCentre),
    ],
    vpcs: range(regions).map((region) => vpc(region, all)),
    routerInterfaces: all.flatMap(interfacePair),
    physicalConnections: all.map(circuit),
    vbrs: all.map((site) => vbr(site, announcedNetworks(site, networksPerGateway))),
    gateways: all.map((site) => gateway(site, nodesPerSite, networksPerGateway)),
    clusters: range(clusters).map((at) => cluster(at, all, nodesPerSite)),
    flows: all.flatMap(flows),
  });
}

type SiteFacts = ReturnType<typeof siteFacts>;

function siteFacts(at: number) {
  const clusterAt = Math.floor(at / SITES_PER_CLUSTER);
  const regionAt = Math.floor(clusterAt / CLUSTERS_PER_REGION);
  const slot = at % SITES_PER_CLUSTER;
  const name = String(at).padStart(3, '0');
  const hosts = `10.${64 + (at >> 4)}`;
  const hostThird = (at & 15) * 16;
  return {
    at,
    name,
    key: `dc-${name}`,
    clusterAt,
    regionAt,
    region: REGIONS[regionAt] ?? '',
    vpc: `vpc-${REGIONS[regionAt]}`,
    /** 64 subnets of a node each */
    block: `10.${clusterAt}.${slot * 32}.0/19`,
    podThird: slot * 32,
    hostPrefix: `${hosts}.${hostThird}.0/20`,
    lanPrefix: `${hosts}.${hostThird}.0/24`,
    lanAddress: (host: number) => `${hosts}.${hostThird}.${host}`,
    /** the n-th /29 of the hosts' range beyond the LAN's /24 */
    network: (n: number) => `${hosts}.${hostThird + 1 + Math.floor(n / 32)}.${(n % 32) * 8}/29`,
    link: (host: 1 | 2) => `169.254.${at >> 6}.${(at & 63) * 4 + host}`,
  };
}

function announcedNetworks({ network }: SiteFacts, networks: number): readonly string[] {
  return range(Math.min(ANNOUNCED_NETWORKS, networks)).map((n) => network(n));
}

function dataCentre({ key, at, hostPrefix, lanPrefix, lanAddress }: SiteFacts) {
  return {
    key,
    kind: 'data-centre',
    title: { en: `Data centre ${at}`, zh: `机房 ${at}` },
    hostPrefixes: [hostPrefix],
    lans: [{ key: `${key}/lan-a`, prefix: lanPrefix, gatewayAddress: lanAddress(1) }],
  };
}

const vpcPrefix = (region: number) => `172.${16 + region}.0.0/16`;

function vpc(region: number, all: readonly SiteFacts[]) {
  const key = `vpc-${REGIONS[region]}`;
  const near = all.filter((site) => site.regionAt === region);
  const vSwitches = ['a', 'b'].flatMap((zone, n) => [
    {
      key: `vsw-${region}-node-${zone}`,
      zone: `${REGIONS[region]}-${zone}`,
      prefix: `172.${16 + region}.${n * 16}.0/20`,
    },
    {
      key: `vsw-${region}-pod-${zone}`,
      zone: `${REGIONS[region]}-${zone}`,
      prefix: `172.${16 + region}.${64 + n * 32}.0/19`,
    },
  ]);
  const entries = near.flatMap((site) =>
    [site.block, site.hostPrefix].map((prefix) => ({
      prefix,
      nextHop: { kind: 'router-interface', key: `ri-${site.name}-vpc` },
      type: 'custom',
      status: 'available',
    })),
  );
  return {
    key,
    name: key,
    site: REGIONS[region],
    vRouter: `vrt-${region}`,
    status: 'available',
    prefixes: [vpcPrefix(region)],
    vSwitches: vSwitches.map((each) => ({ ...each, availableAddresses: 4000, status: 'available' })),
    routeTables: [
      { key: `vtb-${key}`, kind: 'system', quota: 200, vSwitches: vSwitches.map((each) => each.key), entries },
    ],
    securityGroups: [
      { key: `sg-${region}`, permits: ['10.0.0.0/10', '10.64.0.0/10'].map((from) => ({ direction: 'ingress', from })) },
    ],
  };
}

function interfacePair({ name, vpc: vpcKey }: SiteFacts) {
  const [near, far] = [
    { key: `ri-${name}-vbr`, router: `vbr-${name}` },
    { key: `ri-${name}-vpc`, router: vpcKey },
  ];
  return [
    { ...near, opposite: far.key, oppositeRouter: far.router, status: 'active' },
    { ...far, opposite: near.key, oppositeRouter: near.router, status: 'active' },
  ];
}

function circuit({ name, key }: SiteFacts) {
  return {
    key: `pc-${name}`,
    site: key,
    accessPoint: 'ap-a',
    status: 'enabled',
    businessStatus: 'normal',
    bandwidthMbps: 1000,
  };
}

function vbr(site: SiteFacts, networks: readonly string[]) {
  const { name, region, regionAt, vpc: vpcKey } = site;
  const toSite = { kind: 'router-interface', key: `ri-${name}-vlan` };
  const available = { status: 'available' };
  return {
    key: `vbr-${name}`,
    name: `line-${name}`,
    site: region,
    physicalConnections: [`pc-${name}`],
    vlanInterface: `ri-${name}-vlan`,
    vlanId: 100,
    status: 'active',
    localGatewayAddress: `${site.link(1)}/30`,
    peerGatewayAddress: `${site.link(2)}/30`,
    bfd: { minTxIntervalMs: 1000, minRxIntervalMs: 1000, detectMultiplier: 3 },
    mtu: 1500,
    ipv6Enabled: false,
    routeTable: {
      key: `vtb-${name}`,
      kind: 'system',
      quota: 200,
      entries: [
        ...[site.block, ...networks].map((prefix) => ({ prefix, nextHop: toSite, type: 'bgp', ...available })),
        { prefix: site.hostPrefix, nextHop: toSite, type: 'custom', ...available },
        {
          prefix: vpcPrefix(regionAt),
          nextHop: { kind: 'router-interface', key: `ri-${name}-vbr` },
          type: 'custom',
          ...available,
        },
      ],
    },
    bgpGroups: [
      {
        key: `bgpg-${name}`,
        localAsn: CLOUD_ASN,
        peerAsn: GATEWAY_ASN + site.at,
        ipVersion: 'ipv4',
        isFakeAsn: false,
        authKey: { secret: `link-${name}` },
        routeLimit: 110,
        holdTimeSeconds: 30,
        keepaliveSeconds: 10,
        ...available,
        peers: [
          {
            key: `bgp-${name}`,
            address: site.link(2),
            ...available,
            bfd: { enabled: true, hops: 1 },
            observed: { sessionState: 'established', receivedRoutes: 1 + networks.length, advertisedRoutes: 1 },
          },
        ],
      },
    ],
    bgpNetworks: [{ prefix: vpcPrefix(regionAt), vpc: vpcKey, ...available }],
  };
}

function gateway(site: SiteFacts, nodes: number, networks: number) {
  const { key, name, at } = site;
  return {
    key: `gw-${name}`,
    site: key,
    driver: 'gobgp',
    routerId: site.lanAddress(1),
    asn: GATEWAY_ASN + at,
    interfaces: [
      { name: 'uplink', address: `${site.link(2)}/30`, circuit: `pc-${name}`, vlanId: 100 },
      { name: 'lan-a', address: `${site.lanAddress(1)}/24`, lan: `${key}/lan-a` },
    ],
    bgpPeers: [
      { address: site.link(1), peerAsn: CLOUD_ASN, authKey: { secret: `link-${name}` }, bfd: true },
      ...range(Math.min(SPEAKERS_PER_SITE, nodes)).map((n) => ({
        address: site.lanAddress(10 + n),
        peerAsn: SPEAKER_ASN + at,
      })),
    ],
    aggregates: [{ prefix: site.block, summaryOnly: true, discard: true }],
    networks: range(networks).map((n) => site.network(n)),
    staticRoutes: [],
    filters: [{ peer: site.link(1), direction: 'out', permit: [site.block, ...announcedNetworks(site, networks)] }],
    permits: [],
  };
}

function cluster(at: number, all: readonly SiteFacts[], nodesPerSite: number) {
  const own = all.filter((site) => site.clusterAt === at);
  const { regionAt = 0, region = '', vpc: vpcKey = '' } = own[0] ?? {};
  const zones = ['a', 'b'];
  return {
    key: `c-${String(at).padStart(2, '0')}`,
    site: region,
    vpc: vpcKey,
    profile: 'Edge',
    state: 'running',
    kubernetesVersion: '1.32.7-aliyun.1',
    serviceCidr: `172.${24 + (at >> 4)}.${(at & 15) * 16}.0/20`,
    edgePodCidr: `10.${at}.0.0/16`,
    nodeMask: 25,
    terway: {
      addOn: { name: 'terway-edge', version: 'v1.13.2', state: 'active', config: { IPVlan: 'false' } },
      eniConfig: {
        vswitches: Object.fromEntries(zones.map((zone) => [`${region}-${zone}`, [`vsw-${regionAt}-pod-${zone}`]])),
        security_group: `sg-${regionAt}`,
        max_pool_size: 5,
        min_pool_size: 0,
      },
    },
    flannel: { netConf: { Network: `10.${at}.0.0/16`, Backend: { Type: 'route' } } },
    nodePools: [
      { key: `np-${at}-cloud`, kind: 'cloud', vSwitches: zones.map((zone) => `vsw-${regionAt}-node-${zone}`) },
      ...own.map(({ key, name }) => ({
        key: `np-${name}`,
        kind: 'edge',
        site: key,
        lan: `${key}/lan-a`,
        interconnect: 'private',
      })),
    ],
    siteBlocks: own.map(({ key, block }) => ({ site: key, prefix: block })),
    nodes: own.flatMap((site) => range(nodesPerSite).map((n) => node(site, at, n))),
  };
}

function node(site: SiteFacts, clusterAt: number, n: number) {
  return {
    name: `edge-${site.name}-${String(n).padStart(2, '0')}`,
    pool: `np-${site.name}`,
    address: site.lanAddress(10 + n),
    podCidr: `10.${clusterAt}.${site.podThird + (n >> 1)}.${(n & 1) * 128}/25`,
    ready: true,
    ...(n < SPEAKERS_PER_SITE ? { speaker: { asn: SPEAKER_ASN + site.at, announces: 'lan', nextHop: 'owner' } } : {}),
  };
}

function flows({ name, clusterAt, key }: SiteFacts) {
  const cloud = { pool: `np-${clusterAt}-cloud` };
  return [
    { key: `cloud-to-${name}`, from: cloud, to: { pool: `np-${name}` }, mustHold: true },
    { key: `${name}-to-cloud`, from: { pool: `np-${name}` }, to: cloud, mustHold: true },
    { key: `cloud-to-hosts-${name}`, from: cloud, to: { site: key }, mustHold: false },
  ];
}

function range(length: number): number[] {
  return Array.from({ length }, (_none, at) => at);
}
