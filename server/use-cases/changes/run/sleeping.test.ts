import { afterAll, beforeAll, expect, it } from 'vitest';
import { type ChangeWorld, createChangeWorld } from '../testing/change-world';
import { aCrashScene, closeIntact, countBoundaries, sleepingAt, takeOver, traces, violations } from '../testing/crash';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => closeIntact(world));

/** A worker that is done with the change, or that never got to it. */
const HARMLESS = ['lost', 'nothing-to-do', 'busy'];

// The harder half: its lease is not over, so nothing but the epoch keeps it from writing.
it.each(['holds', 'fails'] as const)(
  'a guard that %s ends well with a worker that falls asleep at any boundary, is said to be dead, and wakes up when another has ended it',
  async (guard) => {
    const boundaries = await countBoundaries(world, guard);
    expect(boundaries).toBeGreaterThan(30);
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
  },
  600_000,
);
