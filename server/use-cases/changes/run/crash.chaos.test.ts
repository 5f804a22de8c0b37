import { expect, it } from 'vitest';
import { walkChain } from '@/server/db/audit-chain';
import { assertAnyAccidents } from '../testing/accidents';
import { createChangeWorld } from '../testing/change-world';

it('ends well in a thousand histories of accidents, other ones every time', async () => {
  const world = await createChangeWorld();
  try {
    await assertAnyAccidents(world, { numRuns: 1_000 });
    expect((await walkChain(world.db)).fault).toBeNull();
  } finally {
    await world.close();
  }
}, 3_600_000);
