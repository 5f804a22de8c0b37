import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

const UNREADABLE: readonly (string | undefined)[] = ['no-eni-conf', 'not-json', 'not-an-object'];

/** Terway does not start on a configuration it cannot read (F12). A cluster without one may have no Terway. */
export const eniConfigUnreadable: StandingCheck = ({ index }) =>
  clustersRead(index, 'eni-config').flatMap((cluster): readonly Finding[] => {
    const problem = cluster.terway?.eniConfigFacts?.problem;
    if (!UNREADABLE.includes(problem)) return [];
    const params = { problem: problem ?? '' };
    return [onCluster(cluster, { code: 'F12', kind: 'eni-config-unreadable', severity: 'error', params })];
  });
