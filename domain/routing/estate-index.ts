import type { Cluster, KubeNode, NodePool } from '@/domain/estate/cluster';
import type { PhysicalConnection, RouterInterface, Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { ResourceKind } from '@/domain/estate/resource';
import type { Lan, Site } from '@/domain/estate/site';
import { freshnessOf, type EstateView } from '@/domain/estate/view';
import type { Vpc } from '@/domain/estate/vpc';
import { oncePer, Remembered } from '@/domain/memo';
import { RangeSet } from '@/domain/net/range-set';
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

/** Lists that a change leaves alone are the same lists, and so are their maps. */
const mapOf = oncePer(
  (rows: readonly { key: string }[]): ReadonlyMap<string, unknown> => new Map(rows.map((row) => [row.key, row])),
);

function byKey<T extends { key: string }>(rows: readonly T[]): ReadonlyMap<string, T> {
  return mapOf(rows) as ReadonlyMap<string, T>;
}

const lansOfSites = oncePer(
  (sites: readonly Site[]): ReadonlyMap<string, LanOfSite> =>
    new Map(sites.flatMap((site) => site.lans.map((lan) => [lan.key, { lan, site }] as const))),
);

const poolsOfClusters = oncePer(
  (clusters: readonly Cluster[]): ReadonlyMap<string, PoolInCluster> =>
    new Map(
      clusters.flatMap((cluster) => (cluster.nodePools ?? []).map((pool) => [pool.key, { pool, cluster }] as const)),
    ),
);

export const indexEstate = oncePer((view: EstateView): EstateIndex => {
  const { estate } = view;
  return {
    view,
    sites: byKey(estate.sites),
    lans: lansOfSites(estate.sites),
    vpcs: byKey(estate.vpcs),
    routerInterfaces: byKey(estate.routerInterfaces),
    circuits: byKey(estate.physicalConnections),
    vbrs: byKey(estate.vbrs),
    gateways: byKey(estate.gateways),
    pools: poolsOfClusters(estate.clusters),
  };
});

/** The site a pool stands in: said outright, or through its LAN. */
export function siteOfPool(index: EstateIndex, pool: NodePool): string | undefined {
  return pool.site ?? (pool.lan === undefined ? undefined : index.lans.get(pool.lan)?.site.key);
}

const nodesByPool = oncePer((cluster: Cluster) => groupBy(cluster.nodes ?? [], (node) => node.pool));

export function nodesOfPool({ pool, cluster }: PoolInCluster): readonly KubeNode[] {
  return nodesByPool(cluster).get(pool.key) ?? [];
}

const edgePools = new Remembered<readonly Cluster[], ReadonlyMap<string, readonly PoolInCluster[]>>();

const edgePoolsBySite = oncePer((index: EstateIndex) =>
  edgePools.of(index.view.estate.clusters, [index.view.estate.sites], () =>
    groupBy(
      [...index.pools.values()].filter((each) => each.pool.kind === 'edge'),
      (each) => siteOfPool(index, each.pool),
    ),
  ),
);

/** Edge pools that stand in a site, over all clusters. */
export function edgePoolsAt(index: EstateIndex, site: string): readonly PoolInCluster[] {
  return edgePoolsBySite(index).get(site) ?? [];
}

/** Lists by what a member belongs to, in the order given; members that belong to nothing are left out. */
export function groupBy<T>(
  items: readonly T[],
  keyOf: (item: T) => string | undefined,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** Every address of every VPC. */
export const cloudRange = oncePer(({ view }: EstateIndex) =>
  RangeSet.of(view.estate.vpcs.flatMap((vpc) => vpc.prefixes)),
);

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
