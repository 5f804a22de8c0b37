import { podCidrsOf, type KubeNode } from '@/domain/estate/cluster';
import { neighbourOn } from './cloud';
import type { Design } from './design';
import {
  blockOf,
  clusterPrefix,
  clusterPrefix6,
  neighbourPrefix,
  nodesOf,
  podPrefixesOf,
  vpcPrefix,
  type LanPlan,
  type LinkPlan,
  type SitePlan,
} from './plan';

const zones = ['a', 'b'];

export function sitesOf(sites: readonly SitePlan[]) {
  return sites.map((site) => ({
    key: site.key,
    kind: 'data-centre',
    hostPrefixes: [site.hosts],
    lans: lansOf(site).map((lan) => {
      const several = site.gateways === 2 && site.uplink === 'equal';
      // Where both gateways are equals, nobody says which of them a node asks.
      return { key: lan.key, prefix: lan.prefix, ...(several ? {} : { gatewayAddress: lan.address(1) }) };
    }),
  }));
}

function lansOf(site: SitePlan): readonly LanPlan[] {
  return [...site.lans, ...(site.uplink === 'split' ? [site.hostLan] : [])];
}

export function circuitsOf(sites: readonly SitePlan[]) {
  return sites.flatMap(({ key, links }) =>
    links.map(({ circuit }) => ({ key: circuit, site: key, status: 'enabled', businessStatus: 'normal' })),
  );
}

export function gatewaysOf(design: Design, sites: readonly SitePlan[]) {
  return sites.flatMap((site) =>
    [...new Set(site.links.map(({ gateway }) => gateway))].map((key, at) => aGateway(design, site, sites, key, at)),
  );
}

function aGateway(design: Design, site: SitePlan, sites: readonly SitePlan[], key: string, at: number) {
  const links = site.links.filter(({ gateway }) => gateway === key);
  const lans = site.uplink !== 'split' ? site.lans : at === 0 ? site.lans : [site.hostLan];
  const hasPods = site.uplink !== 'split' || at === 0;
  const nodes = hasPods ? site.lans.flatMap((lan) => nodesOf(design, site, lan)) : [];
  const isFirst = site.gateways === 1 || (site.uplink === 'preferred' ? at === site.preferred : at === 0);
  const own = site.uplink === 'split' || isFirst ? 1 : 2;
  const isBgp = site.routing === 'bgp';
  const sums = hasPods && site.sum === 'aggregate' && isBgp;
  const blocks = site.lans.map((lan) => blockOf(lan.cluster, site.at));
  return {
    key,
    site: site.key,
    driver: site.driver,
    routerId: lans[0]?.address(own),
    asn: site.gatewayAsn,
    interfaces: [
      ...links.map(({ name, far, circuit, vlanId }) => ({
        name: `up-${name}`,
        address: `${far}/30`,
        circuit,
        vlanId,
      })),
      ...lans.map((lan) => ({ name: lan.key, address: `${lan.address(own)}/24`, lan: lan.key })),
    ],
    bgpPeers: [
      ...(isBgp ? links.map((link) => peerOf(site, link)) : []),
      ...nodes.filter(({ speaker }) => speaker).map(({ address }) => ({ address, peerAsn: site.speakerAsn })),
    ],
    aggregates: sums ? blocks.map((prefix) => ({ prefix, summaryOnly: true, discard: true })) : [],
    networks: networksOf(design, site, at),
    staticRoutes: [
      ...(isBgp ? [] : links.flatMap((link) => towardCloud(design, site, sites, link))),
      ...(site.announced === 'by-hand' ? nodes.flatMap(towardNode) : []),
    ],
    filters: isBgp && site.filtered ? links.map(({ near }) => filterOf(design, site, near, at)) : [],
    permits: [],
  };
}

/** What a gateway says to the cloud that is nothing it learnt. */
function networksOf(design: Design, site: SitePlan, at: number): readonly string[] {
  if (site.routing !== 'bgp') return [];
  const isForHosts = site.uplink !== 'split' || at === 1;
  const isForPods = site.uplink !== 'split' || at === 0;
  const hosts = isForHosts && site.hostsBy === 'bgp' ? [site.hosts] : [];
  const byHand = isForPods && site.announced === 'by-hand' && site.sum === 'subnets';
  return [...hosts, ...(byHand ? podPrefixesOf(design, site) : [])];
}

