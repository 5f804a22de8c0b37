import { edgePodCidrsOf, type Cluster, type KubeNode, type NodePool } from '@/domain/estate/cluster';
import type { PhysicalConnection, RouterInterface, Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { ResourceKind } from '@/domain/estate/resource';
import type { Lan, Site } from '@/domain/estate/site';
import type { Estate } from '@/domain/estate/estate';
import { readingIn, readingsOf, type EstateView, type Readings } from '@/domain/estate/view';
import type { Vpc } from '@/domain/estate/vpc';
import { oncePer, Remembered } from '@/domain/memo';
import { RangeSet } from '@/domain/net/range-set';
import type { Evidence } from './packet';

export type PoolInCluster = { pool: NodePool; cluster: Cluster };
export type LanOfSite = { lan: Lan; site: Site };

/** The estate by key, made once for many questions. How old its readings are it does not know: no answer depends on that. */
export type EstateIndex = {
  estate: Estate;
  readings: Readings;
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
const mapOf = oncePer((rows: readonly { key: string }[]): ReadonlyMap<string, unknown> => {
  const map = new Map<string, unknown>();
  for (const row of rows) map.set(row.key, row);
  return map;
});

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

const indexes = new Remembered<Estate, EstateIndex>();

/** The very same for views of one estate that differ in the ages of readings alone. */
export const indexEstate = oncePer(({ estate, parts }: EstateView): EstateIndex => {
  const readings = readingsOf(parts);
  return indexes.of(estate, [readings], () => makeIndex(estate, readings));
});

function makeIndex(estate: Estate, readings: Readings): EstateIndex {
  return {
    estate,
    readings,
    sites: byKey(estate.sites),
    lans: lansOfSites(estate.sites),
    vpcs: byKey(estate.vpcs),
    routerInterfaces: byKey(estate.routerInterfaces),
    circuits: byKey(estate.physicalConnections),
    vbrs: byKey(estate.vbrs),
    gateways: byKey(estate.gateways),
    pools: poolsOfClusters(estate.clusters),
  };
}

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
  edgePools.of(index.estate.clusters, [index.estate.sites], () =>
    groupBy(
      [...index.pools.values()].filter((each) => each.pool.kind === 'edge'),
      (each) => siteOfPool(index, each.pool),
    ),
  ),
);

const gatewaysBySite = oncePer((gateways: EstateIndex['gateways']) =>
  groupBy([...gateways.values()], ({ site }) => site),
);

/** Gateways that stand in a site, in the order of the estate. */
export function gatewaysOfSite({ gateways }: EstateIndex, site: string): readonly Gateway[] {
  return gatewaysBySite(gateways).get(site) ?? [];
}

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
export const cloudRange = oncePer(({ estate }: EstateIndex) => RangeSet.of(estate.vpcs.flatMap((vpc) => vpc.prefixes)));

type Evidences = { whole: Evidence | undefined; within: Map<string, Evidence> };

/** By kind and by part: a name made of both would be made anew for every hop. */
const evidences = oncePer((_: Readings) => new Map<ResourceKind, Evidences>());

/** Every address that edge pods have or may be given. */
export const edgePodRange = oncePer(({ estate }: EstateIndex) =>
  RangeSet.of(
    estate.clusters.flatMap((cluster) => [
      ...edgePodCidrsOf(cluster),
      ...(cluster.siteBlocks ?? []).map(({ prefix }) => prefix),
    ]),
  ),
);

/** What the reading of one part is worth. A part never read to its end is as little to be believed as an old one. */
export function evidenceOf({ readings }: EstateIndex, kind: ResourceKind, within?: string): Evidence {
  if (readings.size === 0) return DECLARED;
  const ofKind = evidencesOfKind(readings, kind);
  if (within === undefined) return (ofKind.whole ??= findEvidence(readings, kind, within));
  const known = ofKind.within.get(within);
  if (known) return known;
  const found = findEvidence(readings, kind, within);
  ofKind.within.set(within, found);
  return found;
}

function evidencesOfKind(readings: Readings, kind: ResourceKind): Evidences {
  const known = evidences(readings).get(kind);
  if (known) return known;
  const none: Evidences = { whole: undefined, within: new Map() };
  evidences(readings).set(kind, none);
  return none;
}

const DECLARED: Evidence = { kind: 'declared' };

function findEvidence(readings: Readings, kind: ResourceKind, within: string | undefined): Evidence {
  const reading = readingIn(readings, kind, within);
  if (reading === null) return DECLARED;
  if (reading.worth === 'fresh') return { kind: 'fresh', read: { kind, ...(within === undefined ? {} : { within }) } };
  const params = { source: reading.source, kind, within: within ?? '' };
  return { kind: 'stale', reason: { code: reading.worth === 'never' ? 'never-read' : 'stale-reading', params } };
}

/** The same in a word, to be compared: other where a verdict may be another. */
export function worthOf(index: EstateIndex, kind: ResourceKind, within?: string): string {
  const evidence = evidenceOf(index, kind, within);
  return evidence.kind === 'stale' ? `${evidence.reason.code} ${evidence.reason.params.source}` : evidence.kind;
}
