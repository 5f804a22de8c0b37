import { createHash } from 'node:crypto';
import type { Cluster, KubeNode } from '@/domain/estate/cluster';
import { assignAwaited } from './allocate';
import type { World } from '@/lab/world/world';
import type { WorldState } from '@/lab/world/state';
import { wantedObjects } from './derive';
import { type KubeObject, sameContent } from './object';

export type StoredEvent = {
  revision: number;
  cluster: string;
  path: string;
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  object: KubeObject;
  /** as it was, for selectors that it may have left */
  before?: KubeObject;
};

/** What a watch may still ask for; older is compacted. */
const EVENTS_KEPT = 5_000;

type Change = { cluster: string; path: string; object: KubeObject | null };

/**
 * The objects of all clusters. The estate is the truth: what it says is laid over the objects whenever it has changed, whoever
 * changed it, and what is written here is written into it. One revision counts for all, as in one etcd.
 */
export class KubeStore {
  /** told when anything has happened */
  readonly listeners = new Set<() => void>();
  private log: StoredEvent[] = [];
  private oldest: number;
  private stale = true;
  private readonly laid = new WeakMap<KubeNode, KubeObject>();

  constructor(readonly world: World) {
    this.oldest = world.state.kubernetes.revision;
    world.listeners.add(this.onChange);
  }

  close(): void {
    this.world.listeners.delete(this.onChange);
  }

  private readonly onChange = () => {
    this.stale = true;
    if (this.listeners.size > 0) queueMicrotask(() => this.refresh());
  };

  private refresh(): void {
    this.sync();
    for (const listener of [...this.listeners]) listener();
  }

  get revision(): number {
    this.sync();
    return this.world.state.kubernetes.revision;
  }

  hasCluster(key: string): boolean {
    return this.world.state.estate.clusters.some((each) => each.key === key);
  }

  /** Every object of a cluster by its path. */
  objects(cluster: string): Readonly<Record<string, KubeObject>> {
    this.sync();
    return this.world.state.kubernetes.objects[cluster] ?? {};
  }

  /** What happened in a cluster after a revision; null: that is forgotten. */
  since(cluster: string, revision: number): readonly StoredEvent[] | null {
    this.sync();
    if (revision < this.oldest) return null;
    return this.log.filter((event) => event.cluster === cluster && event.revision > revision);
  }

  /** Forgets what happened so far, as a compaction or a restart does. */
  compact(): void {
    this.sync();
    this.forget();
  }

  private forget(): void {
    this.oldest = this.world.state.kubernetes.revision;
    this.log = [];
  }

  get oldestRevision(): number {
    return this.oldest;
  }

  /** Writes one object (null: deletes it) and what it says into the estate, in one change of the world. */
  write(change: Change, absorb: (cluster: Cluster) => Cluster): KubeObject {
    return this.world.change((state) => {
      const before = state.kubernetes.objects[change.cluster]?.[change.path] as KubeObject | undefined;
      const { clusters } = state.estate;
      state.estate = {
        ...state.estate,
        clusters: clusters.map((each) => (each.key === change.cluster ? absorb(each) : each)),
      };
      const written = this.commit(state, change);
      return written ?? (before as KubeObject);
    });
  }

  /** Lays the estate over the objects. Cheap when nothing has changed. */
  sync(): void {
    if (!this.stale) return;
    this.stale = false;
    // A world built anew counts from the start again.
    if (this.world.state.kubernetes.revision < this.oldest) this.forget();
    if (this.world.state.kubernetes.awaiting.length > 0) assignAwaited(this.world);
    const { state } = this.world;
    const changes = state.estate.clusters.flatMap((cluster) => this.changesOf(state, cluster));
    if (changes.length > 0) this.world.change((current) => changes.forEach((change) => this.commit(current, change)));
    this.stale = false;
  }

  private changesOf(state: WorldState, cluster: Cluster): Change[] {
    const objects = (state.kubernetes.objects[cluster.key] ?? {}) as Record<string, KubeObject>;
    const { wanted, isOurs } = wantedObjects(cluster, objects, state.born, this.laid);
    const changed = [...wanted].flatMap(([path, object]): Change[] => {
      const current = objects[path];
      return current && (current === object || sameContent(current, object))
        ? []
        : [{ cluster: cluster.key, path, object }];
    });
    const gone = Object.keys(objects).filter((path) => isOurs(path) && !wanted.has(path));
    return [...changed, ...gone.map((path): Change => ({ cluster: cluster.key, path, object: null }))];
  }

  /** To be called within a change of the world. */
  private commit(state: WorldState, { cluster, path, object }: Change): KubeObject | null {
    const objects = (state.kubernetes.objects[cluster] ??= {}) as Record<string, KubeObject>;
    const before = objects[path];
    const revision = ++state.kubernetes.revision;
    if (object === null) {
      delete objects[path];
      if (before)
        this.note({ revision, cluster, path, type: 'DELETED', object: versioned(before, String(revision)), before });
      return null;
    }
    const uid = before?.metadata.uid ?? uidOf(cluster, path, revision);
    const stated = before === undefined ? object.metadata.resourceVersion : undefined;
    const written = versioned({ ...object, metadata: { ...object.metadata, uid } }, stated ?? String(revision));
    objects[path] = written;
    this.note({ revision, cluster, path, type: before ? 'MODIFIED' : 'ADDED', object: written, before });
    return written;
  }

  private note(event: StoredEvent): void {
    this.log.push(event);
    const surplus = this.log.length - EVENTS_KEPT;
    if (surplus <= 0) return;
    const dropped = this.log.splice(0, surplus);
    this.oldest = dropped.at(-1)?.revision ?? this.oldest;
  }
}

function versioned(object: KubeObject, resourceVersion: string): KubeObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion } };
}

function uidOf(...words: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(words.join('|')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `a${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
