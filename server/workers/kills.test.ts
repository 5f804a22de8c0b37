import pg from 'pg';
import { beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { getChange } from '@/server/db/changes';
import { verifyChain } from '@/server/use-cases/audit/verify-chain';
import { createDraft } from '@/server/use-cases/changes/create-draft';
import { submitChange } from '@/server/use-cases/changes/submit-change';
import { vbrAt } from './testing/kill-estate';
import { scriptOf } from './testing/kill-script';
import { type KillReport, killWorkers } from './testing/kill-workers';
import { createKillWorld, type KillWorld } from './testing/kill-world';

const VBRS = 3;

/** One line, which is shown with the result of the part. */
function told({ kills, struck, rounds, ends }: KillReport): string {
  const counts = (of: object) =>
    Object.entries(of)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ');
  return `${kills} workers (at ${counts(struck)}) in ${rounds.length} changes (${counts(ends)})`;
}

describe('workers that get a SIGKILL', () => {
  let world: KillWorld;

  beforeAll(async () => {
    world = await createKillWorld({ vbrs: VBRS, workers: 3 });
    return () => world.close();
  });

  it('lose no job: another worker runs it again', async () => {
    const { operations } = scriptOf(1, vbrAt(0), world.lab);
    const { changeId } = await createDraft(world.engineer, { reason: 'a job is lost', operations: [...operations] });
    // Planning ends with a lock on this row, so that whoever plans gets stuck.
    const blocker = new pg.Client({ connectionString: world.appUrl });
    await blocker.connect();
    await submitChange(world.engineer, { changeId });
    await blocker.query('begin');
    await blocker.query('select 1 from change where id = $1 for update', [changeId]);
    const stuck = () =>
      blocker.query<{ worker_id: string }>(
        `select beat.worker_id from graphile_worker._private_jobs job join worker_heartbeat beat on beat.pool_id = job.locked_by
         where job.key = $1`,
        [`plan:${changeId}`],
      );
    const { rows } = await vi.waitUntil(async () => ((await stuck()).rows.length > 0 ? stuck() : null), 30_000);
    expect(world.fleet.kill(rows[0]!.worker_id)).toBe(true);
    await blocker.query('rollback');
    await blocker.end();
    const status = async () => (await getChange(world.db, changeId)).status;
    await vi.waitFor(async () => expect(await status()).toBe('planned'), { timeout: 60_000, interval: 100 });
  });

  it('leave no doubled effect, none without its audit row, and every change done, reverted or held', async () => {
    const { least, ...extent } = inject('kills');
    const report = await killWorkers(world, { ...extent, vbrs: VBRS });
    console.info(`Killed: ${told(report)}`);
    expect(report.faults).toEqual([]);
    expect(world.fleet.fallen).toEqual([]);
    expect(report.kills).toBeGreaterThanOrEqual(least);
    expect(Object.keys(report.ends)).toEqual(expect.arrayContaining(['done', 'reverted']));
    expect(await verifyChain(world.as('auditor'), {})).toMatchObject({ intact: true });
  }, 1_800_000);
});
