import type { Cluster } from '@/domain/estate/cluster';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { RouteTable } from '@/domain/estate/routes';
import type { Site } from '@/domain/estate/site';
import type { Vpc } from '@/domain/estate/vpc';
import { oncePer, Remembered } from '@/domain/memo';
import { gatewayOfSession, sessionsOf } from '../sessions/bgp-session';
import { worthsOfCluster } from '../cluster-reading';
import { edgePoolsAt, nodesOfPool, worthOf, type EstateIndex, type PoolInCluster } from '../estate-index';
import { gatewaysOf } from '../sessions/link';
import { propagatedTo } from '../tables/propagated';

/**
 * What an answer may rest on beside a table's rows, as a list of the very objects: while the members are the same, so is the
 * answer. Drawn wider than the rules need, because a list too long costs a question, and one too short a lie.
 */
export type Surroundings = readonly unknown[];

const vbrs = new Remembered<Vbr, Surroundings>();
const vbrsAlike = new Remembered<readonly string[], Surroundings>();

/** A VBR and everything it is joined to, but for the rows of its table: the same list while a change touches nothing else. */
export function aroundVbr(index: EstateIndex, vbr: Vbr): Surroundings {
  const { gateways, physicalConnections, clusters, sites } = index.estate;
  return vbrs.of(vbr, [gateways, physicalConnections, clusters, sites, index.readings], () => {
    const found = findAround(index, vbr);
    // The list of circuits is shared by the copies of a VBR.
    return vbrsAlike.of(vbr.physicalConnections, found, () => found);
  });
}

const settingsAlike = new Remembered<readonly string[], Surroundings>();

/** A VBR by itself, but for the rows of its table: the same list for its copies that differ in nothing else. */
export const settingsOfVbr = oncePer((vbr: Vbr): Surroundings => {
  const { routeTable, ...settings } = vbr;
  const announced = propagatedTo(vbr).flatMap(({ prefix, status }) => [prefix, status]);
  const found = [...settingsOf(settings), routeTable?.key, routeTable?.entries === undefined, ...announced];
  return settingsAlike.of(settings.physicalConnections, found, () => found);
});

function findAround(index: EstateIndex, vbr: Vbr): Surroundings {
  const gateways = gatewaysOf(index, vbr);
  const peers = sessionsOf(vbr).map((session) => gatewayOfSession(index, session));
  return [
    settingsOfVbr(vbr),
    ...readingsAbout(index, vbr),
    ...vbr.physicalConnections.map((key) => index.circuits.get(key)),
    ...gateways,
    ...peers,
    ...[...gateways, ...peers].flatMap((gateway) => (gateway ? readingsOfGateway(index, gateway) : [])),
    ...gateways.map(({ site }) => aroundSite(index, site)),
  ];
}

function readingsAbout(index: EstateIndex, { key, routeTable }: Vbr): Surroundings {
  return [
    worthOf(index, 'vbr'),
    worthOf(index, 'physical-connection'),
    worthOf(index, 'route-entry', routeTable?.key),
    worthOf(index, 'bgp-peer', key),
    worthOf(index, 'bgp-network', key),
  ];
}

export function readingsOfGateway(index: EstateIndex, { key }: Gateway): Surroundings {
  return [
    worthOf(index, 'gateway-route', key),
    worthOf(index, 'gateway-peer', key),
    worthOf(index, 'gateway-path', key),
  ];
}

/** A VPC but for the rows of its tables. */
export const aroundVpc = oncePer((vpc: Vpc): Surroundings => {
  const { routeTables, ...settings } = vpc;
  return [...settingsOf(settings), ...(routeTables ?? []).flatMap(settingsOfTable)];
});

function settingsOfTable({ entries, ...settings }: RouteTable): Surroundings {
  return [entries === undefined, ...settingsOf(settings)];
}

/** By name and not by place: something that is left out and something that is added must not pass for each other. */
function settingsOf(settings: object): Surroundings {
  return Object.entries(settings)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flat();
}

const siteLists = new Remembered<Site, Surroundings>();
const sitesAlike = new Remembered<Site, Surroundings>();

/** A site with its pods, nodes and speakers: the same list whatever nodes of other sites do. */
export function aroundSite(index: EstateIndex, key: string): Surroundings {
  const site = index.sites.get(key);
  if (!site) return edgePoolsAt(index, key).flatMap((each) => aroundPool(index, each));
  const { clusters, sites } = index.estate;
  return siteLists.of(site, [clusters, sites, index.readings], () => {
    const found = [site, ...edgePoolsAt(index, key).flatMap((each) => aroundPool(index, each))];
    return sitesAlike.of(site, found, () => found);
  });
}

const poolsOfLan = ({ pool, cluster }: PoolInCluster) =>
  (cluster.nodePools ?? []).filter((each) => each === pool || (pool.lan !== undefined && each.lan === pool.lan));

function aroundPool(index: EstateIndex, found: PoolInCluster): Surroundings {
  const { cluster } = found;
  const around = poolsOfLan(found).flatMap((pool) => [pool, ...nodesOfPool({ pool, cluster })]);
  return [
    cluster.key,
    cluster.siteBlocks,
    cluster.edgePodCidr,
    cluster.edgePodCidr6,
    hasSpeaker(cluster),
    ...worthsOfCluster(index, cluster),
    ...around,
  ];
}

const hasSpeaker = oncePer((cluster: Cluster) => (cluster.nodes ?? []).some((node) => node.speaker !== undefined));

export function isSame(a: Surroundings, b: Surroundings): boolean {
  return a === b || (a.length === b.length && a.every((each, at) => each === b[at]));
}
