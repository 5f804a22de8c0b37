import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

/** What was written past the add-on is lost when the add-on is next changed (F11). `kubectl` signs as kubectl-edit, kubectl-patch and so on. */
export const eniConfigEdited: StandingCheck = ({ index }) =>
  clustersRead(index, 'eni-config').flatMap((cluster): readonly Finding[] => {
    const byHand = cluster.terway?.eniConfigFacts?.managers.find(({ manager }) => manager.startsWith('kubectl'));
    if (!byHand || cluster.managed === false) return [];
    const params = { manager: byHand.manager, at: byHand.at ?? '' };
    return [onCluster(cluster, { code: 'F11', kind: 'eni-config-edited', severity: 'warning', params })];
  });
