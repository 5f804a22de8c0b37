import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConnectorError } from '@/server/connectors/types';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { aFakeConnector, anObservation } from '@/server/testing/fake-connector';
import { addTestSource } from '@/server/testing/sources';
import { type SourceWatch, watchSources } from './watch-sources';

/** Quick enough to be waited for, slow enough to tell one from many. */
const PACE = { readEveryMs: 300, firstDelayMs: 10, longestDelayMs: 40, calmMs: 60_000, random: () => 0.5 };

describe('watching sources', () => {
  let world: TestWorld;
  let sourceId: string;
  /** watches that are open, each with what it says "moved" by and the worker that opened it */
  let open: { moved: () => void; worker: SourceWatch }[];
  let begun: number;
  let breaks: boolean;
  let isWatchable: boolean;
  const workers: SourceWatch[] = [];

  beforeEach(async () => {
    world = await createTestWorld();
    sourceId = await addTestSource(world);
    const settings = { system: 'gobgp', gateway: 'hz-sw-1' };
    const sealed = await world.db.sourceCredential.findFirst();
    expect(sealed).not.toBeNull();
    await world.db.source.update({ where: { id: sourceId }, data: { system: 'gobgp', settings } });
    [open, begun, breaks, isWatchable] = [[], 0, false, true];
    return async () => {
      await Promise.all(workers.splice(0).map((each) => each.stop()));
      await world.close();
    };
  });

  function aWorker(): SourceWatch {
    const watch = async (moved: () => void, signal: AbortSignal) => {
      begun += 1;
      if (breaks) throw new ConnectorError('unavailable', 'gone');
      const mine = { moved, worker };
      open.push(mine);
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      open = open.filter((each) => each !== mine);
    };
    const connector = { ...aFakeConnector(() => anObservation([])), ...(isWatchable ? { watch } : {}) };
    const context = { ...world.asJob('watch-sources'), connect: () => connector };
    const worker = watchSources(context, world.appUrl, PACE);
    workers.push(worker);
    return worker;
  }

  const watches = (count: number) => vi.waitFor(() => expect(open).toHaveLength(count), { timeout: 5_000 });
  const readings = async () => {
    const rows = await world.db.$queryRaw<{ key: string; revision: number }[]>`
      select key, revision from graphile_worker.jobs where task_identifier = 'collect-source'`;
    // A pending job is replaced: its revision counts how often.
    return rows.reduce((sum, { revision }) => sum + revision + 1, 0);
  };

  it('is done by one worker of several, and by another when that one goes', async () => {
    const both = [aWorker(), aWorker()];
    await Promise.all(both.map((each) => each.turn()));
    await watches(1);
    const watching = open[0]?.worker;
    const other = both.find((each) => each !== watching);
    await other?.turn();
    expect(begun).toBe(1);
    await watching?.stop();
    await watches(0);
    await other?.turn();
    await watches(1);
    expect(open[0]?.worker).toBe(other);
    expect(begun).toBe(2);
  });

  it('asks for one reading at once, and for one more however much moved meanwhile', async () => {
    await aWorker().turn();
    await watches(1);
    for (let n = 0; n < 50; n += 1) open[0]?.moved();
    await vi.waitFor(async () => expect(await readings()).toBe(1));
    for (let n = 0; n < 50; n += 1) open[0]?.moved();
    await vi.waitFor(async () => expect(await readings()).toBe(2), { timeout: 2_000 });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await readings()).toBe(2);
  });

  it('begins again when the source breaks off', async () => {
    breaks = true;
    await aWorker().turn();
    await vi.waitFor(() => expect(begun).toBeGreaterThan(3), { timeout: 5_000 });
    breaks = false;
    await watches(1);
  });

  it.each([
    ['switched off', { enabled: false }],
    ['removed', { removedAt: new Date() }],
  ])('ends when the source is %s', async (_what, data) => {
    const worker = aWorker();
    await worker.turn();
    await watches(1);
    await world.db.source.update({ where: { id: sourceId }, data });
    await worker.turn();
    await watches(0);
  });

  it('starts over when the source was edited', async () => {
    const worker = aWorker();
    await worker.turn();
    await watches(1);
    await world.db.source.update({ where: { id: sourceId }, data: { version: { increment: 1 } } });
    await worker.turn();
    await vi.waitFor(() => expect(begun).toBe(2));
    await watches(1);
  });

  it('takes up many a few at a time, and none of them while it is early', async () => {
    for (let at = 0; at < 20; at += 1) await addTestSource(world, { key: `gw-${at}` });
    const settings = { system: 'gobgp', gateway: 'hz-sw-1' };
    await world.db.source.updateMany({ data: { system: 'gobgp', settings } });
    const worker = aWorker();
    await worker.turn({ isEarly: true });
    expect(open).toHaveLength(0);
    await worker.turn();
    await watches(5);
    await world.db.source.update({ where: { key: 'gw-0' }, data: { enabled: false } });
    await worker.turn({ isEarly: true });
    await watches(20);
  });

  it('leaves alone what cannot be watched', async () => {
    isWatchable = false;
    const worker = aWorker();
    await worker.turn();
    await worker.turn();
    expect(begun).toBe(0);
  });

  it('lets go when its connection is lost, and takes up again', async () => {
    const worker = aWorker();
    await worker.turn();
    await watches(1);
    await world.db
      .$queryRaw`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'causeway locks'`;
    await watches(0);
    await worker.turn().catch(() => undefined);
    await worker.turn();
    await watches(1);
  });

  it('is not for people', () => {
    expect(() => watchSources(world.as('admin'), world.appUrl)).toThrow();
  });
});
