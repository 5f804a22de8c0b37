import { addOnsOf, type Cluster } from './cluster';
import { without } from './projection';
import { inClusterKey, type ObservedResource } from './resource';

/** What the container service lists of a cluster: itself, its pools, add-ons, nodes and tasks. */
export function listedOfCluster(cluster: Cluster): ObservedResource[] {
  const { key } = cluster;
  return [
    {
      kind: 'cluster',
      key,
      attributes: without(cluster, [
        ...(['title', 'site', 'terway', 'flannel', 'nodePools', 'siteBlocks', 'nodes'] as const),
        ...(['otherAddOns', 'daemonSets', 'tasks'] as const),
      ]),
    },
    ...(cluster.nodePools ?? []).map((pool): ObservedResource => {
      const attributes = { ...without(pool, ['title', 'site', 'lan']), cluster: key };
      return { kind: 'node-pool', key: pool.key, attributes };
    }),
    ...addOnsOf(cluster).map((addOn): ObservedResource => {
      return { kind: 'add-on', key: inClusterKey(key, addOn.name), attributes: { ...addOn, cluster: key } };
    }),
    ...(cluster.nodes ?? []).map(({ name, pool, address }): ObservedResource => {
      const attributes = { ...without({ name, pool, address }, []), name, cluster: key };
      return { kind: 'cluster-node', key: inClusterKey(key, name), attributes };
    }),
    ...(cluster.tasks ?? []).map((task): ObservedResource => {
      return { kind: 'cluster-task', key: task.key, attributes: { ...task, cluster: key } };
    }),
  ];
}

/** What a cluster's own API shows: nodes, the two configurations, daemon sets. Who announces routes is not to be seen there. */
export function shownOfCluster(cluster: Cluster): ObservedResource[] {
  const { key, terway, flannel } = cluster;
  return [
    ...(cluster.nodes ?? []).map((node): ObservedResource => {
      const attributes = { ...without(node, ['speaker']), cluster: key };
      return { kind: 'node', key: inClusterKey(key, node.name), attributes };
    }),
    ...(terway?.eniConfig || terway?.eniConfigFacts ? [eniConfigOf(key, terway)] : []),
    ...(flannel
      ? [
          {
            kind: 'flannel-config' as const,
            key: inClusterKey(key, 'flannel'),
            attributes: { ...flannel, cluster: key },
          },
        ]
      : []),
    ...(cluster.daemonSets ?? []).map((each): ObservedResource => {
      const attributes = { ...each, cluster: key };
      return { kind: 'daemon-set', key: inClusterKey(key, each.namespace, each.name), attributes };
    }),
  ];
}

function eniConfigOf(cluster: string, terway: NonNullable<Cluster['terway']>): ObservedResource {
  const { eniConfig, eniConfigFacts } = terway;
  const attributes = { managers: [], ...eniConfigFacts, ...(eniConfig ? { eniConfig } : {}), cluster };
  return { kind: 'eni-config', key: inClusterKey(cluster, 'eni-config'), attributes };
}
