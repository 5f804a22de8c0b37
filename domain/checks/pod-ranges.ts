import { type Cluster, type KubeNode, podCidrsOf } from '@/domain/estate/cluster';
import { capacitiesOf } from '@/domain/ledger/capacity';
import { oncePer } from '@/domain/memo';
import { tryParsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from './finding';
import { clustersRead, onCluster } from './on-cluster';
import type { StandingCheck } from './standing';

/** The edge range cannot be widened: once every part is given out, the next node gets none (F16). */
export const edgeRangeFull: StandingCheck = ({ index }) => clustersRead(index, 'node').flatMap(exhausted);

const exhausted = oncePer((cluster: Cluster): readonly Finding[] => {
  const whole = capacitiesOf(withoutBlocks(cluster))[0];
  if (!whole || whole.nodes === 0 || whole.remaining > 0) return [];
  const params = { range: whole.prefix, nodes: whole.nodes };
  return [onCluster(cluster, { code: 'F16', kind: 'edge-range-full', severity: 'warning', params })];
});

/** A site's block is a plan, and may be left; only the whole range runs out. */
function withoutBlocks(cluster: Cluster): Cluster {
  return { ...cluster, siteBlocks: [] };
}

/** Edge nodes without a pod subnet of their own (F16). Only a reading tells that there is none: a file may have left it out. */
export const nodeWithoutPodCidr: StandingCheck = ({ index }) =>
  clustersRead(index, 'node').flatMap((cluster): readonly Finding[] => {
    if (evidenceOf(index, 'node', cluster.key).kind !== 'fresh') return [];
    const bare = edgeNodesOf(cluster).filter((node) => podCidrsOf(node).length === 0 && !node.podCidrAsWritten);
    const first = bare[0];
    if (!first) return [];
    const params = { node: first.name, count: bare.length };
    return [onCluster(cluster, { code: 'F16', kind: 'node-without-pod-cidr', severity: 'error', params })];
  });

/** Nodes of edge pools whose pods have addresses of their own. */
function edgeNodesOf(cluster: Cluster): readonly KubeNode[] {
  const edge = (cluster.nodePools ?? []).filter((pool) => pool.kind === 'edge' && !pool.hostNetwork);
  const keys = new Set(edge.map((pool) => pool.key));
  return (cluster.nodes ?? []).filter((node) => node.pool !== undefined && keys.has(node.pool));
}

/** Flannel stops on a node whose pod subnet its Network does not contain (F17). */
export const flannelRange: StandingCheck = ({ index }) =>
  clustersRead(index, 'flannel-config').flatMap((cluster): readonly Finding[] => {
    const network = tryParsePrefix(cluster.flannel?.netConf?.Network ?? '');
    if (!network.ok || evidenceOf(index, 'node', cluster.key).kind === 'stale') return [];
    const range = RangeSet.of([network.value]);
    const outside = (cluster.nodes ?? []).filter((node) => node.podCidr && !range.contains(node.podCidr));
    const first = outside[0];
    if (!first) return [];
    const params = {
      network: network.value,
      node: first.name,
      podCidr: first.podCidr ?? '',
      count: outside.length,
    };
    return [onCluster(cluster, { code: 'F17', kind: 'flannel-range', severity: 'error', params })];
  });
