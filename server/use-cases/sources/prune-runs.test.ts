import { expect, it } from 'vitest';
import { createTestWorld } from '@/server/testing/context';
import { addTestSource } from '@/server/testing/sources';
import { pruneRuns } from './prune-runs';

const HOUR = 3_600_000;

it('forgets readings that found nothing new, but for the last hours and the last of each day and end', async () => {
  const world = await createTestWorld();
  const [one, two] = [await addTestSource(world), await addTestSource(world, { key: 'two' })];
  // 09:00 now: yesterday's and today's.
  const run = (hoursAgo: number, outcome: string, written = 0, sourceId = one) => ({
    ...{ sourceId, trigger: 'schedule', scope: {}, outcome, written },
    startedAt: new Date(world.now().getTime() - hoursAgo * HOUR),
  });
  await world.db.collectionRun.createMany({
    data: [
      ...[run(20, 'complete'), run(19, 'complete', 7), run(18, 'failed'), run(17, 'failed'), run(16, 'complete')],
      ...[run(8, 'complete'), run(7, 'partial'), run(6, 'running'), run(2, 'complete'), run(1, 'complete')],
      ...[run(20, 'complete', 0, two), run(5, 'failed', 0, two)],
    ],
  });
  expect(await pruneRuns(world.asJob())).toBe(4);
  const left = await world.db.collectionRun.findMany({ orderBy: { number: 'asc' } });
  const hoursAgo = ({ startedAt }: { startedAt: Date }) => (world.now().getTime() - startedAt.getTime()) / HOUR;
  expect(left.filter(({ sourceId }) => sourceId === one).map(hoursAgo)).toEqual([19, 17, 16, 6, 2, 1]);
  expect(left.filter(({ sourceId }) => sourceId === two).map(hoursAgo)).toEqual([20, 5]);
  expect(await pruneRuns(world.asJob())).toBe(0);
  await expect(pruneRuns(world.as('admin'))).rejects.toMatchObject({ code: 'forbidden' });
  await world.close();
});
