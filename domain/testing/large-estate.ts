import { Estate } from '@/domain/estate/estate';

type LargeOptions = { sites: number; nodesPerSite: number; routesPerVbr: number };

/** An estate of many like sites behind a few regions, each site with its VBR, circuit, gateway, LAN and pool: what pictures of it must bear. */
export function largeEstate({ sites, nodesPerSite, routesPerVbr }: LargeOptions): Estate {
  const all = Array.from({ length: sites }, (_, at) => at);
  const regions = Array.from({ length: Math.max(1, Math.ceil(sites / 40)) }, (_, at) => at);
  const regionOf = (site: number) => site % regions.length;
  return Estate.parse({
    metadata: { name: 'large' },
    sites: [
      ...regions.map((at) => ({ key: `region-${at}`, kind: 'cloud-region' })),
      ...all.map((at) => ({
        key: `dc-${at}`,
        kind: 'data-centre',
        hostPrefixes: [`172.${16 + (at % 16)}.${Math.floor(at / 16)}.0/24`],
        lans: [{ key: `dc-${at}/rack`, prefix: `172.${16 + (at % 16)}.${Math.floor(at / 16)}.0/24` }],
      })),
    ],
    vpcs: regions.map((at) => ({ key: `vpc-${at}`, site: `region-${at}`, prefixes: [`192.168.${at * 16}.0/20`] })),
    physicalConnections: all.map((at) => ({
      key: `pc-${at}`,
      site: `dc-${at}`,
      status: 'enabled',
      businessStatus: 'normal',
    })),
    routerInterfaces: all.flatMap((at) => [
      { key: `ri-vbr-${at}`, router: `vbr-${at}`, opposite: `ri-vpc-${at}`, status: 'active' },
      { key: `ri-vpc-${at}`, router: `vpc-${regionOf(at)}`, opposite: `ri-vbr-${at}`, status: 'active' },
    ]),
    vbrs: all.map((at) => vbrOf(at, `region-${regionOf(at)}`, routesPerVbr)),
    gateways: all.map((at) => ({
      key: `gw-${at}`,
      site: `dc-${at}`,
      driver: 'frr',
      asn: 65001,
      interfaces: [{ name: 'up', address: `169.254.${at}.2/30`, circuit: `pc-${at}` }],
    })),
    clusters: all.map((at) => ({
      key: `c-${at}`,
      vpc: `vpc-${regionOf(at)}`,
      edgePodCidr: '10.0.0.0/8',
      nodeMask: 25,
      nodePools: [{ key: `np-${at}`, kind: 'edge', lan: `dc-${at}/rack` }],
      nodes: Array.from({ length: nodesPerSite }, (_, node) => ({
        name: `node-${at}-${node}`,
        pool: `np-${at}`,
        podCidr: `10.${at}.${Math.floor(node / 2)}.${(node % 2) * 128}/25`,
        ready: !(at === 3 && node === 0),
      })),
    })),
    flows: [{ key: 'first-to-last', from: { site: 'dc-0' }, to: { site: `dc-${sites - 1}` }, mustHold: true }],
  });
}

function routesOf(site: number, count: number) {
  return Array.from({ length: count }, (_, at) => ({
    prefix: `${20 + Math.floor(at / 256)}.${site}.${at % 256}.0/24`,
    nextHop: { kind: 'router-interface', key: `ri-vlan-${site}` },
    type: 'bgp',
  }));
}

function vbrOf(at: number, site: string, routes: number) {
  return {
    key: `vbr-${at}`,
    site,
    physicalConnections: [`pc-${at}`],
    vlanInterface: `ri-vlan-${at}`,
    status: 'active',
    localGatewayAddress: `169.254.${at}.1/30`,
    peerGatewayAddress: `169.254.${at}.2/30`,
    routeTable: { key: `vtb-${at}`, entries: routesOf(at, routes) },
    bgpGroups: [
      {
        key: `group-${at}`,
        peerAsn: 65001,
        peers: [{ key: `peer-${at}`, address: `169.254.${at}.2`, observed: { sessionState: 'established' } }],
      },
    ],
  };
}
