import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLanes } from '@/server/db/lanes';
import { succeedFormerWorker } from './succeed-former-worker';
import { type ChangeWorld, createChangeWorld, Scene } from './testing/change-world';
import { Crash, dyingAt } from './testing/crash';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => world.close());

/** A change whose worker died holding its lane, and whom the lane is said to belong to. */
async function orphanOf(workerId: string): Promise<{ scene: Scene; changeId: string }> {
  const scene = new Scene(world);
  const changeId = await scene.asked([scene.route('add-route-entry', '10.0.0.0/16')]);
  await expect(scene.run(changeId, dyingAt(8))).rejects.toThrow(Crash);
  await world.db.lane.updateMany({ where: { changeId }, data: { workerId } });
  return { scene, changeId };
}

const succeed = (workerId: string) =>
  succeedFormerWorker(world.asJob(), { workerId }, () => Promise.resolve(world.now()));

describe('a worker process that succeeds another one in its slot', () => {
  it('ends the leases of that one, and whoever comes next continues the change at once', async () => {
    const { scene, changeId } = await orphanOf('host/1:first');
    expect(await scene.run(changeId)).toBe('busy');
    expect(await succeed('host/1:second')).toEqual({ orphaned: [changeId] });
    const [lane] = await findLanes(world.db, changeId);
    expect(lane).toMatchObject({ workerId: 'host/1:first', leaseUntil: world.now() });
    expect(await scene.run(changeId)).toBe('done');
  });

  it('lets the deadline of a call pass before anything is read or sent again', async () => {
    const { scene, changeId } = await orphanOf('host/1:first');
    const { deadlineAt } = (await world.db.stepJournal.findFirst({ where: { changeId, phase: 'intent' } }))!;
    await succeed('host/1:second');
    const looks: Date[] = [];
    const boundary = (name: string) => {
      if (name === 'before look apply') looks.push(world.now());
      return Promise.resolve();
    };
    expect(await scene.run(changeId, { boundary })).toBe('done');
    expect(looks[0]!.getTime()).toBeGreaterThanOrEqual(deadlineAt!.getTime() + scene.limits.marginMs);
  });

  it.each([
    ['itself', 'host/1:second'],
    ['a slot whose number begins alike', 'host/10:other'],
    ['a machine whose name looks like a pattern', 'h_st/1:other'],
    ['a process without a slot', 'host-4711'],
  ])('leaves %s alone', async (_who, holder) => {
    const { changeId } = await orphanOf(holder);
    expect(await succeed('host/1:second')).toEqual({ orphaned: [] });
    const [lane] = await findLanes(world.db, changeId);
    expect(lane!.leaseUntil.getTime()).toBeGreaterThan(world.now().getTime());
  });

  it('knows of no former process where there is no slot', async () => {
    await orphanOf('host:4711');
    expect(await succeed('host-4712')).toEqual({ orphaned: [] });
  });

  it('has nothing to end where a change is held for a person', async () => {
    const { changeId } = await orphanOf('host/3:first');
    await world.db.lane.updateMany({ where: { changeId }, data: { leaseUntil: world.now() } });
    expect(await succeed('host/3:second')).toEqual({ orphaned: [] });
  });

  it('is nobody but the system', async () => {
    await expect(succeedFormerWorker(world.as('admin'), { workerId: 'host/1:third' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
