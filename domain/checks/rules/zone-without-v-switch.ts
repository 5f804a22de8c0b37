import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

/** Cloud nodes in a zone for which Terway has no vSwitch start no pods (F15). */
export const zoneWithoutVSwitch: StandingCheck = ({ index }) =>
  clustersRead(index, 'eni-config').flatMap((cluster): readonly Finding[] => {
    const zones = cluster.terway?.eniConfig?.vswitches;
    if (!zones || evidenceOf(index, 'node', cluster.key).kind === 'stale') return [];
    const cloud = new Set((cluster.nodePools ?? []).filter((pool) => pool.kind === 'cloud').map((pool) => pool.key));
    const stranded = (cluster.nodes ?? []).filter(
      ({ pool, zone }) =>
        pool !== undefined && cloud.has(pool) && zone !== undefined && (zones[zone] ?? []).length === 0,
    );
    if (stranded.length === 0) return [];
    const missing = [...new Set(stranded.map(({ zone }) => zone))].sort().join(', ');
    const params = { zones: missing, count: stranded.length };
    return [onCluster(cluster, { code: 'F15', kind: 'zone-without-v-switch', severity: 'error', params })];
  });
