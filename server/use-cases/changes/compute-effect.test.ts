import { afterAll, beforeAll, expect, it } from 'vitest';
import { GuardSpec } from '@/domain/changes/change';
import { bumpEstateRevision } from '@/server/db/estate-revision';
import { inTransaction } from '@/server/db/client';
import { computeEffect } from './compute-effect';
import { type ChangeWorld, createChangeWorld, Scene } from './testing/change-world';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => world.close());

const MORNING = Date.parse('2026-03-18T09:00:00.000Z');

it('sees a moved estate at once, however soon after the last keystroke', async () => {
  const operations = [new Scene(world).route('add-route-entry', '10.0.0.0/16')];
  const typed = (ms: number) =>
    computeEffect(world.db, new Date(MORNING + ms), { operations, guard: GuardSpec.parse({}) });
  const move = () => inTransaction(world.db, (tx) => bumpEstateRevision(tx, new Date(MORNING), { kind: 'declared' }));
  await move();
  const [first, second] = [await typed(0), await typed(500)];
  expect(second.revision).toBe(first.revision);
  await move();
  expect((await typed(600)).revision).not.toBe(first.revision);
});
