import { Estate } from '@/domain/estate/estate';

type WideOptions = { sites: number; nodesPerSite: number; routesPerVbr: number };

/** Where one site's parts have their names and addresses. At most 256 sites. */
type Spot = { at: number; region: number; links: readonly string[]; hosts: string; pods: string; lan: string };

const SITES_PER_REGION = 40;
const CLOUD_ASN = 45104;

/**
 * An estate of any width in which everything works: a VPC and a cluster for every forty sites, each site with a gateway, a LAN
 * and a pool, every other one with a second circuit. Two flows for each site: from the cloud's pods to its own, and from its
 * hosts to the cloud.
 * @param routesPerVbr rows of each VBR's table beside those that it needs
 */
export function wideEstate({ sites, nodesPerSite, routesPerVbr }: WideOptions): Estate {
  const spots = Array.from({ length: sites }, (_, at) => spotOf(at));
  const regions = Array.from({ length: Math.ceil(sites / SITES_PER_REGION) }, (_, at) => at);
  const inRegion = (region: number) => spots.filter((spot) => spot.region === region);
  const links = spots.flatMap((spot) => spot.links.map((name, nth) => ({ spot, name, nth })));
  return Estate.parse({
    metadata: { name: 'wide' },
    sites: [...regions.map((at) => ({ key: `region-${at}`, kind: 'cloud-region' })), ...spots.map(siteOf)],
    vpcs: regions.map((at) => vpcOf(at, inRegion(at))),
    physicalConnections: links.map(({ spot, name }) => ({
      key: `pc-${name}`,
      site: `dc-${spot.at}`,
      status: 'enabled',
      businessStatus: 'normal',
    })),
    routerInterfaces: links.flatMap(({ spot, name }) => [
      { key: `ri-vbr-${name}`, router: `vbr-${name}`, opposite: `ri-vpc-${name}`, status: 'active' },
      { key: `ri-vpc-${name}`, router: `vpc-${spot.region}`, opposite: `ri-vbr-${name}`, status: 'active' },
    ]),
    vbrs: links.map(({ spot, name, nth }) => vbrOf(spot, name, nth, routesPerVbr)),
    gateways: spots.map(gatewayOf),
    clusters: regions.map((at) => clusterOf(at, inRegion(at), nodesPerSite)),
    flows: spots.flatMap(flowsOf),
  });
}

function spotOf(at: number): Spot {
  const hosts = `172.${16 + (at >> 4)}.${(at % 16) * 16}`;
  return {
    at,
    region: Math.floor(at / SITES_PER_REGION),
    links: at % 2 === 0 ? [`${at}a`, `${at}b`] : [`${at}a`],
    hosts: `${hosts}.0/20`,
    lan: `${hosts}.0/24`,
    pods: `10.${at}.0.0/16`,
  };
}

const vpcPrefix = (region: number) => `192.168.${region * 32}.0/19`;
const linkAddress = (spot: Spot, nth: number, end: 1 | 2) => `169.254.${spot.at}.${nth * 4 + end}`;
const hop = (key: string) => ({ kind: 'router-interface', key });

function siteOf({ at, hosts, lan }: Spot) {
  return { key: `dc-${at}`, kind: 'data-centre', hostPrefixes: [hosts], lans: [{ key: `dc-${at}/rack`, prefix: lan }] };
}

function vpcOf(region: number, spots: readonly Spot[]) {
  return {
    key: `vpc-${region}`,
    site: `region-${region}`,
    prefixes: [vpcPrefix(region)],
    vSwitches: [{ key: `vsw-${region}`, zone: `zone-${region}`, prefix: vpcPrefix(region), availableAddresses: 4000 }],
    securityGroups: [{ key: `sg-${region}`, permits: [{ direction: 'ingress' }] }],
    routeTables: [
      {
        key: `vtb-vpc-${region}`,
        quota: 400,
        entries: spots.flatMap(({ links, hosts, pods }) => {
          const [first, ...more] = links.map((name) => hop(`ri-vpc-${name}`));
          const target = more.length === 0 ? { nextHop: first } : { nextHops: [first, ...more] };
          return [hosts, pods].map((prefix) => ({ prefix, ...target }));
        }),
      },
    ],
  };
}

