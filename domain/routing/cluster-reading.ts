import type { Cluster } from '@/domain/estate/cluster';
import type { ResourceKind } from '@/domain/estate/resource';
import { evidenceOf, worthOf, type EstateIndex } from './estate-index';
import type { Reason } from './verdict';

/** What of a cluster decides something: where its pods and nodes are, who announces them, which groups they are in. */
export const CLUSTER_PARTS = ['cluster', 'node-pool', 'node', 'eni-config'] as const satisfies readonly ResourceKind[];
export type ClusterPart = (typeof CLUSTER_PARTS)[number];

/** Why parts of a cluster are not to be believed: the first that is too old or was never read. */
export function staleIn(index: EstateIndex, { key }: Cluster, parts: readonly ClusterPart[]): Reason | undefined {
  for (const part of parts) {
    const evidence = evidenceOf(index, part, key);
    if (evidence.kind === 'stale') return evidence.reason;
  }
  return undefined;
}

/** What the reading of each part of a cluster is worth, in words to be compared. */
export function worthsOfCluster(index: EstateIndex, { key }: Cluster): readonly string[] {
  return CLUSTER_PARTS.map((part) => worthOf(index, part, key));
}
