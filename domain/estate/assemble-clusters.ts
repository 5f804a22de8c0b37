import { Remembered } from '@/domain/memo';
import type { Cluster, KubeNode, NodePool } from './cluster';
import type { DeclaredCluster } from './declared';
import type { ObservedRows } from './observed-rows';
import type { PlacedRow } from './placed-row';
import { byText, without } from './projection';
import { valuesOf } from './row-values';

type Place = { kind: 'cluster'; key: string };

/**
 * Clusters from what the service lists, what the cluster's own API shows and what is declared. A cluster is there when any of
 * them speaks of it. Lists that a source has read to their end are the source's: what is declared of their members is added,
 * declared members that the source does not know are left out.
 */
export function clustersOf(rows: ObservedRows, declared: readonly DeclaredCluster[]): Cluster[] {
  const facts = new Map(declared.map((each) => [each.key, each]));
  const listed = new Map(rows.all('cluster').map((row) => [row.key, row]));
  const keys = new Set([...facts.keys(), ...listed.keys(), ...rows.clusters()]);
  return [...keys].sort(byText).map((key) => clusterOf(key, rows, facts.get(key), listed.get(key)));
}

function clusterOf(
  key: string,
  rows: ObservedRows,
  declared: DeclaredCluster | undefined,
  listed: PlacedRow<'cluster'> | undefined,
): Cluster {
  const place: Place = { kind: 'cluster', key };
  const nodePools = poolsOf(place, rows, declared?.nodePools);
  const nodes = nodesOf(place, rows, declared?.nodes);
  const daemonSets = rows.ifKnown('daemon-set', place);
  const tasks = rows.ifKnown('cluster-task', place);
  return {
    key,
    ...(declared ? without(declared, ['nodePools', 'nodes', 'terway']) : {}),
    ...listed?.value,
    ...terwayOf(place, rows, declared),
    ...otherAddOnsOf(place, rows),
    ...flannelOf(place, rows),
    ...(nodePools ? { nodePools } : {}),
    ...(nodes ? { nodes } : {}),
    ...(daemonSets ? { daemonSets: valuesOf(daemonSets) } : {}),
    ...(tasks ? { tasks: valuesOf(tasks) } : {}),
  };
}

function poolsOf(place: Place, rows: ObservedRows, declared: readonly NodePool[] | undefined): NodePool[] | undefined {
  const observed = rows.ifKnown('node-pool', place);
  if (!observed) return declared && [...declared];
  const facts = new Map((declared ?? []).map((pool) => [pool.key, pool]));
  return observed.map(({ key, value }) => {
    const { title, site, lan } = facts.get(key) ?? {};
    return { ...without({ title, site, lan }, []), ...value };
  });
}

/** The cluster's own API knows best which nodes there are; the service's list fills in the pool where no label names it. */
function nodesOf(place: Place, rows: ObservedRows, declared: DeclaredNodes): KubeNode[] | undefined {
  const listed = rows.ifKnown('cluster-node', place);
  const shown = rows.ifKnown('node', place);
  if (shown) return shownNodes.of(shown, [listed, declared], () => nodesShown(shown, listed, declared));
  const facts = byName(declared);
  if (listed)
    return [...new Map(valuesOf(listed).map((each) => [each.name, { ...facts.get(each.name), ...each }])).values()];
  return declared && [...declared];
}

type DeclaredNodes = readonly Omit<KubeNode, 'ready'>[] | undefined;

/** The very same list while every row of it is: most changes of an estate are none of its nodes. */
const shownNodes = new Remembered<readonly PlacedRow<'node'>[], KubeNode[]>(1);

function nodesShown(
  shown: readonly PlacedRow<'node'>[],
  listed: readonly PlacedRow<'cluster-node'>[] | undefined,
  declared: DeclaredNodes,
): KubeNode[] {
  const facts = byName(declared);
  const pools = new Map(valuesOf(listed ?? []).map(({ name, pool }) => [name, pool]));
  return shown.map(({ value }) => {
    const pool = value.pool ?? pools.get(value.name);
    const speaker = facts.get(value.name)?.speaker;
    // A node to which nothing is added is the row's own value: ten thousand copies would say the same.
    if (pool === value.pool && !speaker) return value;
    return { ...value, ...(pool === undefined ? {} : { pool }), ...(speaker ? { speaker } : {}) };
  });
}

function byName(declared: DeclaredNodes) {
  return new Map((declared ?? []).map((node) => [node.name, node]));
}

/** The add-on that speaks for Terway; an ACK Edge cluster lists it under one of these names, and which one is read, not assumed. */
const TERWAY_NAMES = ['terway-edge', 'terway-eniip', 'terway-eni', 'terway'];

function terwayAddOnOf(place: Place, rows: ObservedRows): PlacedRow<'add-on'> | undefined {
  const addOns = rows.below('add-on', place);
  return TERWAY_NAMES.flatMap((name) => addOns.filter((row) => row.value.name === name))[0];
}

function otherAddOnsOf(place: Place, rows: ObservedRows): Pick<Cluster, 'otherAddOns'> {
  const terway = terwayAddOnOf(place, rows);
  const others = rows.below('add-on', place).filter((row) => row !== terway);
  return others.length > 0 ? { otherAddOns: others.map(({ value }) => value) } : {};
}

function terwayOf(
  place: Place,
  rows: ObservedRows,
  declared: DeclaredCluster | undefined,
): { terway?: Cluster['terway'] } {
  const addOn = terwayAddOnOf(place, rows);
  const read = rows.below('eni-config', place)[0];
  const { eniConfig, ...facts } = read ? eniConfigOf(read) : { eniConfig: declared?.terway?.eniConfig };
  const terway: NonNullable<Cluster['terway']> = {
    ...(addOn ? { addOn: addOn.value } : {}),
    ...(eniConfig ? { eniConfig } : {}),
    ...facts,
  };
  return Object.keys(terway).length > 0 ? { terway } : {};
}

function eniConfigOf({ value }: PlacedRow<'eni-config'>) {
  const { eniConfig, ...eniConfigFacts } = value;
  return { ...(eniConfig ? { eniConfig } : {}), eniConfigFacts };
}

function flannelOf(place: Place, rows: ObservedRows): { flannel?: Cluster['flannel'] } {
  const read = rows.below('flannel-config', place)[0];
  return read ? { flannel: read.value } : {};
}
