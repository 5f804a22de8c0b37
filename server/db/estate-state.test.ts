import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { addTestSource } from '@/server/testing/sources';
import { inTransaction } from './client';
import { bumpEstateRevision, type EstateWrite } from './estate-revision';
import { readEstateState, readStepsBetween, type Revision } from './estate-state';

describe('the steps from one revision to the next', () => {
  let world: TestWorld;
  beforeAll(async () => {
    world = await createTestWorld();
  });
  afterAll(() => world.close());

  const step = (write: EstateWrite = { kind: 'declared' }) =>
    inTransaction(world.db, (tx) => bumpEstateRevision(tx, world.now(), write));
  const revision = async () => (await readEstateState(world.db)).revision as Revision;

  it('say which readings and declarations led there, and which did not', async () => {
    await step();
    const from = await revision();
    const reading = { sourceId: randomUUID(), startedAt: new Date('2026-03-18T08:59:59.123Z') };
    await step({ kind: 'reading', ...reading });
    const between = await revision();
    await step();
    const to = await revision();
    expect(await readStepsBetween(world.db, from, to)).toEqual({ count: 2, readings: [reading], declared: true });
    expect(await readStepsBetween(world.db, from, between)).toMatchObject({ count: 1, declared: false });
    expect(await readStepsBetween(world.db, to, to)).toMatchObject({ count: 0, readings: [] });
  });

  it('are not known backwards, from another database or over a gap', async () => {
    const from = await revision();
    await step();
    await step();
    const to = await revision();
    expect(await readStepsBetween(world.db, to, from)).toBeNull();
    expect(await readStepsBetween(world.db, { ...from, base: 'another' }, to)).toBeNull();
    await world.db.estateChange.deleteMany({ where: { count: to.count - 1 } });
    expect(await readStepsBetween(world.db, from, to)).toBeNull();
  });

  it('are forgotten after five thousand', async () => {
    const { base, count } = await revision();
    await world.db.estateChange.createMany({ data: [5_000, 4_999].map((ago) => ({ base, count: count + 1 - ago })) });
    await step();
    const left = await world.db.estateChange.findMany({ orderBy: { count: 'asc' }, take: 1 });
    expect(left).toMatchObject([{ count: count + 1 - 4_999 }]);
  });

  it('wait for each other, so that they are seen in the order of their numbers', async () => {
    const { count } = await revision();
    let go = () => {};
    const held = new Promise<void>((resolve) => (go = resolve));
    const first = inTransaction(world.db, async (tx) => {
      await bumpEstateRevision(tx, world.now(), { kind: 'declared' });
      await held;
    });
    const second = step();
    expect((await revision()).count).toBe(count);
    go();
    await Promise.all([first, second]);
    expect((await revision()).count).toBe(count + 2);
  });
});

describe('a state of the estate', () => {
  it('is its revision and its parts of one moment, and says what is not committed yet', async () => {
    const world = await createTestWorld();
    expect(await readEstateState(world.db)).toEqual({ revision: null, uncommitted: false, parts: [] });
    const sourceId = await addTestSource(world);
    const observedAt = new Date('2026-03-18T08:59:59.987Z');
    const part = { sourceId, attemptedAt: observedAt, beganAt: observedAt };
    await world.db.collectionPart.createMany({
      data: [
        { ...part, kind: 'vpc', within: '', observedAt },
        { ...part, kind: 'route-entry', within: 'vtb-1', observedAt: null },
      ],
    });
    const source = { sourceId, source: 'hz', intervalSeconds: 60, removedAt: null, partly: false };
    const parts = [
      { ...source, kind: 'route-entry', within: 'vtb-1', observedAt: null },
      { ...source, kind: 'vpc', within: '', observedAt },
    ];
    await inTransaction(world.db, async (tx) => {
      await bumpEstateRevision(tx, world.now(), { kind: 'declared' });
      expect(await readEstateState(tx)).toMatchObject({ revision: { count: 1 }, uncommitted: true, parts });
      expect(await readEstateState(world.db)).toMatchObject({ revision: null, uncommitted: false });
    });
    expect(await readEstateState(world.db)).toMatchObject({ revision: { count: 1 }, uncommitted: false, parts });
    await world.close();
  });
});
