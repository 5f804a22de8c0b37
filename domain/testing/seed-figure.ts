import type { z } from 'zod';
import { Estate } from '@/domain/estate/estate';
import type { EstateView, PartFreshness } from '@/domain/estate/view';

/**
 * The figure of the Terway Edge introduction, healthy: one VPC, one data centre, one circuit. Each call gives a new one, so
 * that a test may break it. `noon` is when it was read.
 */
export function seedFigure(): Estate {
  return Estate.parse({
    metadata: { name: 'seed-figure' },
    ...clusterSide,
    ...cloudSide,
    ...siteSide,
  } satisfies z.input<typeof Estate>);
}

/** The seed figure with something changed. */
export function seedWith(edit: (estate: Estate) => void): Estate {
  const estate = seedFigure();
  edit(estate);
  return estate;
}

export const NOON = '2026-03-18T12:00:00.000Z';

/** A view on an estate; without parts everything counts as declared. */
export function viewOf(estate: Estate, parts: readonly PartFreshness[] = []): EstateView {
  return { estate, parts, revision: 'test' };
}

/** The same, every part of the cloud's side read at noon; `stale` names the parts that have grown old. */
export function observedViewOf(estate: Estate, stale: readonly PartFreshness['kind'][] = []): EstateView {
  const kinds = [
    'vpc',
    'v-switch',
    'route-table',
    'route-entry',
    'vbr',
    'physical-connection',
    'router-interface',
    'bgp-group',
    'bgp-peer',
    'bgp-network',
  ] as const;
  const parts = kinds.map((kind) => ({ source: 'lab', kind, observedAt: NOON, stale: stale.includes(kind) }));
  return viewOf(estate, parts);
}

const toRouterInterface = (key: string) => ({ kind: 'router-interface', key }) as const;

const cloudSide = {
  vpcs: [
    {
      key: 'vpc-bp1hz',
      site: 'cn-hangzhou',
      prefixes: ['192.168.0.0/16'],
      vSwitches: [
        { key: 'vsw-bp1nodei', zone: 'cn-hangzhou-i', prefix: '192.168.0.0/20', availableAddresses: 4050 },
        { key: 'vsw-bp1podi', zone: 'cn-hangzhou-i', prefix: '192.168.64.0/19', availableAddresses: 8100 },
        { key: 'vsw-bp1podj', zone: 'cn-hangzhou-j', prefix: '192.168.96.0/19', availableAddresses: 8140 },
      ],
      routeTables: [
        {
          key: 'vtb-bp1vpc',
          entries: [
            { prefix: '10.0.0.0/16', nextHop: toRouterInterface('ri-bp1vpc'), type: 'custom', status: 'available' },
            { prefix: '172.16.0.0/16', nextHop: toRouterInterface('ri-bp1vpc'), type: 'custom', status: 'available' },
          ],
        },
      ],
      securityGroups: [
        {
          key: 'sg-bp1pods',
          permits: [
            { direction: 'ingress', from: '10.0.0.0/16' },
            { direction: 'ingress', from: '172.16.0.0/16' },
          ],
        },
      ],
    },
  ],
  routerInterfaces: [
    { key: 'ri-bp1vpc', router: 'vpc-bp1hz', opposite: 'ri-bp1vbr', status: 'active' },
    { key: 'ri-bp1vbr', router: 'vbr-bp1hz', opposite: 'ri-bp1vpc', status: 'active' },
  ],
  physicalConnections: [
    {
      key: 'pc-bp1hz',
      site: 'dc-hz1',
      accessPoint: 'ap-cn-hangzhou-xh-b',
      status: 'enabled',
      businessStatus: 'normal',
      bandwidthMbps: 1000,
    },
  ],
  vbrs: [
    {
      key: 'vbr-bp1hz',
      site: 'cn-hangzhou',
      physicalConnections: ['pc-bp1hz'],
      vlanInterface: 'ri-bp1vlan',
      vlanId: 110,
      status: 'active',
      localGatewayAddress: '169.254.10.1/30',
      peerGatewayAddress: '169.254.10.2/30',
      routeTable: {
        key: 'vtb-bp1vbr',
        quota: 200,
        entries: [
          { prefix: '192.168.0.0/16', nextHop: toRouterInterface('ri-bp1vbr'), type: 'custom', status: 'available' },
          { prefix: '10.0.0.0/16', nextHop: toRouterInterface('ri-bp1vlan'), type: 'bgp', status: 'available' },
          { prefix: '172.16.0.0/16', nextHop: toRouterInterface('ri-bp1vlan'), type: 'custom', status: 'available' },
        ],
      },
      bgpGroups: [
        {
          key: 'bgpg-bp1hz',
          localAsn: 45104,
          peerAsn: 65001,
          authKey: { secret: 'vbr-hz' },
          routeLimit: 110,
          peers: [
            {
              key: 'bgp-bp1hz',
              address: '169.254.10.2',
              status: 'available',
              bfd: { enabled: true, hops: 1 },
              observed: { sessionState: 'established', receivedRoutes: 1, advertisedRoutes: 1 },
            },
          ],
        },
      ],
      bgpNetworks: [{ prefix: '192.168.0.0/16', vpc: 'vpc-bp1hz', status: 'available' }],
    },
  ],
} satisfies Partial<z.input<typeof Estate>>;

