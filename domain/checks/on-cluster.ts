import type { Cluster } from '@/domain/estate/cluster';
import type { ResourceKind } from '@/domain/estate/resource';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { Finding } from './finding';

/** The clusters of which a kind of row is to be believed: declared, or read lately. */
export function clustersRead(index: EstateIndex, kind: ResourceKind): readonly Cluster[] {
  return index.estate.clusters.filter((cluster) => evidenceOf(index, kind, cluster.key).kind !== 'stale');
}

/** A finding of which the operators of a cluster take care. */
export function onCluster(
  { key }: Cluster,
  { params, ...rest }: Pick<Finding, 'code' | 'kind' | 'severity' | 'params'>,
): Finding {
  return {
    ...rest,
    owner: 'cluster',
    subject: { kind: 'cluster', key },
    params: { cluster: key, ...params },
    flows: [],
  };
}
