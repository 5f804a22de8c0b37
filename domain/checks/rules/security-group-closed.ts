import { edgePodCidrsOf, type Cluster } from '@/domain/estate/cluster';
import type { Permit } from '@/domain/estate/vpc';
import { RangeSet } from '@/domain/net/range-set';
import { evidenceOf, siteOfPool, type EstateIndex } from '@/domain/routing/estate-index';
import { podGroupsOf } from '@/domain/routing/walk/security-group';
import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

/**
 * Security groups of a cluster's cloud pods that let in nothing of what stands at the edge of the same cluster, neither its pods nor the
 * hosts of its sites (F21). Said of groups whose permits are all declared; groups keep state, so answers pass.
 */
export const securityGroupClosed: StandingCheck = ({ index }) =>
  clustersRead(index, 'eni-config').flatMap((cluster): readonly Finding[] => {
    const groups = podGroupsOf(cluster);
    const permits = permitsOf(index, cluster, groups);
    const edge = edgeOf(index, cluster);
    if (!permits || edge.isEmpty() || permits.some((permit) => lets(permit, edge))) return [];
    const params = { securityGroups: groups.join(', '), edge: edge.toPrefixes().slice(0, 3).join(', ') };
    const finding = onCluster(cluster, { code: 'F21', kind: 'security-group-closed', severity: 'warning', params });
    return [{ ...finding, owner: 'cloud' }];
  });

/** What lets in, of all groups together; null unless all of them are known. */
function permitsOf(index: EstateIndex, { vpc: key }: Cluster, groups: readonly string[]): readonly Permit[] | null {
  const { securityGroups = [] } = index.vpcs.get(key ?? '') ?? {};
  const known = groups.map((group) => securityGroups.find((each) => each.key === group)?.permits);
  if (groups.length === 0 || known.includes(undefined)) return null;
  return known.flatMap((permits = []) => permits.filter(({ direction }) => direction !== 'egress'));
}

function lets({ from }: Permit, edge: RangeSet): boolean {
  return from === undefined || RangeSet.of([from]).meets(edge);
}

/** The edge of a cluster that is joined over lines of its own. */
function edgeOf(index: EstateIndex, cluster: Cluster): RangeSet {
  if (evidenceOf(index, 'node-pool', cluster.key).kind === 'stale') return RangeSet.of([]);
  const pools = (cluster.nodePools ?? []).filter(
    ({ kind, interconnect }) => kind === 'edge' && interconnect !== 'basic',
  );
  const hosts = pools.flatMap((pool) => index.sites.get(siteOfPool(index, pool) ?? '')?.hostPrefixes ?? []);
  const hasPods = pools.some(({ hostNetwork }) => !hostNetwork);
  return RangeSet.of([...hosts, ...(hasPods ? edgePodCidrsOf(cluster) : [])]);
}