const siteSide = {
  sites: [
    { key: 'cn-hangzhou', kind: 'cloud-region', title: { en: 'Hangzhou region', zh: '华东1（杭州）' } },
    {
      key: 'dc-hz1',
      kind: 'data-centre',
      title: { en: 'Hangzhou DC 1', zh: '杭州一号机房' },
      hostPrefixes: ['172.16.0.0/16'],
      lans: [{ key: 'dc-hz1/rack-a', prefix: '172.16.10.0/24', gatewayAddress: '172.16.10.1' }],
    },
  ],
  gateways: [
    {
      key: 'hz-sw-1',
      site: 'dc-hz1',
      driver: 'gobgp',
      routerId: '172.16.0.1',
      asn: 65001,
      interfaces: [
        { name: 'uplink', address: '169.254.10.2/30', circuit: 'pc-bp1hz', vlanId: 110 },
        { name: 'rack-a', address: '172.16.10.1/24', lan: 'dc-hz1/rack-a' },
      ],
      bgpPeers: [
        { address: '169.254.10.1', peerAsn: 45104, authKey: { secret: 'vbr-hz' }, bfd: true },
        { address: '172.16.10.11', peerAsn: 65100 },
        { address: '172.16.10.12', peerAsn: 65100 },
      ],
      aggregates: [{ prefix: '10.0.0.0/16', summaryOnly: true, discard: true }],
      networks: [],
      staticRoutes: [],
      filters: [{ peer: '169.254.10.1', direction: 'out', permit: ['10.0.0.0/16'] }],
      permits: [],
    },
  ],
  flows: [
    { key: 'cloud-to-edge', from: { pool: 'np-cloud' }, to: { pool: 'np-edge' }, mustHold: true },
    { key: 'edge-to-cloud', from: { pool: 'np-edge' }, to: { pool: 'np-cloud' }, mustHold: true },
  ],
} satisfies Partial<z.input<typeof Estate>>;

const speaker = { asn: 65100, announces: 'lan', nextHop: 'owner' } as const;

const clusterSide = {
  clusters: [
    {
      key: 'c0seedhz',
      site: 'cn-hangzhou',
      vpc: 'vpc-bp1hz',
      kubernetesVersion: '1.32.7-aliyun.1',
      serviceCidr: '172.21.0.0/20',
      edgePodCidr: '10.0.0.0/16',
      nodeMask: 25,
      terway: {
        addOn: {
          name: 'terway-edge',
          version: 'v1.13.2',
          state: 'active',
          config: { IPVlan: 'false', NetworkPolicy: 'false' },
        },
        eniConfig: {
          vswitches: { 'cn-hangzhou-i': ['vsw-bp1podi'], 'cn-hangzhou-j': ['vsw-bp1podj'] },
          security_group: 'sg-bp1pods',
        },
      },
      flannel: { netConf: { Network: '10.0.0.0/16', Backend: { Type: 'route' } } },
      nodePools: [
        { key: 'np-cloud', kind: 'cloud', title: { en: 'Cloud pool', zh: '云端节点池' }, vSwitches: ['vsw-bp1nodei'] },
        {
          key: 'np-edge',
          kind: 'edge',
          site: 'dc-hz1',
          lan: 'dc-hz1/rack-a',
          interconnect: 'private',
          title: { en: 'Edge pool', zh: '边缘节点池' },
        },
      ],
      siteBlocks: [{ site: 'dc-hz1', prefix: '10.0.0.0/18' }],
      nodes: [
        { name: 'cn-hangzhou.192.168.0.10', pool: 'np-cloud', address: '192.168.0.10', ready: true },
        { name: 'edge-hz1-a1', pool: 'np-edge', address: '172.16.10.11', podCidr: '10.0.0.0/25', ready: true, speaker },
        {
          name: 'edge-hz1-a2',
          pool: 'np-edge',
          address: '172.16.10.12',
          podCidr: '10.0.0.128/25',
          ready: true,
          speaker,
        },
        { name: 'edge-hz1-a3', pool: 'np-edge', address: '172.16.10.13', podCidr: '10.0.1.0/25', ready: true },
      ],
    },
  ],
} satisfies Partial<z.input<typeof Estate>>;
