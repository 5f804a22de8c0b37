import type { Cluster, KubeNode, NodePool } from '@/domain/estate/cluster';
import type { PhysicalConnection, RouterInterface, Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { ResourceKind } from '@/domain/estate/resource';
import type { Lan, Site } from '@/domain/estate/site';
import { freshnessOf, type EstateView } from '@/domain/estate/view';
import type { Vpc } from '@/domain/estate/vpc';
import type { Evidence } from './packet';

export type PoolInCluster = { pool: NodePool; cluster: Cluster };
export type LanOfSite = { lan: Lan; site: Site };

/** The estate by key, made once for many questions. */
export type EstateIndex = {
  view: EstateView;
  sites: ReadonlyMap<string, Site>;
  lans: ReadonlyMap<string, LanOfSite>;
  vpcs: ReadonlyMap<string, Vpc>;
  routerInterfaces: ReadonlyMap<string, RouterInterface>;
  circuits: ReadonlyMap<string, PhysicalConnection>;
  vbrs: ReadonlyMap<string, Vbr>;
  gateways: ReadonlyMap<string, Gateway>;
  pools: ReadonlyMap<string, PoolInCluster>;
};

function byKey<T extends { key: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return new Map(rows.map((row) => [row.key, row]));
}

export function indexEstate(view: EstateView): EstateIndex {
  const { estate } = view;
  const lans = estate.sites.flatMap((site) => site.lans.map((lan) => [lan.key, { lan, site }] as const));
  const pools = estate.clusters.flatMap((cluster) =>
    (cluster.nodePools ?? []).map((pool) => [pool.key, { pool, cluster }] as const),
  );
  return {
    view,
    sites: byKey(estate.sites),
    lans: new Map(lans),
    vpcs: byKey(estate.vpcs),
    routerInterfaces: byKey(estate.routerInterfaces),
    circuits: byKey(estate.physicalConnections),
    vbrs: byKey(estate.vbrs),
    gateways: byKey(estate.gateways),
    pools: new Map(pools),
  };
}

/** The site a pool stands in: said outright, or through its LAN. */
export function siteOfPool(index: EstateIndex, pool: NodePool): string | undefined {
  return pool.site ?? (pool.lan === undefined ? undefined : index.lans.get(pool.lan)?.site.key);
}

export function nodesOfPool({ pool, cluster }: PoolInCluster): readonly KubeNode[] {
  return (cluster.nodes ?? []).filter((node) => node.pool === pool.key);
}

/** Edge pools that stand in a site, over all clusters. */
export function edgePoolsAt(index: EstateIndex, site: string): readonly PoolInCluster[] {
  return [...index.pools.values()].filter((each) => each.pool.kind === 'edge' && siteOfPool(index, each.pool) === site);
}

/** What the reading of one part is worth. A part never read to its end is as little to be believed as an old one. */
export function evidenceOf(index: EstateIndex, kind: ResourceKind, within?: string): Evidence {
  const part = freshnessOf(index.view, kind, within);
  if (part === null) return { kind: 'declared' };
  const params = { source: part.source, kind, within: within ?? '' };
  if (part.observedAt === null) return { kind: 'stale', reason: { code: 'never-read', params } };
  if (part.stale)
    return { kind: 'stale', reason: { code: 'stale-reading', params: { ...params, observedAt: part.observedAt } } };
  return { kind: 'fresh', observedAt: part.observedAt };
}
