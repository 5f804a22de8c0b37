import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';
import { type Database, inTransaction, openDatabase } from './client';
import { addJob } from './queue';
import { type JobHandler, type RunningQueue, runQueue, unlockDeadWorkers } from './queue-runner';

describe('the queue, as the application', () => {
  let database: TestDatabase;
  let db: Database;
  let client: pg.Client;
  const queues: RunningQueue[] = [];

  beforeEach(async () => {
    database = await createTestDatabase();
    db = openDatabase(database.appUrl);
    client = new pg.Client({ connectionString: database.appUrl });
    await client.connect();
  });
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.stop();
    await client.end();
    await db.$disconnect();
    await database.drop();
  });

  const start = async (
    handlers: Record<string, JobHandler>,
    workerId = 'slot:one',
    leaves?: () => readonly string[],
  ) => {
    const queue = await runQueue({ url: database.appUrl, workerId, handlers, concurrency: 4, leaves });
    queues.push(queue);
    return queue;
  };
  const pending = async () => {
    const { rows } = await client.query<{ count: number }>(
      'select count(*)::int as count from graphile_worker._private_jobs',
    );
    return rows[0]!.count;
  };
  /** Locks the only job as a pool that no longer exists would have. */
  const lockAs = (poolId: string, age: string) =>
    client.query(
      `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - $2::interval, attempts = 1`,
      [poolId, age],
    );
  const heartbeat = (poolId: string, workerId: string, age: string) =>
    client.query(`insert into worker_heartbeat values ($1, $2, now(), now() - $3::interval)`, [poolId, workerId, age]);

  it('runs a job that was enqueued in a committed transaction', async () => {
    const ran = new Promise<unknown>((resolve) => {
      void start({ greet: async (payload, job) => resolve({ payload, attempt: job.attempt }) });
    });
    await inTransaction(db, (tx) => addJob(tx, { task: 'greet', payload: { changeId: 'c1' } }));
    await expect(ran).resolves.toEqual({ payload: { changeId: 'c1' }, attempt: 1 });
  });

  it('leaves a job that is flagged for as long as it is told to, and takes those behind it', async () => {
    const ran: string[] = [];
    await inTransaction(db, (tx) => addJob(tx, { task: 'wait', payload: {}, flags: ['can-wait'] }));
    await inTransaction(db, (tx) => addJob(tx, { task: 'go', payload: {} }));
    let leaves: readonly string[] = ['can-wait'];
    const handler =
      (name: string): JobHandler =>
      async () =>
        void ran.push(name);
    await start({ wait: handler('wait'), go: handler('go') }, 'slot:one', () => leaves);
    await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['go']);
    await sleep(1_200);
    expect(ran).toEqual(['go']);
    leaves = [];
    await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['go', 'wait']);
  });

  it('knows no job of a transaction that was rolled back', async () => {
    const failing = inTransaction(db, async (tx) => {
      await addJob(tx, { task: 'greet', payload: {} });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await pending()).toBe(0);
  });

  it('replaces a pending job of the same key', async () => {
    await inTransaction(db, async (tx) => {
      await addJob(tx, { task: 'greet', payload: { n: 1 }, jobKey: 'k' });
      await addJob(tx, { task: 'greet', payload: { n: 2 }, jobKey: 'k' });
    });
    expect(await pending()).toBe(1);
  });

  it('runs the jobs of one queue one after another', async () => {
    let inFlight = 0;
    let most = 0;
    let done = 0;
    await inTransaction(db, async (tx) => {
      for (let n = 0; n < 6; n += 1) await addJob(tx, { task: 'step', payload: { n }, queueName: 'vbr-1' });
    });
    await new Promise<void>((resolve) => {
      const step = async () => {
        most = Math.max(most, (inFlight += 1));
        await sleep(5);
        inFlight -= 1;
        if ((done += 1) === 6) resolve();
      };
      void start({ step });
    });
    expect(most).toBe(1);
  });

  it('frees a job whose worker has no fresh heartbeat, and its queue', async () => {
    await inTransaction(db, (tx) => addJob(tx, { task: 'greet', payload: {}, queueName: 'vbr-1' }));
    await lockAs('pool-dead', '1 minute');
    await client.query(
      `update graphile_worker._private_job_queues set locked_by = 'pool-dead', locked_at = now() - interval '1 minute'`,
    );
    await heartbeat('pool-dead', 'host:gone', '1 minute');
    const ran = new Promise<number>((resolve) => {
      void start({ greet: async (_payload, job) => resolve(job.attempt) });
    });
    await expect(ran).resolves.toBe(2);
  });

  it('frees a job of a worker that died before its first heartbeat', async () => {
    await inTransaction(db, (tx) => addJob(tx, { task: 'greet', payload: {} }));
    await lockAs('pool-unknown', '1 minute');
    await expect(unlockDeadWorkers(client)).resolves.toEqual(['pool-unknown']);
  });

  it('frees while nobody else does, so that two never wait for each other', async () => {
    const first = new pg.Client({ connectionString: database.appUrl });
    await first.connect();
    try {
      await first.query('begin');
      await first.query(`select graphile_worker.add_job('greet', '{}'::json)`);
      await first.query(`update graphile_worker._private_jobs set locked_by = 'pool-a', locked_at = '2026-01-01'`);
      await expect(unlockDeadWorkers(first)).resolves.toEqual(['pool-a']);
      await inTransaction(db, (tx) => addJob(tx, { task: 'other', payload: {} }));
      await lockAs('pool-b', '1 minute');
      const second = unlockDeadWorkers(client);
      await expect(Promise.race([second, sleep(200, 'waits')])).resolves.toBe('waits');
      await first.query('commit');
      await expect(second).resolves.toEqual(['pool-b']);
    } finally {
      await first.end();
    }
  });

  it('leaves a job alone while its worker lives, however long it runs', async () => {
    await inTransaction(db, (tx) => addJob(tx, { task: 'greet', payload: {} }));
    await lockAs('pool-busy', '3 hours');
    await heartbeat('pool-busy', 'host:busy', '1 second');
    await expect(unlockDeadWorkers(client)).resolves.toEqual([]);
  });

  it('takes over at once from the former process of its own slot, and of no other slot', async () => {
    await inTransaction(db, async (tx) => {
      await addJob(tx, { task: 'mine', payload: {} });
      await addJob(tx, { task: 'theirs', payload: {} });
    });
    for (const [task, poolId] of [
      ['mine', 'pool-mine'],
      ['theirs', 'pool-theirs'],
    ]) {
      await client.query(
        `update graphile_worker._private_jobs set locked_by = $2, locked_at = now() where task_id = (select id from graphile_worker._private_tasks where identifier = $1)`,
        [task, poolId],
      );
    }
    await heartbeat('pool-mine', 'host/1:first', '0');
    await heartbeat('pool-theirs', 'host/10:other', '0');
    await new Promise<void>((resolve) => {
      void start({ mine: async () => resolve(), theirs: async () => undefined }, 'host/1:second');
    });
    const { rows } = await client.query('select pool_id from worker_heartbeat where worker_id = $1', ['host/10:other']);
    expect(rows).toEqual([{ pool_id: 'pool-theirs' }]);
    expect(await pending()).toBeGreaterThanOrEqual(1);
  });

  it('leaves no heartbeat behind when it is stopped', async () => {
    const queue = await start({});
    await queue.stop();
    await queue.finished;
    const { rows } = await client.query('select 1 from worker_heartbeat');
    expect(rows).toEqual([]);
  });
});
