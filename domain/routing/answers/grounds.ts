import type { RouteTable } from '@/domain/estate/routes';
import type { Endpoint } from '@/domain/estate/flow';
import type { Vpc } from '@/domain/estate/vpc';
import { oncePer } from '@/domain/memo';
import { RangeSet } from '@/domain/net/range-set';
import { claimsOf } from '../walk/claims';
import { worthsOfCluster } from '../cluster-reading';
import { gatewaysOfSite, nodesOfPool, siteOfPool, worthOf, type EstateIndex } from '../estate-index';
import { gatewayTable } from '../gateway/gateway-fib';
import type { Traced } from './direction';
import type { Resolved } from '../location';
import { devicesOf, hopsOf, type Device } from '../packet';
import { nodesInGroups } from '../walk/security-group';
import { systemTable } from '../walk/step-vpc';
import { aroundSite, aroundVbr, aroundVpc, isSame, type Surroundings } from '../gateway/surroundings';
import { saysTheSame, type RouteChange } from '../origin';
import type { Outcome } from '../walk/trace';

/**
 * What a verdict rests on: what concerns everybody, each thing its traffic came by as the objects that it was, and of each
 * table the addresses that it was asked for. Objects of the domain are never changed in place, so while these are the same,
 * the verdict is. This is what makes a changed route cost no more than the flows whose addresses it concerns.
 */
export type Grounds = {
  shared: Surroundings;
  ends: readonly (readonly [Endpoint, Surroundings])[];
  things: readonly (readonly [Thing, Surroundings])[];
  tables: readonly Asked[];
};

type Asked = { device: Device; table: RouteTable | undefined; asked: RangeSet };

/** What no router has to itself: whose the addresses are, and which security group is whose. */
export const sharedOf = oncePer((index: EstateIndex): Surroundings => {
  const { estate } = index;
  const ranges = estate.vpcs.flatMap(({ key, prefixes, site }) => [key, prefixes, site]);
  const clusters = estate.clusters.flatMap((each) => [
    ...[each.key, each.terway, each.siteBlocks, each.edgePodCidr, each.edgePodCidr6],
    worthOf(index, 'eni-config', each.key),
  ]);
  return [...estate.transitRouters, ...ranges, ...clusters];
});

export type Thing = { kind: 'vpc' | 'vbr' | 'gateway' | 'site' | 'router-interface'; key: string };

const knownThings = oncePer((_: EstateIndex) => ({
  ...{ vpc: new Map<string, Surroundings>(), vbr: new Map<string, Surroundings>() },
  ...{ gateway: new Map<string, Surroundings>(), site: new Map<string, Surroundings>() },
  'router-interface': new Map<string, Surroundings>(),
}));

export function around(index: EstateIndex, { kind, key }: Thing): Surroundings {
  const known = knownThings(index)[kind];
  const found = known.get(key) ?? LOOK[kind](index, key);
  known.set(key, found);
  return found;
}

const NOTHING: Surroundings = [];

const LOOK: Readonly<Record<Thing['kind'], (index: EstateIndex, key: string) => Surroundings>> = {
  vpc(index, key) {
    const vpc = index.vpcs.get(key);
    if (!vpc) return NOTHING;
    const tables = (vpc.routeTables ?? []).map((table) => worthOf(index, 'route-entry', table.key));
    return [...aroundVpc(vpc), ...nodesInGroups(index, vpc), worthOf(index, 'v-switch', key), ...tables];
  },
  vbr(index, key) {
    const vbr = index.vbrs.get(key);
    return vbr ? aroundVbr(index, vbr) : NOTHING;
  },
  gateway(index, key) {
    const gateway = index.gateways.get(key);
    return gateway ? [gateway, gatewayTable(index, gateway), worthOf(index, 'gateway-route', key)] : NOTHING;
  },
  site: (index, key) => [aroundSite(index, key), ...gatewaysOfSite(index, key)],
  'router-interface': aroundInterface,
};

function aroundInterface(index: EstateIndex, key: string): Surroundings {
  const near = index.routerInterfaces.get(key);
  const far = near?.opposite === undefined ? undefined : index.routerInterfaces.get(near.opposite);
  const router = far?.router ?? near?.oppositeRouter ?? '';
  return [near, far, index.vbrs.has(router), index.vpcs.has(router), worthOf(index, 'router-interface')];
}

