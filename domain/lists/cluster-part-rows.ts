import { addOnsOf, type Cluster, type DaemonSet } from '@/domain/estate/cluster';
import { inClusterKey } from '@/domain/estate/resource';
import type { GraphStatus } from '@/domain/topology/graph';
import type { Lister } from './lister';
import type { ListRow } from './list';

/** Add-ons as the container service lists them: which version is installed and whether it is well. */
export function addOnRows(lister: Lister): ListRow[] {
  return ofEachCluster(lister, 'add-on', (cluster, stale) =>
    addOnsOf(cluster).map(({ name, version, state }) => ({
      id: inClusterKey(cluster.key, name),
      key: name,
      status: stale ? 'unknown' : (ADD_ON_STATES[state ?? ''] ?? 'unknown'),
      cells: { cluster: cluster.key, version: version ?? null, provisioning: state ?? null },
    })),
  );
}

/** Daemon sets of the pod network and how far each rollout is. */
export function daemonSetRows(lister: Lister): ListRow[] {
  return ofEachCluster(lister, 'daemon-set', (cluster, stale) =>
    (cluster.daemonSets ?? []).map((each) => ({
      id: inClusterKey(cluster.key, each.namespace, each.name),
      key: each.name,
      status: stale ? 'unknown' : rolloutStatus(each),
      cells: {
        cluster: cluster.key,
        namespace: each.namespace,
        desired: each.desired ?? null,
        updated: each.updated ?? null,
        podsReady: each.ready ?? null,
        available: each.available ?? null,
        image: each.image ?? null,
      },
    })),
  );
}

/** Work that the service does, or did, on a cluster. */
export function taskRows(lister: Lister): ListRow[] {
  return ofEachCluster(lister, 'cluster-task', (cluster, stale) =>
    (cluster.tasks ?? []).map(({ key, type, state, created, updated }) => ({
      id: key,
      key,
      status: stale ? 'unknown' : (TASK_STATES[state ?? ''] ?? 'unknown'),
      cells: { type: type ?? null, provisioning: state ?? null, created: created ?? null, moved: updated ?? null },
    })),
  );
}

type PartKind = 'add-on' | 'daemon-set' | 'cluster-task';
type PartRow = Pick<ListRow, 'id' | 'key' | 'status' | 'cells'>;

function ofEachCluster(
  lister: Lister,
  kind: PartKind,
  rows: (cluster: Cluster, stale: boolean) => readonly PartRow[],
): ListRow[] {
  return lister.index.estate.clusters.flatMap((cluster) => {
    const part = { kind, within: cluster.key };
    return rows(cluster, lister.stale(kind, cluster.key)).map((row) => ({ kind, ...row, within: [cluster.key], part }));
  });
}

/** States that the service gives an add-on; any other is not known to mean anything. */
const ADD_ON_STATES: Readonly<Record<string, GraphStatus>> = {
  active: 'healthy',
  initial: 'changing',
  updating: 'changing',
  upgrading: 'changing',
  deleting: 'changing',
  unhealthy: 'broken',
};

const TASK_STATES: Readonly<Record<string, GraphStatus>> = { success: 'healthy', running: 'changing', fail: 'broken' };

/** None of the pods ready is broken; some missing, or on older settings, is a warning. */
function rolloutStatus({ desired, updated, ready, observedNewest }: DaemonSet): GraphStatus {
  if (desired === undefined || ready === undefined) return 'unknown';
  if (desired > 0 && ready === 0) return 'broken';
  const behind = observedNewest === false || (updated !== undefined && updated < desired);
  return ready < desired || behind ? 'warning' : 'healthy';
}
