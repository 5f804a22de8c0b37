import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { walkChain } from '@/server/db/audit-chain';
import { assertAnyAccidents } from '../testing/accidents';
import { type ChangeWorld, createChangeWorld } from '../testing/change-world';
import {
  aCrashScene,
  countBoundaries,
  Crash,
  dyingAt,
  sleepingAt,
  takeOver,
  traces,
  violations,
} from '../testing/crash';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(async () => {
  const { fault } = await walkChain(world.db);
  await world.close();
  expect(fault).toBeNull();
});

/** A worker that is done with the change, or that never got to it. */
const HARMLESS = ['lost', 'nothing-to-do', 'busy'];

describe.each(['holds', 'fails'] as const)('when the guard %s', (guard) => {
  it('ends well without any accident', async () => {
    const crashed = await aCrashScene(world, guard);
    expect(await crashed.scene.run(crashed.changeId)).toBe(guard === 'holds' ? 'done' : 'reverted');
    expect(await violations(crashed)).toEqual([]);
  });

  it('ends well with a worker that dies at any boundary and is succeeded when its lease is over', async () => {
    const boundaries = await countBoundaries(world, guard);
    expect(boundaries).toBeGreaterThan(30);
    for (let k = 1; k <= boundaries; k += 1) {
      const crashed = await aCrashScene(world, guard);
      await expect(crashed.scene.run(crashed.changeId, dyingAt(k))).rejects.toThrow(Crash);
      if (!['done', 'reverted'].includes((await crashed.scene.change(crashed.changeId)).status))
        await takeOver(crashed, 'lease over');
      expect(await violations(crashed), `boundary ${k} of ${boundaries}`).toEqual([]);
    }
  }, 600_000);

  // The harder half: its lease is not over, so nothing but the epoch keeps it from writing.
  it('ends well with a worker that falls asleep at any boundary, is said to be dead, and wakes up when another has ended it', async () => {
    const boundaries = await countBoundaries(world, guard);
    for (let k = 1; k <= boundaries; k += 1) {
      const crashed = await aCrashScene(world, guard);
      const { boundary, asleep, wake } = sleepingAt(k);
      const zombie = crashed.scene.run(crashed.changeId, { boundary });
      await asleep;
      if (!['done', 'reverted'].includes((await crashed.scene.change(crashed.changeId)).status))
        await takeOver(crashed, 'said dead');
      const before = await traces(crashed);
      wake();
      const end = await zombie;
      const name = `boundary ${k} of ${boundaries}`;
      // Asleep behind its last word it may still say how it had ended.
      expect([...HARMLESS, before.change.status], name).toContain(end);
      expect(await traces(crashed), name).toEqual(before);
      expect(await violations(crashed), name).toEqual([]);
    }
  }, 600_000);
});

it('ends well whatever goes wrong, in any order', async () => {
  await assertAnyAccidents(world, { numRuns: 60, seed: 20_260_318 });
}, 600_000);