/** Where the addresses of an endpoint are. */
function aroundEndpoint(index: EstateIndex, endpoint: Endpoint): Surroundings {
  if ('prefix' in endpoint) return [claimsOf(index)];
  if ('site' in endpoint) return [index.sites.get(endpoint.site)];
  const found = index.pools.get(endpoint.pool);
  if (!found) return NOTHING;
  const { pool, cluster } = found;
  const site = siteOfPool(index, pool);
  return [
    ...[pool, cluster.key, cluster.terway, cluster.vpc, cluster.siteBlocks, cluster.edgePodCidr, cluster.edgePodCidr6],
    index.vpcs.get(cluster.vpc ?? '')?.vSwitches,
    index.lans.get(pool.lan ?? '')?.lan,
    site === undefined ? site : aroundSite(index, site),
    ...worthsOfCluster(index, cluster),
    ...nodesOfPool(found),
  ];
}

/** A device with rows of its own that may change one by one. */
function tableOf(index: EstateIndex, { at, key, table }: Device): RouteTable | undefined {
  if (at === 'vbr') return index.vbrs.get(key)?.routeTable;
  const vpc = at === 'vpc' ? index.vpcs.get(key) : undefined;
  return vpc && tablesOfVpc(vpc).get(table);
}

/** The table of those that come without one is the system's. */
const tablesOfVpc = oncePer((vpc: Vpc) => {
  const tables = (vpc.routeTables ?? []).map((each) => [each.key, each] as const);
  return new Map<string | null, RouteTable | undefined>([...tables, [null, systemTable(vpc)]]);
});

export function groundsOf(
  index: EstateIndex,
  endpoints: readonly Endpoint[],
  { ends, outcomes }: Pick<Traced, 'ends' | 'outcomes'>,
): Grounds {
  const things = new Map<string, Thing>();
  const take = (thing: Thing) => things.set(`${thing.kind} ${thing.key}`, thing);
  for (const { packet } of outcomes) {
    for (const { place } of hopsOf(packet)) if (place.kind === 'router-interface') take(place as Thing);
    // What is shared holds the transit routers.
    for (const { at, key } of devicesOf(packet)) if (at !== 'transit-router') take({ kind: at, key });
  }
  for (const end of ends) thingsAt(index, end).forEach(take);
  return {
    shared: sharedOf(index),
    ends: endpoints.map((each) => [each, aroundEndpoint(index, each)]),
    things: [...things.values()].map((each) => [each, around(index, each)]),
    tables: tablesAsked(index, outcomes),
  };
}

function thingsAt(index: EstateIndex, { locations }: Resolved): readonly Thing[] {
  return locations.flatMap(({ expected, lan }) => {
    const stands = lan === undefined ? undefined : index.lans.get(lan)?.site.key;
    return [...(expected ? [expected] : []), ...(stands === undefined ? [] : [{ kind: 'site' as const, key: stands }])];
  });
}

function tablesAsked(index: EstateIndex, outcomes: readonly Outcome[]): readonly Asked[] {
  const byTable = new Map<string, { device: Device; asked: RangeSet[] }>();
  for (const { packet } of outcomes)
    for (const device of devicesOf(packet)) {
      const name = `${device.at} ${device.key} ${device.table ?? ''}`;
      const known = byTable.get(name);
      if (known) known.asked.push(device.asked);
      else byTable.set(name, { device, asked: [device.asked] });
    }
  return [...byTable.values()].map(({ device, asked }) => {
    return { device, table: tableOf(index, device), asked: RangeSet.union(asked) };
  });
}

export function stillHolds(index: EstateIndex, grounds: Grounds): boolean {
  return (
    isSame(grounds.shared, sharedOf(index)) &&
    grounds.tables.every((each) => answersTheSame(index, each)) &&
    grounds.things.every(([thing, then]) => isSame(around(index, thing), then)) &&
    haveTheirPlace(index, grounds)
  );
}

export function answersTheSame(index: EstateIndex, { device, table, asked }: Asked): boolean {
  return saysTheSame(tableOf(index, device), table, asked);
}

export function haveTheirPlace(index: EstateIndex, { ends }: Grounds): boolean {
  return ends.every(([endpoint, then]) => isSame(aroundEndpoint(index, endpoint), then));
}

/** Whether a table whose rows of one prefix change was asked for any address of it. */
export function concernedBy({ router, routeTable, prefix }: RouteChange): (grounds: Grounds) => boolean {
  const changed = RangeSet.of([prefix]);
  const isConcerned = ({ device, table, asked }: Asked) =>
    device.key === router && (table === undefined || table.key === routeTable) && asked.meets(changed);
  return ({ tables }) => tables.some(isConcerned);
}
