import { type Cluster } from '@/domain/estate/cluster';
import { capacitiesOf } from '@/domain/ledger/capacity';
import { oncePer } from '@/domain/memo';
import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

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
