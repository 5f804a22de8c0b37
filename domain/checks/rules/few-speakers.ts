import type { KubeNode } from '@/domain/estate/cluster';
import { evidenceOf, groupBy } from '@/domain/routing/estate-index';
import type { Finding } from '../finding';
import type { StandingCheck } from '../standing';

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
