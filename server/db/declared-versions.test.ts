import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createTestWorld } from '@/server/testing/context';
import { inTransaction } from './client';
import { lastVersionsOf, replaceDeclared } from './declared-versions';

it('more facts than a statement takes values are asked for and ended in one', async () => {
  const world = await createTestWorld();
  const id = randomUUID();
  const fact = { id, section: 'sites', key: 'dc-1', version: 3, attributes: { key: 'dc-1' } };
  const others = Array.from({ length: 40_000 }, (_, n) => ({ section: 'sites', key: `none-${n}` }));
  const moment = { now: world.now(), by: null };
  const last = await inTransaction(world.db, async (tx) => {
    await replaceDeclared(tx, moment, { close: [], insert: [fact] });
    await replaceDeclared(tx, moment, { close: [...others.map(() => randomUUID()), id], insert: [] });
    return lastVersionsOf(tx, [...others, { section: 'sites', key: 'dc-1' }, { section: 'flows', key: 'dc-1' }]);
  });
  expect(last).toEqual([{ section: 'sites', key: 'dc-1', version: 3 }]);
  expect(await world.db.declaredVersion.findFirst()).toMatchObject({ key: 'dc-1', validTo: world.now() });
  await world.close();
});
