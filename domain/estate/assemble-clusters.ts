import type { Cluster, KubeNode, NodePool } from './cluster';
import type { DeclaredCluster } from './declared';
import type { ObservedRows } from './observed-rows';
import { byText, without } from './projection';
import type { ResourceOf } from './resource';

type Place = { kind: 'cluster'; key: string };

/**
 * Clusters from what the service lists, what the cluster's own API shows and what is declared. A cluster is there when any of
 * them speaks of it. Lists that a source has read to their end are the source's: what is declared of their members is added,
 * declared members that the source does not know are left out.
 */
export function clustersOf(rows: ObservedRows, declared: readonly DeclaredCluster[]): Cluster[] {
  const facts = new Map(declared.map((each) => [each.key, each]));
  const keys = new Set([...facts.keys(), ...rows.all('cluster').map(({ key }) => key), ...rows.clusters()]);
  return [...keys].sort(byText).map((key) => clusterOf(key, rows, facts.get(key)));
}

function clusterOf(key: string, rows: ObservedRows, declared: DeclaredCluster | undefined): Cluster {
  const place: Place = { kind: 'cluster', key };
  const listed = rows.all('cluster').find((row) => row.key === key);
  const nodePools = poolsOf(place, rows, declared?.nodePools);
  const nodes = nodesOf(place, rows, declared?.nodes);
  const daemonSets = rows.ifKnown('daemon-set', place)?.map((row) => without(row.attributes, ['cluster']));
  const tasks = rows.ifKnown('cluster-task', place)?.map((row) => without(row.attributes, ['cluster']));
  return {
    key,
    ...(declared ? without(declared, ['nodePools', 'nodes', 'terway']) : {}),
    ...(listed ? without(listed.attributes, []) : {}),
    ...terwayOf(place, rows, declared),
    ...flannelOf(place, rows),
    ...(nodePools ? { nodePools } : {}),
    ...(nodes ? { nodes } : {}),
    ...(daemonSets ? { daemonSets } : {}),
    ...(tasks ? { tasks } : {}),
  };
}

function poolsOf(place: Place, rows: ObservedRows, declared: readonly NodePool[] | undefined): NodePool[] | undefined {
  const observed = rows.ifKnown('node-pool', place);
  if (!observed) return declared && [...declared];
  const facts = new Map((declared ?? []).map((pool) => [pool.key, pool]));
  return observed.map(({ key, attributes }) => {
    const { title, site, lan } = facts.get(key) ?? {};
    return { ...without({ title, site, lan }, []), ...without(attributes, ['cluster']) };
  });
}

/** The cluster's own API knows best which nodes there are; the service's list fills in the pool where no label names it. */
function nodesOf(
  place: Place,
  rows: ObservedRows,
  declared: readonly Omit<KubeNode, 'ready'>[] | undefined,
): KubeNode[] | undefined {
  const facts = new Map((declared ?? []).map((node) => [node.name, node]));
  const listed = new Map((rows.ifKnown('cluster-node', place) ?? []).map((row) => [row.attributes.name, row]));
  const shown = rows.ifKnown('node', place);
  if (shown)
    return shown.map(({ attributes }) => {
      const pool = attributes.pool ?? listed.get(attributes.name)?.attributes.pool;
      const speaker = facts.get(attributes.name)?.speaker;
      return {
        ...without(attributes, ['cluster']),
        ...(pool === undefined ? {} : { pool }),
        ...(speaker ? { speaker } : {}),
      };
    });
  if (rows.ifKnown('cluster-node', place))
    return [...listed.values()].map(({ attributes }) => ({
      ...facts.get(attributes.name),
      ...without(attributes, ['cluster', 'state']),
    }));
  return declared && [...declared];
}

/** The add-on that speaks for Terway; an ACK Edge cluster lists it under one of these names, and which one is read, not assumed. */
const TERWAY_NAMES = ['terway-edge', 'terway-eniip', 'terway-eni', 'terway'];

function terwayOf(
  place: Place,
  rows: ObservedRows,
  declared: DeclaredCluster | undefined,
): { terway?: Cluster['terway'] } {
  const addOns = rows.below('add-on', place);
  const addOn = TERWAY_NAMES.flatMap((name) => addOns.filter((row) => row.attributes.name === name))[0];
  const read = rows.below('eni-config', place)[0];
  const { eniConfig, ...facts } = read ? eniConfigOf(read) : { eniConfig: declared?.terway?.eniConfig };
  const terway: NonNullable<Cluster['terway']> = {
    ...(addOn ? { addOn: without(addOn.attributes, ['cluster']) } : {}),
    ...(eniConfig ? { eniConfig } : {}),
    ...facts,
  };
  return Object.keys(terway).length > 0 ? { terway } : {};
}

function eniConfigOf({ attributes }: ResourceOf<'eni-config'>) {
  const { eniConfig, ...eniConfigFacts } = without(attributes, ['cluster']);
  return { ...(eniConfig ? { eniConfig } : {}), eniConfigFacts };
}

function flannelOf(place: Place, rows: ObservedRows): { flannel?: Cluster['flannel'] } {
  const read = rows.below('flannel-config', place)[0];
  return read ? { flannel: without(read.attributes, ['cluster']) } : {};
}
