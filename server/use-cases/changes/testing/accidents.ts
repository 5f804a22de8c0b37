import fc from 'fast-check';
import type { ChangeWorld } from './change-world';
import { aCrashScene, Crash, dyingAt, type Succession, takeOver, violations } from './crash';
import type { Fault, LookFault } from './fake-router';

const fault = fc.constantFrom<Fault>(
  ...(['none', 'none', 'none', 'throttled', 'busy', 'rejected', 'denied'] as const),
  ...(['lost', 'late', 'failed-after', 'failed-before'] as const),
);
const lookFault = fc.constantFrom<LookFault>('none', 'none', 'none', 'throttled', 'unavailable');

/** Faults of the source in any order, and workers that die at any of their boundaries. */
const accidents = fc.record({
  guard: fc.constantFrom('holds' as const, 'fails' as const),
  by: fc.constantFrom('flows' as const, 'session' as const),
  faults: fc.array(fault, { maxLength: 10 }),
  lookFaults: fc.array(lookFault, { maxLength: 10 }),
  deaths: fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 4 }),
  succession: fc.constantFrom<Succession>('lease over', 'said dead'),
});

/**
 * No effect is doubled, each has its row, the change ends done, reverted or held, and what was put back is as before. Tells how many
 * histories were gone through.
 */
export async function assertAnyAccidents(
  world: ChangeWorld,
  options: { numRuns: number; seed?: number; interruptAfterTimeLimit?: number },
): Promise<number> {
  let histories = 0;
  const property = fc.asyncProperty(accidents, async ({ guard, by, faults, lookFaults, deaths, succession }) => {
    histories += 1;
    const crashed = await aCrashScene(world, guard, by);
    const { scene, changeId } = crashed;
    scene.router.faults = [...faults];
    scene.router.lookFaults = [...lookFaults];
    for (const k of deaths) {
      await scene.run(changeId, dyingAt(k)).catch((error: unknown) => {
        if (!(error instanceof Crash)) throw error;
      });
      if (succession === 'lease over') scene.clock.advance(scene.limits.leaseMs + 1_000);
      else await scene.succeed();
    }
    const { status } = await scene.change(changeId);
    if (!['done', 'reverted', 'held'].includes(status)) await takeOver(crashed, succession);
    const found = await violations(crashed);
    if (found.length > 0) throw new Error(found.join('; '));
  });
  await fc.assert(property, { ...options, endOnFailure: true });
  return histories;
}
