import type { KubeNode } from '@/domain/estate/cluster';
import { evidenceOf, groupBy } from '@/domain/routing/estate-index';
import type { Finding } from './finding';
import { clustersRead, onCluster } from './on-cluster';
import type { StandingCheck } from './standing';

/** With one announcing node left, its reboot cuts off the pods of the whole LAN (F35); with none, nobody announces them. */
export const fewSpeakers: StandingCheck = ({ index }) => {
  const speakers = index.estate.clusters.flatMap((cluster) => {
    if (evidenceOf(index, 'node', cluster.key).kind === 'stale') return [];
    const lans = new Map((cluster.nodePools ?? []).map((pool) => [pool.key, pool.lan]));
    return (cluster.nodes ?? []).flatMap((node) =>
      node.speaker?.announces === 'lan' && node.pool !== undefined ? [{ node, lan: lans.get(node.pool) }] : [],
    );
  });
  return [...groupBy(speakers, ({ lan }) => lan)].flatMap(([lan, each]): readonly Finding[] => {
    const ready = each.filter(({ node }) => canSpeak(node));
    if (ready.length > 1) return [];
    return [
      {
        code: 'F35',
        kind: 'few-speakers',
        severity: ready.length === 0 ? 'error' : 'warning',
        owner: 'cluster',
        subject: { kind: 'lan', key: lan },
        params: { lan, ready: ready.length, declared: each.length, node: ready[0]?.node.name ?? '' },
        flows: [],
      },
    ];
  });
};

/** A node of which nobody says whether it is ready counts as ready: what is not known is not wrong. */
function canSpeak(node: KubeNode): boolean {
  return node.ready !== false;
}

/** A node of a pool on the host network has no pod subnet to announce (V12). */
export const speakerOnHostNetwork: StandingCheck = ({ index }) =>
  clustersRead(index, 'node').flatMap((cluster): readonly Finding[] => {
    const pools = new Set((cluster.nodePools ?? []).filter((pool) => pool.hostNetwork).map((pool) => pool.key));
    const wrong = (cluster.nodes ?? []).filter((node) => node.speaker && pools.has(node.pool ?? ''));
    const first = wrong[0];
    if (!first) return [];
    const params = { node: first.name, pool: first.pool ?? '', count: wrong.length };
    return [onCluster(cluster, { code: 'V12', kind: 'speaker-on-host-network', severity: 'warning', params })];
  });
