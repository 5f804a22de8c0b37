import { authorise } from '@/domain/access';
import { log } from '@/server/config/log';
import { openSessionLocks } from '@/server/db/session-locks';
import type { Context } from '../context';
import { FOLLOW_PACE, followSource, type FollowPace } from './follow-source';
import { asStoredSource, type StoredSource } from './stored-source';

/** Clouds answer when they are asked, and say nothing by themselves. */
const NEVER_PUSH = ['vpc', 'ack'];

/** So few are taken up at once. Of more, a few in a turn: each first says all that it has, and nobody else would get a word in. */
const FEW = 20;
const MOST_OF_MANY = 5;

type Watched = { state: string; end: AbortController; done: Promise<void> };

export type SourceWatch = {
  /**
   * Looks once which sources there are: takes up what nobody watches, lets go what is gone or changed. Where they are many they are
   * taken up a few at a time, and none while it is early.
   */
  turn(when?: { isEarly: boolean }): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Watches the sources that can be watched, each by one worker at a time however many there are: the lock of a source lives as
 * long as this worker's connection. `url` is the database's.
 */
export function watchSources(context: Context, url: string, pace: FollowPace = FOLLOW_PACE): SourceWatch {
  authorise(context.actor, 'system:run');
  const watched = new Map<string, Watched>();
  let stopped = false;
  const locks = openSessionLocks(url, () => {
    // Somebody else may be watching by now; the next turn asks.
    for (const id of [...watched.keys()]) void letGo(id);
  });

  const letGo = async (id: string): Promise<void> => {
    const mine = watched.get(id);
    watched.delete(id);
    mine?.end.abort();
    await mine?.done;
  };

  const takeUp = async (source: StoredSource, state: string): Promise<boolean> => {
    if (stopped || !(await locks.tryLock(lockName(source.id)))) return false;
    const end = new AbortController();
    log().debug({ source: source.key }, 'watching');
    const done = followSource(context, source, end.signal, pace).catch((error: unknown) => {
      log().error({ source: source.key, err: error }, 'watch ended');
    });
    watched.set(source.id, { state, end, done });
    return true;
  };

  return {
    async turn({ isEarly } = { isEarly: false }) {
      const sources = await watchable(context);
      for (const [id, { state }] of watched)
        if (sources.get(id)?.state !== state) {
          await letGo(id);
          await locks.unlock(lockName(id));
        }
      const most = sources.size <= FEW ? Infinity : isEarly ? 0 : MOST_OF_MANY;
      let taken = 0;
      for (const [id, { source, state }] of sources)
        if (!watched.has(id) && taken < most && (await takeUp(source, state))) taken += 1;
    },
    async stop() {
      stopped = true;
      await Promise.all([...watched.keys()].map(letGo));
      await locks.close();
    },
  };
}

function lockName(id: string): string {
  return `watch:${id}`;
}

async function watchable(context: Context): Promise<Map<string, { source: StoredSource; state: string }>> {
  const rows = await context.db.source.findMany({
    where: { enabled: true, removedAt: null, system: { notIn: NEVER_PUSH } },
    include: { credential: { select: { rotatedAt: true } } },
    orderBy: { id: 'asc' },
  });
  return new Map(
    rows.map(({ credential, ...row }) => {
      const state = `${row.version} ${credential?.rotatedAt.toISOString() ?? ''}`;
      return [row.id, { source: asStoredSource(row), state }];
    }),
  );
}
