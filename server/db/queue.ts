import type { Tx } from './client';

/** A job to run after the commit: ids only, run at least once, safe to repeat. */
export type JobDraft = {
  task: string;
  payload: Readonly<Record<string, string | number | boolean | null>>;
  /** jobs of one queue run one after another; tidiness, never correctness */
  queueName?: string;
  /** replaces a pending job of the same key */
  jobKey?: string;
  /** a pending job of the same key that is replaced keeps its place in the line */
  keepsPlace?: boolean;
  /** the lower goes first; 0 where it is not said */
  priority?: number;
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
    job_key => ${job.jobKey ?? null}::text,
    priority => ${job.priority ?? 0}::int,
    job_key_mode => ${job.keepsPlace ? 'preserve_run_at' : 'replace'}::text
  )`;
}