function filterOf(design: Design, site: SitePlan, peer: string, at: number) {
  const pods = site.uplink !== 'split' || at === 0 ? podPrefixesOf(design, site) : [];
  const hosts = (site.uplink !== 'split' || at === 1) && site.hostsBy === 'bgp' ? [site.hosts] : [];
  return { peer, direction: 'out', permit: [...pods, ...hosts] };
}

function peerOf(site: SitePlan, link: LinkPlan) {
  const isPreferred = site.uplink === 'preferred' && site.gateways === 1 && link.carries.length > 0;
  return {
    address: link.near,
    peerAsn: 45104,
    authKey: { secret: `link-${link.name}` },
    bfd: true,
    ...(isPreferred ? { localPreference: 200 } : {}),
  };
}

/** Of a gateway that is told nothing: by the lines that it shall use, and by its only one in any case. */
function towardCloud(design: Design, site: SitePlan, sites: readonly SitePlan[], link: LinkPlan) {
  if (link.carries.length === 0 && site.gateways === 1) return [];
  const prefixes = site.defaultRoute
    ? ['0.0.0.0/0']
    : [vpcPrefix(site.vpc), ...(neighbourOn(design, site, link, sites) ? [neighbourPrefix(site.vpc)] : [])];
  return prefixes.map((prefix) => ({ prefix, nextHop: link.near }));
}

function towardNode(node: KubeNode) {
  return podCidrsOf(node)
    .filter((prefix) => !prefix.includes(':'))
    .map((prefix) => ({ prefix, nextHop: node.address }));
}

export function clustersOf(design: Design, sites: readonly SitePlan[]) {
  return design.clusters.map(({ vpc, kind, dualStack }, cluster) => {
    const here = sites.flatMap((site) =>
      site.lans.filter((lan) => lan.cluster === cluster).map((lan) => ({ site, lan })),
    );
    const eniConfig = {
      vswitches: Object.fromEntries(zones.map((zone) => [zone, [`vsw-${vpc}-pod-${zone}`]])),
      security_group: `sg-${vpc}`,
      max_pool_size: 5,
      min_pool_size: 0,
    };
    return {
      key: `c-${cluster}`,
      site: 'cn-hangzhou',
      vpc: `vpc-${vpc}`,
      serviceCidr: `172.${24 + cluster}.0.0/20`,
      edgePodCidr: clusterPrefix(cluster),
      ...(dualStack ? { edgePodCidr6: clusterPrefix6(cluster) } : {}),
      nodeMask: 25,
      ...(kind === 'edge' ? { profile: 'Edge', terway: { eniConfig } } : { managed: false }),
      flannel: {
        netConf: { Network: clusterPrefix(cluster), Backend: { Type: kind === 'edge' ? 'route' : 'host-gw' } },
      },
      nodePools: [
        { key: `np-cloud-${cluster}`, kind: 'cloud', vSwitches: zones.map((zone) => `vsw-${vpc}-node-${zone}`) },
        ...here.map(({ site, lan }) => ({
          key: lan.pool,
          kind: 'edge',
          site: site.key,
          lan: lan.key,
          interconnect: 'private',
        })),
      ],
      siteBlocks: here.map(({ site }) => ({ site: site.key, prefix: blockOf(cluster, site.at) })),
      nodes: here.flatMap(({ site, lan }) => nodesOf(design, site, lan)),
    };
  });
}

/** What everybody builds it for: pods of both sides, and the hosts. */
export function flowsOf(sites: readonly SitePlan[]) {
  return sites.flatMap((site) => {
    const hosts = { site: site.key };
    return site.lans.flatMap(({ cluster, pool }) => {
      const [cloud, edge] = [{ pool: `np-cloud-${cluster}` }, { pool }];
      const flow = (name: string, from: object, to: object) => ({ key: `${name}-${pool}`, from, to, mustHold: true });
      return [
        flow('out', cloud, edge),
        flow('in', edge, cloud),
        flow('out-hosts', cloud, hosts),
        flow('in-hosts', hosts, cloud),
      ];
    });
  });
}
