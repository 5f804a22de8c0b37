import { canonicalJson } from '@/domain/canonical-json';
import type { Cluster, KubeNode, NodePool } from './cluster';
import { DeclaredCluster } from './declared';
import { type ClustersRead, declaredCluster } from './declared-of';
import { without } from './projection';

type Members = Readonly<Record<string, unknown>>;

/**
 * A declared cluster without what was read as the same: a source says that now. What is read as something else stays, because that
 * is for a person to settle, and so does what is read and says nothing of it while the estate would have it from nowhere else.
 *
 * @param read what was read of it to its end at least once
 */
export function settledCluster(fact: DeclaredCluster, cluster: Cluster, read: ClustersRead): DeclaredCluster {
  const lean = declaredCluster({ ...fact, key: cluster.key }, read);
  return DeclaredCluster.parse({
    ...left(fact, cluster, lean, isOtherOrUnsaid),
    ...(fact.nodePools ? { nodePools: fact.nodePools.map((pool) => settledPool(pool, cluster, lean)) } : {}),
    ...(fact.nodes ? { nodes: fact.nodes.flatMap((node) => settledNode(node, cluster, lean)) } : {}),
    ...settledTerway(fact, cluster, lean),
  });
}

/** What is no longer declared by right but stays. */
function left(said: Members, seen: Members, lean: Members, stays: Stays): Members {
  const names = Object.keys(said).filter((name) => lean[name] !== undefined || stays(said[name], seen[name]));
  return Object.fromEntries(names.map((name) => [name, said[name]]));
}

type Stays = (said: unknown, seen: unknown) => boolean;

const isOther: Stays = (said, seen) => seen !== undefined && said !== undefined && textOf(said) !== textOf(seen);
const isOtherOrUnsaid: Stays = (said, seen) => seen === undefined || isOther(said, seen);

/** Sets have no order. */
function textOf(value: unknown): string {
  return canonicalJson(Array.isArray(value) ? value.map(textOf).sort() : value);
}

function settledPool(pool: NodePool, { nodePools }: Cluster, lean: DeclaredCluster): NodePool {
  const own = lean.nodePools?.find(({ key }) => key === pool.key);
  const seen = nodePools?.find(({ key }) => key === pool.key);
  return left(pool, seen ?? {}, own ?? {}, isOther) as NodePool;
}

/** A node of which nothing is left but its name is not declared. */
function settledNode(
  node: Omit<KubeNode, 'ready'>,
  { nodes }: Cluster,
  lean: DeclaredCluster,
): readonly Omit<KubeNode, 'ready'>[] {
  const own = lean.nodes?.find(({ name }) => name === node.name);
  const seen = nodes?.find(({ name }) => name === node.name);
  const settled = left(node, seen ?? {}, { name: node.name, ...own }, isOther);
  return Object.keys(settled).length > 1 ? [settled as Omit<KubeNode, 'ready'>] : [];
}

function settledTerway({ terway }: DeclaredCluster, cluster: Cluster, lean: DeclaredCluster) {
  const said = terway?.eniConfig;
  if (!said || lean.terway) return terway ? { terway } : {};
  const seen = cluster.terway?.eniConfig;
  const zones = left(said.vswitches ?? {}, seen?.vswitches ?? {}, {}, isOther);
  const group = isOther(said.security_group, seen?.security_group) ? said.security_group : undefined;
  const eniConfig = without(
    { vswitches: Object.keys(zones).length > 0 ? zones : undefined, security_group: group },
    [],
  );
  return { terway: Object.keys(eniConfig).length > 0 ? { eniConfig } : undefined };
}
