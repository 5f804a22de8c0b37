import type { JobDraft } from '@/server/db/queue';

/** Remembers what has come and gone among the findings. */
export const RECORD_FINDINGS = 'record-findings';

/** How often somebody looks although nothing was read: sources grow silent by themselves. */
export const LOOK_EVERY_SECONDS = 20;

/** One pending look, whatever asks for it; the first to ask says when. */
export function recordFindingsJob(runAt?: Date): JobDraft {
  const job = { task: RECORD_FINDINGS, payload: {}, jobKey: RECORD_FINDINGS, keepsPlace: true, maxAttempts: 3 };
  return runAt ? { ...job, runAt } : job;
}
