import { podCidrsOf, type KubeNode } from '@/domain/estate/cluster';
import type { Prefix } from '@/domain/net/prefix';
import type { Design, SiteDesign } from './design';

/** A VBR of a site with the gateway at its far end. */
export type LinkPlan = {
  name: string;
  vbr: string;
  circuit: string;
  gateway: string;
  vlanInterface: string;
  near: string;
  far: string;
  vlanId: number;
  /** what is sent over it while everything is well */
  carries: readonly ('pods' | 'hosts')[];
};

export type LanPlan = { key: string; cluster: number; pool: string; prefix: string; address: (host: number) => string };

export type SitePlan = SiteDesign & {
  key: string;
  hosts: string;
  lans: readonly LanPlan[];
  /** where hosts stand that are no nodes */
  hostLan: LanPlan;
  links: readonly LinkPlan[];
  gatewayAsn: number;
  speakerAsn: number;
};

export const vpcPrefix = (vpc: number) => `172.${16 + vpc}.0.0/16`;
export const vpcPrefix6 = (vpc: number) => `fd00:c${vpc}::/56`;
export const neighbourPrefix = (vpc: number) => `172.${20 + vpc}.0.0/16`;
export const clusterPrefix = (cluster: number) => `10.${cluster}.0.0/16`;
export const clusterPrefix6 = (cluster: number) => `fd00:e${cluster}::/48`;
export const blockOf = (cluster: number, site: number) => `10.${cluster}.${site * 32}.0/19`;

/** Names and addresses of a site, none of them another's. */
export function planOf(site: SiteDesign): SitePlan {
  const key = `dc-${site.at}`;
  const lan = (third: number, cluster: number): LanPlan => ({
    key: `${key}/lan-${third}`,
    cluster,
    pool: `np-${site.at}-${cluster}`,
    prefix: `10.${64 + site.at}.${third}.0/24`,
    address: (host) => `10.${64 + site.at}.${third}.${host}`,
  });
  return {
    ...site,
    key,
    hosts: site.uplink === 'split' ? `10.${64 + site.at}.64.0/18` : `10.${64 + site.at}.0.0/16`,
    lans: site.clusters.map((cluster, at) => lan(10 + at, cluster)),
    hostLan: lan(64, -1),
    links: linksOf(site),
    gatewayAsn: 65001 + site.at,
    speakerAsn: 65100 + site.at,
  };
}

function linksOf({ at, uplink, gateways, preferred }: SiteDesign): readonly LinkPlan[] {
  return (uplink === 'single' ? [0] : [0, 1]).map((n): LinkPlan => {
    const name = `${at}-${n}`;
    const isUsed = uplink !== 'preferred' || n === preferred;
    return {
      name,
      vbr: `vbr-${name}`,
      circuit: `pc-${name}`,
      gateway: `gw-${at}-${gateways === 2 ? n : 0}`,
      vlanInterface: `ri-${name}-vlan`,
      near: `169.254.${at}.${n * 4 + 1}`,
      far: `169.254.${at}.${n * 4 + 2}`,
      vlanId: 100 + at * 2 + n,
      carries: uplink === 'split' ? [n === 0 ? 'pods' : 'hosts'] : isUsed ? ['pods', 'hosts'] : [],
    };
  });
}

/** Nodes of a LAN with their pod subnets, those of a cluster's site one after another. */
export function nodesOf({ clusters }: Design, site: SitePlan, lan: LanPlan): readonly KubeNode[] {
  const dual = clusters[lan.cluster]?.dualStack ?? false;
  const speaks = (n: number) => site.announced === 'by-owners' || (site.announced === 'by-speakers' && n < 2);
  const announces = site.announced === 'by-owners' ? 'own' : 'lan';
  return Array.from({ length: site.nodesPerLan }, (_, n) => ({
    name: `edge-${site.at}-${lan.cluster}-${n}`,
    pool: lan.pool,
    address: lan.address(11 + n) as KubeNode['address'],
    podCidr: `10.${lan.cluster}.${site.at * 32 + (n >> 1)}.${(n & 1) * 128}/25` as Prefix,
    ...(dual ? { podCidr6: `fd00:e${lan.cluster}:0:${site.at}${n}::/64` as Prefix } : {}),
    ready: true,
    ...(speaks(n) ? { speaker: { asn: site.speakerAsn, announces, nextHop: site.speakerNextHop } as const } : {}),
  }));
}

/** What the cloud is told of the pods of a site: in blocks, or a subnet for each node. IPv6 goes by cluster. */
export function podPrefixesOf(design: Design, site: SitePlan): readonly string[] {
  return site.lans.flatMap((lan) => {
    if (site.sum === 'aggregate') return [blockOf(lan.cluster, site.at)];
    return nodesOf(design, site, lan).flatMap((node) => podCidrsOf(node).filter((prefix) => !prefix.includes(':')));
  });
}

/** IPv6 subnets of a site's nodes: a VBR learns none of them, its rows are written. */
export function podPrefixes6Of(design: Design, site: SitePlan): readonly string[] {
  return site.lans.flatMap((lan) =>
    nodesOf(design, site, lan).flatMap((node) => podCidrsOf(node).filter((prefix) => prefix.includes(':'))),
  );
}
