import type { Estate } from './estate';
import type { Cluster } from './cluster';
import { DeclaredCluster, DeclaredFacts } from './declared';
import { without } from './projection';

/** Why a part of a file is not written: a source reads it, or will, and only what is read counts as observed. */
export type SkipReason = 'observed-in-cloud' | 'observed-in-cluster';

export type Skipped = { path: readonly (string | number)[]; reason: SkipReason };

/** Which clusters a source reads, or is about to: over the container service, and over the cluster's own API. */
export type ClustersRead = { ack: (cluster: string) => boolean; kubernetes: (cluster: string) => boolean };

const NOBODY_READS: ClustersRead = { ack: () => false, kubernetes: () => false };

/**
 * The facts an estate declares, and every part of it that is left out because it is an observation. Nothing is both and
 * nothing is neither. Of clusters that depends on who reads them: what no source shows can only be declared.
 */
export function declaredOf(
  estate: Estate,
  read: ClustersRead = NOBODY_READS,
): { facts: DeclaredFacts; skipped: readonly Skipped[] } {
  const clusters = estate.clusters.map((cluster, at) =>
    parted(withoutEmptyRead(cluster, read), shapeOfCluster(cluster, read), ['clusters', at], 'observed-in-cluster'),
  );
  return {
    facts: { ...cloudFactsOf(estate), clusters: clusters.map(({ kept }) => DeclaredCluster.parse(kept)) },
    skipped: [
      ...Object.entries(CLOUD).flatMap(
        ([name, shape]) => parted(estate[name as keyof Estate], shape, [name], 'observed-in-cloud').skipped,
      ),
      ...clusters.flatMap(({ skipped }) => skipped),
    ],
  };
}

/** What of a cluster is declared by right while these sources read it. */
export function declaredCluster(cluster: Cluster, read: ClustersRead): DeclaredCluster {
  const { kept } = parted(withoutEmptyRead(cluster, read), shapeOfCluster(cluster, read), [], 'observed-in-cluster');
  return DeclaredCluster.parse(kept);
}

function cloudFactsOf(estate: Estate): DeclaredFacts {
  const about = (each: { key: string; title?: object; site?: string }) =>
    each.title !== undefined || each.site !== undefined;
  const tables = [
    ...estate.vpcs.flatMap((vpc) => vpc.routeTables ?? []),
    ...estate.vbrs.flatMap((vbr) => vbr.routeTable ?? []),
  ];
  const groups = estate.vbrs.flatMap((vbr) => vbr.bgpGroups ?? []);
  // Parsed with the schema: what it does not name is dropped here by the same rule as everywhere.
  return DeclaredFacts.parse({
    sites: estate.sites,
    vpcs: estate.vpcs.filter((vpc) => about(vpc) || vpc.securityGroups !== undefined),
    vbrs: estate.vbrs.filter(about),
    physicalConnections: estate.physicalConnections.filter(about),
    routeTables: tables.filter((table) => table.quota !== undefined),
    bgpGroups: groups.filter((group) => group.authKey !== undefined),
    transitRouters: estate.transitRouters,
    gateways: estate.gateways,
    flows: estate.flows,
  });
}

/** Which members are declared, member by member: `declared`, a shape of its own, or (not named) observed. */
type Shape = { readonly [member: string]: 'declared' | Shape };

const ABOUT = { key: 'declared', title: 'declared', site: 'declared' } as const;
const TABLE = { key: 'declared', quota: 'declared' } as const;
const CLOUD: Shape = {
  vpcs: { ...ABOUT, securityGroups: 'declared', routeTables: TABLE },
  vbrs: { ...ABOUT, routeTable: TABLE, bgpGroups: { key: 'declared', authKey: 'declared' } },
  physicalConnections: ABOUT,
  routerInterfaces: {},
};

/** What people add to a pool that is read, and what the pool is, so that a pool that is missing can be told of. */
const POOL = { ...ABOUT, kind: 'declared', lan: 'declared' } as const;
const NETWORK = {
  managed: 'declared',
  vpc: 'declared',
  serviceCidr: 'declared',
  edgePodCidr: 'declared',
  edgePodCidr6: 'declared',
  nodeMask: 'declared',
} as const;

function readersOf({ key, managed }: Pick<Cluster, 'key' | 'managed'>, read: ClustersRead) {
  return { isListed: managed !== false && read.ack(key), isShown: read.kubernetes(key) };
}

