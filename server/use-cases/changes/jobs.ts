import { z } from 'zod';
import type { JobDraft } from '@/server/db/queue';

export const PLAN_CHANGE = 'plan-change';
export const RUN_CHANGE = 'run-change';
export const SWEEP_CHANGES = 'sweep-changes';
export const CHECK_GROUND = 'check-ground';

/** How often somebody looks for changes that nobody works on, seconds. */
export const SWEEP_EVERY_SECONDS = 3;

export const ChangeJobPayload = z.object({ changeId: z.uuid() });

export function planChangeJob(changeId: string): JobDraft {
  return { task: PLAN_CHANGE, payload: { changeId }, jobKey: `plan:${changeId}`, maxAttempts: 5 };
}

/** One pending run a change. A failed run is not repeated by the queue: the sweep sees that nobody works on the change. */
export function runChangeJob(changeId: string, runAt?: Date): JobDraft {
  return {
    task: RUN_CHANGE,
    payload: { changeId },
    jobKey: `run:${changeId}`,
    maxAttempts: 1,
    ...(runAt ? { runAt } : {}),
  };
}

/** One pending check of all waiting changes, whatever the number of collections and imports that ask for it. */
export function checkGroundJob(): JobDraft {
  return { task: CHECK_GROUND, payload: {}, jobKey: CHECK_GROUND, maxAttempts: 5 };
}

/** The sweep enqueues itself again; its key keeps it one. */
export function sweepChangesJob(runAt?: Date): JobDraft {
  return { task: SWEEP_CHANGES, payload: {}, jobKey: 'sweep-changes', maxAttempts: 1, ...(runAt ? { runAt } : {}) };
}
