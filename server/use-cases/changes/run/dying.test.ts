import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assertAnyAccidents } from '../testing/accidents';
import { type ChangeWorld, createChangeWorld } from '../testing/change-world';
import { aCrashScene, closeIntact, countBoundaries, Crash, dyingAt, takeOver, violations } from '../testing/crash';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => closeIntact(world));

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
});

it('ends well whatever goes wrong, in any order', async () => {
  await assertAnyAccidents(world, { numRuns: 60, seed: 20_260_318 });
}, 600_000);
