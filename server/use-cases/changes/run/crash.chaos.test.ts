import { expect, it } from 'vitest';
import { walkChain } from '@/server/db/audit-chain';
import { assertAnyAccidents } from '../testing/accidents';
import { createChangeWorld } from '../testing/change-world';

/** On a machine that is slow or has much else to do these are fewer than a thousand. */
const WITHIN_MS = 240_000;

it('ends well in up to a thousand histories of accidents, other ones every time', async () => {
  const world = await createChangeWorld();
  try {
    const histories = await assertAnyAccidents(world, { numRuns: 1_000, interruptAfterTimeLimit: WITHIN_MS });
    console.info(`Accidents: ${histories} histories`);
    expect(histories).toBeGreaterThan(0);
    expect((await walkChain(world.db)).fault).toBeNull();
  } finally {
    await world.close();
  }
}, 3_600_000);
