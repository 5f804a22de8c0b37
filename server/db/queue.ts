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
  /** what a worker may be told to leave for now */
  flags?: readonly string[];
  maxAttempts?: number;
};

/** Enqueues inside the caller's transaction: no commit, no job. */
export function addJob(tx: Tx, job: JobDraft): Promise<void> {
  return addJobs(tx, [job]);
}

/** The same for many, in the order given, in one statement: of hundreds of sources all may be due at once. */
export async function addJobs(tx: Tx, jobs: readonly JobDraft[]): Promise<void> {
  if (jobs.length === 0) return;
  // `add_job` returns a composite row that the client cannot read, so these are only counted.
  await tx.$queryRaw`select count(*)::int from jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) as job(
      "task" text, "payload" json, "queueName" text, "runAt" timestamptz, "maxAttempts" int, "jobKey" text, "priority" int,
      "keepsPlace" boolean, "flags" text[]
    ) cross join lateral graphile_worker.add_job(
      identifier => job."task",
      payload => job."payload",
      queue_name => job."queueName",
      run_at => job."runAt",
      max_attempts => job."maxAttempts",
      job_key => job."jobKey",
      priority => coalesce(job."priority", 0),
      flags => job."flags",
      job_key_mode => case when job."keepsPlace" then 'preserve_run_at' else 'replace' end
    ) as added`;
}
