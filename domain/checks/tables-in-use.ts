import type { Endpoint } from '@/domain/estate/flow';
import type { RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { oncePer, Remembered } from '@/domain/memo';
import { RangeSet } from '@/domain/net/range-set';
import { resolveEndpoint } from '@/domain/routing/walk/endpoint';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { podVSwitchesOf } from '@/domain/routing/walk/security-group';
import { rangeOfVSwitch, tableOf } from '@/domain/routing/walk/step-vpc';

/**
 * The tables of a VPC by which somebody sends who has to do with a data centre: pods and nodes of clusters, and whoever a declared flow
 * speaks of. A table that only others use, or no vSwitch at all, lacks nothing. Of a VPC of which nobody says who stands in it, those that
 * any vSwitch uses, and all of them while its vSwitches are not known.
 */
export function tablesInUse(index: EstateIndex, vpc: Vpc): readonly RouteTable[] {
  const { routeTables = [], vSwitches } = vpc;
  if (!vSwitches) return routeTables;
  const { clusters, flows, sites } = index.estate;
  const settings = routeTables.flatMap((table) => [table.key, table.kind, table.vSwitches]);
  const keys = inUse.of(vSwitches, [index.readings, clusters, flows, sites, ...settings], () => findInUse(index, vpc));
  return routeTables.filter(({ key }) => keys.has(key));
}

const inUse = new Remembered<readonly object[], ReadonlySet<string>>();

function findInUse(index: EstateIndex, vpc: Vpc): ReadonlySet<string> {
  const { vSwitches = [] } = vpc;
  const spokenOf = rangeSpokenOf(index, vpc);
  const ofNodes = index.estate.clusters
    .filter((cluster) => cluster.vpc === vpc.key)
    .flatMap(({ nodePools = [] }) => nodePools.flatMap((pool) => pool.vSwitches ?? []));
  const named = new Set([...ofNodes, ...podVSwitchesOf(index, vpc).map(({ key }) => key)]);
  const used = vSwitches.filter((each) => named.has(each.key) || spokenOf.meets(rangeOfVSwitch(each)));
  const tables = (used.length > 0 ? used : vSwitches).map(({ key }) => tableOf(vpc, key)?.key);
  return new Set(tables.filter((key) => key !== undefined));
}

/** Addresses of a VPC in which pods are, or that a flow begins or ends at. */
function rangeSpokenOf(index: EstateIndex, { key }: Vpc): RangeSet {
  const prefixes = endpointsOf(index).flatMap((endpoint) =>
    resolveEndpoint(index, endpoint).locations.flatMap(({ side, expected, prefixes: own }) =>
      side === 'cloud' && expected?.key === key ? own : [],
    ),
  );
  return RangeSet.of(prefixes);
}

const endpointsOf = oncePer(({ estate }: EstateIndex): readonly Endpoint[] => {
  const cloudPools = estate.clusters.flatMap(({ nodePools = [] }) => nodePools.filter(({ kind }) => kind === 'cloud'));
  const all = [...cloudPools.map(({ key }) => ({ pool: key })), ...estate.flows.flatMap(({ from, to }) => [from, to])];
  return [...new Map(all.map((endpoint) => [JSON.stringify(endpoint), endpoint])).values()];
});
