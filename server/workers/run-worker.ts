import os from 'node:os';
import type { RunLimits } from '@/domain/changes/run';
import { env } from '@/server/config/env';
import { collectEarly } from '@/server/config/heap';
import { log } from '@/server/config/log';
import { runQueue } from '@/server/db/queue-runner';
import { succeedFormerWorker } from '@/server/use-cases/changes/succeed-former-worker';
import { asSystem } from '@/server/use-cases/context';
import { closeProcessContext, processContext } from '@/server/use-cases/process-context';
import { headStart } from './head-start';
import { jobHandlers } from './jobs';
import { keepSchedule } from './schedule';
import { keepWatch } from './watch-sources';

const CONCURRENCY = 8;

/** How fast a worker is. Left out, the product's own pace. */
export type Pace = { limits?: RunLimits; sweepEverySeconds?: number };

/** Runs jobs until this process is told to stop. Any number of such processes may run; any of them may die. */
export async function runWorker(pace: Pace = {}): Promise<void> {
  collectEarly();
  const { CAUSEWAY_WORKER_ID, DATABASE_URL } = env();
  const workerId = CAUSEWAY_WORKER_ID ?? `${os.hostname()}-${process.pid}`;
  const base = { ...processContext(), workerId, limits: pace.limits };
  // Before the queue: the first run of an orphaned change should not find it still leased.
  await succeedFormerWorker(asSystem(base, 'start-worker'), { workerId });
  const early = headStart();
  const queue = await runQueue({
    ...{ url: DATABASE_URL, workerId, concurrency: CONCURRENCY },
    handlers: jobHandlers(base),
    leaves: early.leaves,
  });
  const schedule = keepSchedule(base, pace.sweepEverySeconds);
  const watch = keepWatch(base, early.isOn);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log().info({ signal, workerId }, 'worker stops');
    schedule.stop();
    await watch.stop();
    await queue.stop();
    await closeProcessContext();
    process.exit(0);
  };
  process.on('SIGTERM', () => void stop('SIGTERM'));
  process.on('SIGINT', () => void stop('SIGINT'));

  // The supervisor reads this line; everything else on the output is the log.
  process.stdout.write(`${JSON.stringify({ event: 'ready', workerId })}\n`);

  try {
    await queue.finished;
  } catch (error) {
    // Others may be running this worker's jobs by now: whatever it still does could be done twice.
    log().fatal({ err: error, workerId }, 'worker ends');
    process.exit(1);
  }
}
