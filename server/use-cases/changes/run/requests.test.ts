import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLanes } from '@/server/db/lanes';
import { setAppliesStopped } from '../../settings/applies-stopped';
import { cancelChange } from '../cancel-change';
import { editChange } from '../edit-change';
import { requestPause, stopAfterThis } from '../request-run';
import { resumeChange } from '../resume-change';
import { revertNow } from '../revert-now';
import { scheduleChange } from '../schedule-change';
import { sweepChanges } from '../sweep-changes';
import { type ChangeWorld, createChangeWorld, Scene } from '../testing/change-world';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => world.close());

const missing = '10.0.0.0/16';

describe('people ask of a running change', () => {
  const at = (boundary: string, nth: number, act: () => Promise<unknown>) => {
    let passed = 0;
    return {
      boundary: async (name: string) => {
        if (name === boundary && (passed += 1) === nth) await act();
      },
    };
  };
  const two = (scene: Scene) => [
    scene.route('add-route-entry', missing),
    scene.route('add-route-entry', '203.0.113.0/24'),
  ];

  it('to pause, and then to go on', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked(two(scene));
    expect(
      await scene.run(
        changeId,
        at('after call apply', 1, () => requestPause(world.erin, { changeId })),
      ),
    ).toBe('paused');
    expect(scene.router.happened).toHaveLength(1);
    expect(await findLanes(world.db, changeId)).toHaveLength(1);
    await resumeChange(world.erin, { changeId });
    expect(await scene.run(changeId)).toBe('done');
  });

  it('to pause, and forget it: the guard puts it back', async () => {
    const scene = new Scene(world);
    const before = scene.router.contents();
    const changeId = await scene.asked(two(scene));
    await scene.run(
      changeId,
      at('after call apply', 1, () => requestPause(world.erin, { changeId })),
    );
    expect(await scene.run(changeId)).toBe('paused');
    scene.clock.advance(3_600_000);
    expect(await scene.run(changeId)).toBe('reverted');
    expect(scene.router.contents()).toEqual(before);
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'guard-deadline-passed' });
  });

  it('to stop after this step, which a person then has to resolve', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked(two(scene));
    expect(
      await scene.run(
        changeId,
        at('after call apply', 1, () => stopAfterThis(world.erin, { changeId })),
      ),
    ).toBe('held');
    expect(scene.router.happened).toHaveLength(1);
    await revertNow(world.erin, { changeId });
    expect(await scene.run(changeId)).toBe('reverted');
  });

  it('to put it back now', async () => {
    const scene = new Scene(world);
    const before = scene.router.contents();
    const changeId = await scene.asked(two(scene));
    expect(
      await scene.run(
        changeId,
        at('after call apply', 1, () => revertNow(world.erin, { changeId })),
      ),
    ).toBe('reverted');
    expect(scene.router.contents()).toEqual(before);
  });

  it('to stop all applies, which pauses it between two steps', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked(two(scene));
    const end = await scene.run(
      changeId,
      at('after call apply', 1, () => setAppliesStopped(world.ada, { stopped: true, reason: 'test' })),
    );
    await setAppliesStopped(world.as('engineer', 'admin'), { stopped: false, reason: 'test' });
    expect(end).toBe('paused');
    await resumeChange(world.erin, { changeId });
    expect(await scene.run(changeId)).toBe('done');
  });

  it('nothing while it is under way that would change it', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked(two(scene));
    const refused: unknown[] = [];
    const { version, operations, guard } = await scene.change(changeId);
    await scene.run(
      changeId,
      at('after call apply', 1, async () => {
        await cancelChange(world.erin, { changeId }).catch((error: unknown) => refused.push(error));
        await editChange(world.erin, {
          changeId,
          version: version + 1,
          content: { reason: 'another', operations, guard },
        }).catch((error: unknown) => refused.push(error));
      }),
    );
    expect(refused).toMatchObject([{ reason: 'change-status-forbids' }, { reason: expect.stringMatching(/change-/) }]);
    expect(await scene.change(changeId)).toMatchObject({ status: 'done' });
  });
});

describe('time', () => {
  it('brings a scheduled change to take off in the name of whoever scheduled it', async () => {
    const scene = new Scene(world);
    const changeId = await scene.approved([scene.route('add-route-entry', missing)]);
    await scheduleChange(world.erin, { changeId, at: new Date(scene.clock.now().getTime() + 60_000) });
    expect(await scene.run(changeId)).toBe('not-due');
    scene.clock.advance(60_000);
    expect(await scene.run(changeId)).toBe('done');
    expect((await scene.change(changeId)).appliedBy).toBe('erin');
  });

  it('lets the sweep find what nobody works on', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    expect((await sweepChanges(world.asJob('sweep-changes'))).enqueued).toContain(changeId);
    await scene.run(changeId);
    expect((await sweepChanges(world.asJob('sweep-changes'))).enqueued).not.toContain(changeId);
  });

  it('never puts two workers on one change', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    const others: string[] = [];
    await scene.run(changeId, {
      boundary: async (name) => {
        if (name === 'after call apply') others.push(await scene.run(changeId));
      },
    });
    expect(others).toEqual(['busy']);
    expect(await scene.run(changeId)).toBe('nothing-to-do');
  });

  it('does not cost a worker its lanes, however long a source takes to answer', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    const { leaseMs } = scene.limits;
    let renew = () => Promise.resolve();
    const others: string[] = [];
    const observe = async () => {
      for (let quarter = 0; quarter < 8; quarter += 1) {
        scene.clock.advance(leaseMs / 4);
        await renew();
        others.push(await scene.run(changeId));
      }
      return { ok: true } as const;
    };
    const every = (milliseconds: number, act: () => Promise<void>) => {
      expect(milliseconds).toBe(leaseMs / 4);
      renew = act;
      return () => Promise.resolve();
    };
    expect(await scene.run(changeId, { observe, every })).toBe('done');
    expect(new Set(others)).toEqual(new Set(['busy']));
  });

  it('is not needed to stop in good order: another worker goes on at once', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    const stop = new AbortController();
    const end = await scene.run(changeId, {
      signal: stop.signal,
      boundary: (name) => Promise.resolve(name === 'after call apply' ? stop.abort() : undefined),
    });
    expect(end).toBe('let-go');
    expect(await scene.run(changeId)).toBe('done');
    expect(scene.router.happened).toHaveLength(1);
  });
});
