import { log } from '@/server/config/log';
import { ANCHOR_EVERY_SECONDS, anchorAuditJob } from '@/server/use-cases/audit/jobs';
import { SWEEP_EVERY_SECONDS, sweepChangesJob } from '@/server/use-cases/changes/jobs';
import { asSystem } from '@/server/use-cases/context';
import { CAN_WAIT, enqueue } from '@/server/use-cases/enqueue';
import { SETTLE_EVERY_SECONDS, settleFactsJob } from '@/server/use-cases/estate/jobs';
import { LOOK_EVERY_SECONDS, recordFindingsJob } from '@/server/use-cases/findings/jobs';
import { enqueueDueCollections } from '@/server/use-cases/sources/enqueue-due';
import { PRUNE_EVERY_SECONDS, pruneRunsJob } from '@/server/use-cases/sources/jobs';
import type { WorkerBase } from './jobs/job';

const DUE_EVERY_SECONDS = 1;

/** Puts on the queue what recurs. Every worker does so; a job's key keeps it one. */
export function keepSchedule(base: WorkerBase, sweepEverySeconds = SWEEP_EVERY_SECONDS): { stop(): void } {
  const context = asSystem(base, 'schedule');
  const timers = [
    every(DUE_EVERY_SECONDS, 'collections', () => enqueueDueCollections(context)),
    every(sweepEverySeconds, 'sweep', () => enqueue(context, sweepChangesJob())),
    // Both take the whole estate.
    every(LOOK_EVERY_SECONDS, 'findings', () => enqueue(context, { ...recordFindingsJob(), flags: [CAN_WAIT] })),
    every(SETTLE_EVERY_SECONDS, 'facts', () => enqueue(context, { ...settleFactsJob(), flags: [CAN_WAIT] })),
    every(PRUNE_EVERY_SECONDS, 'prune', () => enqueue(context, pruneRunsJob())),
    every(ANCHOR_EVERY_SECONDS, 'anchor', () => enqueue(context, anchorAuditJob())),
  ];
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}

/** Now and then again; a turn that takes longer than the interval is waited for, a failed one is logged and not made up for. */
function every(seconds: number, what: string, act: () => Promise<unknown>): NodeJS.Timeout {
  let busy = false;
  const turn = async () => {
    if (busy) return;
    busy = true;
    try {
      await act();
    } catch (error) {
      log().warn({ err: error, what }, 'schedule missed a turn');
    } finally {
      busy = false;
    }
  };
  void turn();
  return setInterval(() => void turn(), seconds * 1_000);
}
