import type { Estate } from './estate';
import { DeclaredFacts } from './declared';
import { without } from './projection';

/** Why a part of a file is not written: a source reads it, or will, and only what is read counts as observed. */
export type SkipReason = 'observed-in-cloud' | 'observed-in-cluster';

export type Skipped = { path: readonly (string | number)[]; reason: SkipReason };

/**
 * The facts an estate declares, and every part of it that is left out because it is an observation. Nothing is both and
 * nothing is neither.
 */
export function declaredOf(estate: Estate): { facts: DeclaredFacts; skipped: readonly Skipped[] } {
  return { facts: factsOf(estate), skipped: skippedOf(estate) };
}

function factsOf(estate: Estate): DeclaredFacts {
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
    clusters: estate.clusters.map((cluster) => (declaresPodSwitches(cluster) ? cluster : without(cluster, ['terway']))),
    flows: estate.flows,
  });
}

function declaresPodSwitches(cluster: Estate['clusters'][number]): boolean {
  return cluster.terway?.eniConfig?.vswitches !== undefined;
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
const CLUSTERS: Shape = {
  clusters: {
    ...ABOUT,
    vpc: 'declared',
    serviceCidr: 'declared',
    edgePodCidr: 'declared',
    nodeMask: 'declared',
    nodePools: 'declared',
    siteBlocks: 'declared',
    nodes: { name: 'declared', pool: 'declared', address: 'declared', podCidr: 'declared', speaker: 'declared' },
    terway: { eniConfig: { vswitches: 'declared' } },
  },
};

function skippedOf(estate: Estate): readonly Skipped[] {
  return [
    ...Object.entries(CLOUD).flatMap(([name, shape]) =>
      observedIn(estate[name as keyof Estate], shape, [name], 'observed-in-cloud'),
    ),
    ...Object.entries(CLUSTERS).flatMap(([name, shape]) =>
      observedIn(estate[name as keyof Estate], shape, [name], 'observed-in-cluster'),
    ),
  ];
}

function observedIn(
  value: unknown,
  shape: 'declared' | Shape | undefined,
  path: Skipped['path'],
  reason: SkipReason,
): readonly Skipped[] {
  if (shape === 'declared' || value === undefined) return [];
  // An empty list may be no more than the model's default: nothing is lost with it.
  if (shape === undefined) return Array.isArray(value) && value.length === 0 ? [] : [{ path, reason }];
  if (Array.isArray(value)) return value.flatMap((each, at) => observedIn(each, shape, [...path, at], reason));
  if (typeof value !== 'object' || value === null) return [];
  if (Object.keys(shape).length === 0) return [{ path, reason }];
  return Object.entries(value).flatMap(([name, member]) =>
    observedIn(member, Object.hasOwn(shape, name) ? shape[name] : undefined, [...path, name], reason),
  );
}