/** That a list is empty is not declared where somebody reads it: nothing is added to anything. */
function withoutEmptyRead(cluster: Cluster, read: ClustersRead): Cluster {
  const { isListed, isShown } = readersOf(cluster, read);
  const isEmpty = (list: readonly unknown[] | undefined) => list?.length === 0;
  return without(cluster, [
    ...(isListed && isEmpty(cluster.nodePools) ? (['nodePools'] as const) : []),
    ...((isListed || isShown) && isEmpty(cluster.nodes) ? (['nodes'] as const) : []),
  ]) as Cluster;
}

function shapeOfCluster(cluster: Cluster, read: ClustersRead): Shape {
  const { isListed, isShown } = readersOf(cluster, read);
  const places = { pool: 'declared', address: 'declared', address6: 'declared' } as const;
  const subnets = { podCidr: 'declared', podCidr6: 'declared' } as const;
  return {
    ...ABOUT,
    ...(isListed ? {} : NETWORK),
    nodePools: isListed ? POOL : 'declared',
    siteBlocks: 'declared',
    nodes: {
      ...{ name: 'declared', speaker: 'declared' },
      ...(isListed || isShown ? {} : places),
      ...(isShown ? {} : subnets),
    },
    ...(isShown ? {} : { terway: { eniConfig: { vswitches: 'declared', security_group: 'declared' } } }),
  };
}

type Parted = { kept: unknown; skipped: readonly Skipped[] };

/** A value by its shape in what is declared of it and what is not. Members of a list of which only the name is left go whole. */
function parted(
  value: unknown,
  shape: 'declared' | Shape | undefined,
  path: Skipped['path'],
  reason: SkipReason,
): Parted {
  if (shape === 'declared' || value === undefined) return { kept: value, skipped: [] };
  // An empty list may be no more than the model's default: nothing is lost with it.
  if (shape === undefined)
    return { kept: undefined, skipped: Array.isArray(value) && value.length === 0 ? [] : [{ path, reason }] };
  if (Array.isArray(value)) return partedList(value, shape, path, reason);
  if (typeof value !== 'object' || value === null) return { kept: value, skipped: [] };
  if (Object.keys(shape).length === 0) return { kept: undefined, skipped: [{ path, reason }] };
  const members = Object.entries(value).map(([name, member]) => ({
    name,
    ...parted(member, Object.hasOwn(shape, name) ? shape[name] : undefined, [...path, name], reason),
  }));
  const kept = members.filter((each) => each.kept !== undefined).map(({ name, kept }) => [name, kept] as const);
  return {
    kept: kept.length === 0 ? undefined : Object.fromEntries(kept),
    skipped: members.flatMap(({ skipped }) => skipped),
  };
}

/** What tells one member of a list from another, and says nothing of it. What kind of pool somebody counts on is said. */
const NAMES: ReadonlySet<string> = new Set(['key', 'name']);

function partedList(list: readonly unknown[], shape: Shape, path: Skipped['path'], reason: SkipReason): Parted {
  const members = list.map((each, at): Parted => {
    const whole = parted(each, shape, [...path, at], reason);
    const says = Object.keys(whole.kept ?? {}).some((name) => !NAMES.has(name));
    if (reason === 'observed-in-cloud' || says || whole.skipped.length === 0) return whole;
    return { kept: undefined, skipped: [{ path: [...path, at], reason }] };
  });
  const kept = members.flatMap((each) => (each.kept === undefined ? [] : [each.kept]));
  return {
    kept: kept.length === 0 && list.length > 0 ? undefined : kept,
    skipped: members.flatMap(({ skipped }) => skipped),
  };
}

/** Skipped parts by what they are: `clusters nodes podCidr`, how often, and why. */
export type SkippedField = { field: string; count: number; reason: SkipReason };

/** The parts that are left out, counted by what they are, in the order of the file. */
export function skippedFields(skipped: readonly Skipped[]): readonly SkippedField[] {
  const fields = new Map<string, SkippedField>();
  for (const { path, reason } of skipped) {
    const field = path.filter((step) => typeof step === 'string').join('.');
    const id = `${reason} ${field}`;
    fields.set(id, { field, reason, count: (fields.get(id)?.count ?? 0) + 1 });
  }
  return [...fields.values()];
}
