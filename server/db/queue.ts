import type { Tx } from './client';

/** A job to run after the commit: ids only, run at least once, safe to repeat. */
export type JobDraft = {
  task: string;
  payload: Readonly<Record<string, string | number | boolean | null>>;
  /** jobs of one queue run one after another; tidiness, never correctness */
  queueName?: string;
  /** replaces a pending job of the same key */
  jobKey?: string;
  runAt?: Date;
  maxAttempts?: number;
};

/** Enqueues inside the caller's transaction: no commit, no job. */
export async function addJob(tx: Tx, job: JobDraft): Promise<void> {
  // `add_job` returns a composite row that the client cannot read, so a constant is selected from it.
  await tx.$queryRaw`select 1 as ok from graphile_worker.add_job(
    identifier => ${job.task}::text,
    payload => ${JSON.stringify(job.payload)}::json,
    queue_name => ${job.queueName ?? null}::text,
    run_at => ${job.runAt ?? null}::timestamptz,
    max_attempts => ${job.maxAttempts ?? null}::int,
    job_key => ${job.jobKey ?? null}::text
  )`;
}
