import { z } from 'zod';
import type { ChangeStatus } from '@/domain/changes/change';
import type { Database } from '@/server/db/client';
import { query } from '../command';

/** So many stretches a time line is cut into: what happens in one of them is one mark. */
const STRETCHES = 120;

/** What happened, at its last moment within the stretch; ISO 8601. `count` is how many such things happened in it. */
export type TimeMark =
  | { kind: 'change'; at: string; count: number; number: number; status: ChangeStatus }
  | { kind: 'reading'; at: string; count: number; source: string; written: number }
  | { kind: 'declared'; at: string; count: number };

export type Timeline = { from: string; until: string; marks: readonly TimeMark[] };

/** When the estate moved: changes that ended, readings that found something new, and new declarations. */
export const readTimeline = query({
  permission: 'estate:read',
  input: z.strictObject({
    hours: z
      .number()
      .int()
      .min(1)
      .max(24 * 90),
  }),
  async run({ db, now }, { hours }): Promise<Timeline> {
    const range = { from: new Date(now.getTime() - hours * 3_600_000), until: now };
    const marks = await Promise.all([changesIn(db, range), readingsIn(db, range), declarationsIn(db, range)]);
    const stretchMs = (range.until.getTime() - range.from.getTime()) / STRETCHES;
    const merged = marks.flatMap((each) => merge(each, range.from.getTime(), stretchMs));
    return {
      from: range.from.toISOString(),
      until: range.until.toISOString(),
      marks: merged.sort((a, b) => (a.at < b.at ? -1 : 1)),
    };
  },
});

type Range = { from: Date; until: Date };

async function changesIn(db: Database, { from, until }: Range): Promise<TimeMark[]> {
  const rows = await db.change.findMany({
    where: { startedAt: { not: null }, endedAt: { gte: from, lte: until } },
    select: { number: true, status: true, endedAt: true },
    orderBy: { endedAt: 'asc' },
    take: 2_000,
  });
  return rows.flatMap(({ number, status, endedAt }): TimeMark[] =>
    endedAt ? [{ kind: 'change', at: endedAt.toISOString(), count: 1, number, status: status as ChangeStatus }] : [],
  );
}

async function readingsIn(db: Database, { from, until }: Range): Promise<TimeMark[]> {
  const rows = await db.collectionRun.findMany({
    where: { written: { gt: 0 }, startedAt: { gte: from, lte: until } },
    select: { startedAt: true, finishedAt: true, written: true, source: { select: { key: true } } },
    orderBy: { number: 'desc' },
    take: 5_000,
  });
  return rows.map(({ startedAt, finishedAt, written, source }) => ({
    kind: 'reading',
    at: (finishedAt ?? startedAt).toISOString(),
    count: 1,
    source: source.key,
    written,
  }));
}

async function declarationsIn(db: Database, { from, until }: Range): Promise<TimeMark[]> {
  const rows = await db.declaredVersion.findMany({
    where: { validFrom: { gte: from, lte: until } },
    select: { validFrom: true },
    distinct: ['validFrom'],
    take: 2_000,
  });
  return rows.map(({ validFrom }) => ({ kind: 'declared', at: validFrom.toISOString(), count: 1 }));
}

/** Marks too near to be told apart are one: the latest, and how many. */
function merge(marks: readonly TimeMark[], fromMs: number, stretchMs: number): readonly TimeMark[] {
  const merged = new Map<number, TimeMark>();
  for (const mark of [...marks].sort((a, b) => (a.at < b.at ? -1 : 1))) {
    const stretch = Math.floor((Date.parse(mark.at) - fromMs) / stretchMs);
    const before = merged.get(stretch);
    merged.set(stretch, { ...mark, count: (before?.count ?? 0) + 1 });
  }
  return [...merged.values()];
}
