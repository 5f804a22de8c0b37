import type { KubeObject, Loose } from './object';
import { apiVersionOf, type ResourceType } from './resources';
import { type Selection, selectionOf } from './select';
import { expired } from './status';
import type { KubeStore, StoredEvent } from './store';

export type WatchRequest = {
  cluster: string;
  type: ResourceType;
  namespace: string | undefined;
  query: URLSearchParams;
};

/** What comes out of a watch, and how it ends. */
export type Sink = { send(event: { type: string; object: unknown }): void; end(): void };

const BOOKMARK_EVERY_MS = 60_000;
const LONGEST_MS = 30 * 60_000;

/**
 * Follows one kind of object from a version on. Like the real one: a version that is forgotten is HTTP 200 and one ERROR event,
 * one from the future is silence. Returns what ends it from this side.
 */
export function openWatch(store: KubeStore, request: WatchRequest, sink: Sink): () => void {
  const { cluster, type, namespace, query } = request;
  const selected = selectionOf(query, namespace);
  const asked = query.get('resourceVersion') ?? '';
  const initial = query.get('sendInitialEvents') === 'true' || asked === '' || asked === '0';
  let at = initial ? store.revision : Number(asked);
  if (initial) {
    for (const object of present(store, cluster, type, selected)) sink.send({ type: 'ADDED', object });
    if (query.get('sendInitialEvents') === 'true') sink.send(bookmark(type, at, true));
  }
  const pump = () => {
    const events = store.since(cluster, at);
    if (events === null) {
      sink.send({ type: 'ERROR', object: expired(String(at), store.oldestRevision).body });
      stop();
      sink.end();
      return;
    }
    for (const event of events) {
      const shown = event.path.startsWith(`${type.plural}/`) ? asSelected(event, selected) : null;
      if (shown) sink.send(shown);
      at = Math.max(at, event.revision);
    }
  };
  const bookmarks = query.get('allowWatchBookmarks') === 'true' || query.get('allowWatchBookmarks') === '1';
  const mark = () => {
    // What others did moves the bookmark on too, so that a quiet watch does not grow old.
    if (store.revision >= at) at = store.revision;
    if (bookmarks && Number(asked || 0) <= store.revision) sink.send(bookmark(type, at, false));
  };
  const scale = store.world.clock.scale;
  const ticking = setInterval(mark, BOOKMARK_EVERY_MS / scale).unref();
  const seconds = Number(query.get('timeoutSeconds') ?? 0);
  const lasting = setTimeout(
    () => {
      stop();
      mark();
      sink.end();
    },
    seconds > 0 ? (seconds * 1000) / scale : LONGEST_MS,
  ).unref();
  const stop = () => {
    store.listeners.delete(pump);
    clearInterval(ticking);
    clearTimeout(lasting);
  };
  store.listeners.add(pump);
  pump();
  return stop;
}

function present(store: KubeStore, cluster: string, type: ResourceType, selected: Selection): KubeObject[] {
  const all = Object.entries(store.objects(cluster)).filter(([path]) => path.startsWith(`${type.plural}/`));
  return all.map(([, object]) => object).filter(selected);
}

/** An object that leaves a selection is deleted for those who watch it, one that enters is added. */
function asSelected(
  { type, object, before }: StoredEvent,
  selected: Selection,
): { type: string; object: KubeObject } | null {
  const is = type !== 'DELETED' && selected(object);
  const was = before !== undefined && selected(before);
  if (is) return { type: was ? 'MODIFIED' : 'ADDED', object };
  return was ? { type: 'DELETED', object } : null;
}

function bookmark(type: ResourceType, version: number, isInitial: boolean): { type: string; object: Loose } {
  const annotations = isInitial ? { annotations: { 'k8s.io/initial-events-end': 'true' } } : {};
  const metadata = { resourceVersion: String(version), ...annotations };
  return { type: 'BOOKMARK', object: { kind: type.kind, apiVersion: apiVersionOf(type), metadata } };
}
