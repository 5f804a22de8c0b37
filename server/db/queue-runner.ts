import { EventEmitter } from 'node:events';
import { Logger as QueueLogger, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { log } from '@/server/config/log';
import { slotOf } from './worker-slot';

/** What a handler learns of the job it runs. It may run more than once: every handler looks before it acts. */
export type JobRun = { id: string; attempt: number; lastAttempt: boolean; signal: AbortSignal };
export type JobHandler = (payload: unknown, job: JobRun) => Promise<void>;

export type QueueOptions = {
  /** of the application's role */
  url: string;
  /** `<slot>:<unique>` where a supervisor runs one process per slot; a new process of a slot knows the former one is dead */
  workerId: string;
  handlers: Readonly<Record<string, JobHandler>>;
  concurrency: number;
  /** graphile-worker's crontab, one line per recurring job */
  crontab?: string;
  /** jobs with one of these flags are left, for others or for later; asked whenever a job is looked for */
  leaves?: () => readonly string[];
};

export type RunningQueue = {
  /** Takes no more jobs, lets the running ones end for a few seconds. */
  stop(): Promise<void>;
  /** Settles when the queue has ended; rejects when this worker lost its heartbeat and others may take its jobs: then exit. */
  finished: Promise<void>;
};

const HEARTBEAT_MS = 2_000;
/** A pool without a heartbeat for this long is dead. graphile-worker itself would wait four hours. */
export const DEAD_AFTER_MS = 12_000;
/** Held by the one who frees jobs. */
const UNLOCKING = 47_110_003;

/** Runs jobs until stopped, and frees the jobs of workers that died. */
export async function runQueue(options: QueueOptions): Promise<RunningQueue> {
  const pool = openPool(options.url, options.concurrency + 4);
  const events: WorkerEvents = new EventEmitter();
  let poolId: string | undefined;
  events.on('pool:create', ({ workerPool }) => (poolId = workerPool.id));
  await forgetFormerProcess(pool, options.workerId);
  const runner = await run({
    pgPool: pool,
    events,
    taskList: toTaskList(options.handlers),
    concurrency: options.concurrency,
    crontab: options.crontab ?? '',
    noHandleSignals: true,
    pollInterval: 1_000,
    logger: queueLogger(),
    forbiddenFlags: () => [...(options.leaves?.() ?? [])],
  });
  const heart = keepBeating(pool, () => ({ poolId, workerId: options.workerId }));
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= close());
  const close = async () => {
    await heart.stop();
    await runner.stop();
    await runner.promise;
    if (poolId) await pool.query('delete from worker_heartbeat where pool_id = $1', [poolId]);
    await pool.end();
  };
  const lost = heart.lost.then(() => {
    throw new Error('This worker could not renew its heartbeat; others may be running its jobs.');
  });
  const finished = Promise.race([runner.promise.then(() => stopping), lost]);
  finished.catch((error: unknown) => log().error({ err: error, workerId: options.workerId }, 'queue ended'));
  return { stop, finished };
}

/** Frees every job and queue whose worker has no fresh heartbeat. Returns the pool ids given up. */
export async function unlockDeadWorkers(client: pg.Pool | pg.Client, deadAfterMs = DEAD_AFTER_MS): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `with locks as (
       select locked_by as id, locked_at from graphile_worker._private_jobs where locked_by is not null
       union select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null
     )
     select distinct id from locks
     where locked_at < now() - $1 * interval '1 millisecond' and not exists (
       select from worker_heartbeat where pool_id = locks.id and last_seen_at > now() - $1 * interval '1 millisecond'
     )`,
    [deadAfterMs],
  );
  const dead = rows.map((row) => row.id);
  await unlock(client, dead);
  await client.query(`delete from worker_heartbeat where last_seen_at < now() - interval '1 day'`);
  return dead;
}

async function unlock(client: pg.Pool | pg.Client, poolIds: readonly string[]): Promise<void> {
  if (poolIds.length === 0) return;
  // Two that free the same jobs would take their rows in different orders and wait for each other.
  await client.query(
    `with turn as materialized (select pg_advisory_xact_lock($2))
     select graphile_worker.force_unlock_workers($1::text[]) from turn`,
    [poolIds, UNLOCKING],
  );
  await client.query('delete from worker_heartbeat where pool_id = any($1::text[])', [poolIds]);
  log().warn({ poolIds }, 'jobs of dead workers freed');
}

/** One process per slot: whoever held ours before us is gone, and its jobs need not wait for the heartbeat to run out. */
async function forgetFormerProcess(pool: pg.Pool, workerId: string): Promise<void> {
  const slot = slotOf(workerId);
  if (slot === undefined) return;
  const { rows } = await pool.query<{ pool_id: string }>(
    `select pool_id from worker_heartbeat where left(worker_id, length($1) + 1) = $1 || ':' and worker_id <> $2`,
    [slot, workerId],
  );
  await unlock(
    pool,
    rows.map((row) => row.pool_id),
  );
}

function openPool(url: string, max: number): pg.Pool {
  const pool = new pg.Pool({ connectionString: url, max });
  // Without both, a dropped connection ends the process.
  const onError = (error: Error) => log().warn({ err: error }, 'queue connection lost');
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool;
}

function toTaskList(handlers: QueueOptions['handlers']): TaskList {
  const tasks = Object.entries(handlers).map(([name, handler]) => [
    name,
    (payload: unknown, { job, abortSignal }: Parameters<NonNullable<TaskList[string]>>[1]) =>
      handler(payload, {
        id: job.id,
        attempt: job.attempts,
        lastAttempt: job.attempts >= job.max_attempts,
        signal: abortSignal,
      }),
  ]);
  return Object.fromEntries(tasks) as TaskList;
}

/** Beats and sweeps; `lost` resolves when no beat has got through for so long that the others may think us dead. */
function keepBeating(pool: pg.Pool, self: () => { poolId: string | undefined; workerId: string }) {
  let lastBeat = Date.now();
  let beating: Promise<void> | undefined;
  let giveUp = () => {};
  const lost = new Promise<void>((resolve) => (giveUp = resolve));
  const beat = async () => {
    const { poolId, workerId } = self();
    try {
      await pool.query(
        `insert into worker_heartbeat (pool_id, worker_id, started_at, last_seen_at) values ($1, $2, now(), now())
         on conflict (pool_id) do update set last_seen_at = now()`,
        [poolId, workerId],
      );
      lastBeat = Date.now();
      await unlockDeadWorkers(pool);
    } catch (error) {
      log().warn({ err: error, workerId }, 'heartbeat failed');
    }
    beating = undefined;
  };
  const tick = () => {
    // A beat that hangs counts as one that failed.
    if (Date.now() - lastBeat > DEAD_AFTER_MS - HEARTBEAT_MS) giveUp();
    beating ??= beat();
  };
  tick();
  const timer = setInterval(tick, HEARTBEAT_MS);
  const stop = async () => {
    clearInterval(timer);
    await beating;
  };
  return { lost, stop };
}

/** The queue's own words, in our log; its information is our debugging. */
function queueLogger(): QueueLogger {
  return new QueueLogger((scope) => (level, message) => {
    const target = level === 'error' ? 'error' : level === 'warning' ? 'warn' : 'debug';
    log()[target]({ ...scope, detail: message }, 'queue');
  });
}
