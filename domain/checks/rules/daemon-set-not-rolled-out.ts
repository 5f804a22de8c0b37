import type { Finding } from '../finding';
import { clustersRead, onCluster } from '../on-cluster';
import type { StandingCheck } from '../standing';

/** A daemon set of the pod network whose pods still run the old template (F13). */
export const daemonSetNotRolledOut: StandingCheck = ({ index }) =>
  clustersRead(index, 'daemon-set').flatMap((cluster): readonly Finding[] => {
    const behind = (cluster.daemonSets ?? []).filter(
      ({ name, observedNewest, updated, desired }) =>
        /terway|flannel/u.test(name) &&
        (observedNewest === false || (updated !== undefined && desired !== undefined && updated < desired)),
    );
    const first = behind[0];
    if (!first) return [];
    const params = {
      daemonSets: behind.map(({ name }) => name).join(', '),
      updated: first.updated ?? 0,
      desired: first.desired ?? 0,
    };
    return [onCluster(cluster, { code: 'F13', kind: 'daemon-set-not-rolled-out', severity: 'warning', params })];
  });
