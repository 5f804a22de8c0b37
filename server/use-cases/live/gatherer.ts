import type { ListenerEvent } from '@/server/db/listener';
import type { Notice } from '@/server/db/notify';

export type Topic = Notice['topic'];

/** What changed since the last time: ids by topic, never data. `resync`: something was missed, ask for everything again. */
export type Gathered = { resync: boolean; topics: ReadonlyMap<Topic, ReadonlySet<string>> };

/** The first notice after a quiet while goes out almost at once, the next ones together. */
const FIRST_MS = 15;
const NEXT_MS = 60;

/** Gathers notices and hands them on in a few bundles a second. */
export function gather(deliver: (gathered: Gathered) => void) {
  let topics = new Map<Topic, Set<string>>();
  let resync = false;
  let timer: NodeJS.Timeout | undefined;
  let lastAt = -Infinity;

  const flush = () => {
    timer = undefined;
    lastAt = performance.now();
    const gathered = { resync, topics };
    topics = new Map();
    resync = false;
    deliver(gathered);
  };

  return {
    add(event: ListenerEvent) {
      if (event.kind === 'resync') resync = true;
      else topics.set(event.notice.topic, (topics.get(event.notice.topic) ?? new Set()).add(event.notice.id));
      timer ??= setTimeout(flush, Math.max(FIRST_MS, NEXT_MS - (performance.now() - lastAt)));
    },
    stop: () => clearTimeout(timer),
  };
}
