import { env } from '@/server/config/env';
import { log } from '@/server/config/log';
import { asSystem } from '@/server/use-cases/context';
import { watchSources } from '@/server/use-cases/sources/watch-sources';
import type { WorkerBase } from './jobs/job';

const TURN_EVERY_MS = 2_000;

/**
 * Stays with the sources that say by themselves when something moved. Every worker tries; each source has one watcher.
 * @param isEarly whether others go first, where sources are many
 */
export function keepWatch(base: WorkerBase, isEarly: () => boolean): { stop(): Promise<void> } {
  const watch = watchSources(asSystem(base, 'watch-sources'), env().DATABASE_URL);
  let turning: Promise<void> | undefined;
  const turn = () => {
    turning ??= watch
      .turn({ isEarly: isEarly() })
      .catch((error: unknown) => log().warn({ err: error }, 'watching missed a turn'))
      .finally(() => (turning = undefined));
  };
  turn();
  const timer = setInterval(turn, TURN_EVERY_MS);
  return {
    async stop() {
      clearInterval(timer);
      await turning;
      await watch.stop();
    },
  };
}