function vbrOf(spot: Spot, name: string, nth: number, routes: number) {
  const learnt = Array.from({ length: routes }, (_, at) => `${20 + (at >> 8)}.${spot.at}.${at % 256}.0/24`);
  const toSite = hop(`ri-vlan-${name}`);
  return {
    key: `vbr-${name}`,
    site: `region-${spot.region}`,
    physicalConnections: [`pc-${name}`],
    vlanInterface: `ri-vlan-${name}`,
    status: 'active',
    localGatewayAddress: `${linkAddress(spot, nth, 1)}/30`,
    peerGatewayAddress: `${linkAddress(spot, nth, 2)}/30`,
    routeTable: {
      key: `vtb-${name}`,
      entries: [
        { prefix: vpcPrefix(spot.region), nextHop: hop(`ri-vbr-${name}`) },
        { prefix: spot.hosts, nextHop: toSite },
        ...[spot.pods, ...learnt].map((prefix) => ({ prefix, nextHop: toSite, type: 'bgp' })),
      ],
    },
    bgpGroups: [
      {
        key: `group-${name}`,
        localAsn: CLOUD_ASN,
        peerAsn: 65001 + spot.at,
        routeLimit: 4 * (routes + 100),
        peers: [
          {
            key: `peer-${name}`,
            address: linkAddress(spot, nth, 2),
            bfd: { enabled: true, hops: 1 },
            observed: { sessionState: 'established', receivedRoutes: routes + 1 },
          },
        ],
      },
    ],
    bgpNetworks: [{ prefix: vpcPrefix(spot.region), vpc: `vpc-${spot.region}`, status: 'available' }],
  };
}

function gatewayOf(spot: Spot) {
  return {
    key: `gw-${spot.at}`,
    site: `dc-${spot.at}`,
    driver: 'frr',
    asn: 65001 + spot.at,
    interfaces: [
      ...spot.links.map((name, nth) => ({
        name: `up-${nth}`,
        address: `${linkAddress(spot, nth, 2)}/30`,
        circuit: `pc-${name}`,
      })),
      { name: 'lan', address: spot.lan.replace('.0/24', '.1/24'), lan: `dc-${spot.at}/rack` },
    ],
    aggregates: [{ prefix: spot.pods, summaryOnly: true }],
    networks: [spot.hosts],
    staticRoutes: [],
    permits: [],
  };
}

function clusterOf(region: number, spots: readonly Spot[], nodesPerSite: number) {
  return {
    key: `c-${region}`,
    vpc: `vpc-${region}`,
    nodeMask: 25,
    terway: { eniConfig: { vswitches: { [`zone-${region}`]: [`vsw-${region}`] }, security_group: `sg-${region}` } },
    nodePools: [
      { key: `np-cloud-${region}`, kind: 'cloud', vSwitches: [`vsw-${region}`] },
      ...spots.map(({ at }) => ({ key: `np-${at}`, kind: 'edge', site: `dc-${at}`, lan: `dc-${at}/rack` })),
    ],
    siteBlocks: spots.map(({ at, pods }) => ({ site: `dc-${at}`, prefix: pods })),
    nodes: spots.flatMap((spot) => Array.from({ length: nodesPerSite }, (_, node) => nodeOf(spot, node))),
  };
}

/** The first two nodes of a site announce the pods of all. */
function nodeOf({ at, lan }: Spot, node: number) {
  return {
    name: `node-${at}-${node}`,
    pool: `np-${at}`,
    address: lan.replace('.0/24', `.${10 + node}`),
    podCidr: `10.${at}.${node >> 1}.${(node % 2) * 128}/25`,
    ready: true,
    ...(node < 2 ? { speaker: { asn: 65500, announces: 'lan', nextHop: 'owner' } } : {}),
  };
}

function flowsOf({ at, region }: Spot) {
  return [
    { key: `pods-${at}`, from: { pool: `np-cloud-${region}` }, to: { pool: `np-${at}` }, mustHold: true },
    { key: `hosts-${at}`, from: { site: `dc-${at}` }, to: { prefix: vpcPrefix(region) }, mustHold: true },
  ];
}
