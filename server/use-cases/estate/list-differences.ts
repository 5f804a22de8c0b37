import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { changedFields } from '@/domain/lists/changed-fields';
import type { Database } from '@/server/db/client';
import {
  countDifferences,
  DIFFERENCES,
  findDifferences,
  RESERVATION,
  reservedBy,
  type DifferenceRow,
  type EstateDifference,
  type Stretch,
} from '@/server/db/estate-differences';
import { query } from '../command';

/** One object that is not as it was; `fields` say in what, `by` is the person who last declared or reserved it. */
export type ListedDifference = {
  source: string | null;
  kind: string;
  key: string;
  difference: EstateDifference;
  at: string;
  fields: readonly string[];
  by: string | null;
};

export type DifferencePage = {
  rows: readonly ListedDifference[];
  page: number;
  found: number;
  counts: readonly { kind: string; difference: EstateDifference; count: number }[];
};

/** What of the whole estate differs between two moments, by object, the latest first. */
export const listDifferences = query({
  permission: 'estate:read',
  input: z.strictObject({
    from: z.iso.datetime(),
    to: z.iso.datetime(),
    kind: z.string().max(64).optional(),
    difference: z.enum(DIFFERENCES).optional(),
    page: z.number().int().min(1).max(1_000_000).default(1),
    pageSize: z.number().int().min(1).max(200).default(50),
  }),
  async run({ db }, { from, to, kind, difference, page, pageSize }): Promise<DifferencePage> {
    const stretch = { from: new Date(from), to: new Date(to) };
    if (stretch.from >= stretch.to) throw new DomainError('invalid-input', 'compare-with-earlier');
    const counts = await countDifferences(db, stretch);
    const found = counts
      .filter((each) => (kind ?? each.kind) === each.kind && (difference ?? each.difference) === each.difference)
      .reduce((sum, each) => sum + each.count, 0);
    const shown = Math.min(page, Math.max(1, Math.ceil(found / pageSize)));
    const rows = await findDifferences(db, stretch, {
      ...(kind === undefined ? {} : { kind }),
      ...(difference === undefined ? {} : { difference }),
      skip: (shown - 1) * pageSize,
      take: pageSize,
    });
    return { rows: await withFields(db, stretch, rows), page: shown, found, counts };
  },
});

type Version = { name: string; attributes: unknown; validFrom: Date; validTo: Date | null; writtenBy: string | null };

const nameOf = (sourceId: string | null, kind: string, key: string) => [sourceId ?? '', kind, key].join(' ');

async function withFields(db: Database, stretch: Stretch, rows: readonly DifferenceRow[]): Promise<ListedDifference[]> {
  const versions = [...(await observedVersions(db, stretch, rows)), ...(await declaredVersions(db, stretch, rows))];
  const reserved = rows.filter(({ kind }) => kind === RESERVATION).map(({ key }) => key);
  const reservers = await reservedBy(db, reserved, stretch.to);
  return rows.map(({ sourceId, at, ...row }) => {
    const name = nameOf(sourceId, row.kind, row.key);
    const own = versions.filter((each) => each.name === name);
    const [before, after] = [stretch.from, stretch.to].map((moment) => own.find((each) => holdsAt(each, moment)));
    return {
      ...row,
      at: at.toISOString(),
      fields: before && after ? changedFields(before.attributes, after.attributes) : [],
      by: after?.writtenBy ?? (row.kind === RESERVATION ? reservers.get(row.key) : undefined) ?? null,
    };
  });
}

function holdsAt({ validFrom, validTo }: Version, moment: Date): boolean {
  return validFrom <= moment && (validTo === null || validTo > moment);
}

/** Versions that hold at either end: what came and went in between is not compared. */
function atEitherEnd({ from, to }: Stretch) {
  const at = (moment: Date) => ({ validFrom: { lte: moment }, OR: [{ validTo: null }, { validTo: { gt: moment } }] });
  return { OR: [at(from), at(to)] };
}

async function observedVersions(db: Database, stretch: Stretch, rows: readonly DifferenceRow[]): Promise<Version[]> {
  const wanted = rows.flatMap(({ sourceId, kind, key }) => (sourceId === null ? [] : [{ sourceId, kind, key }]));
  if (wanted.length === 0) return [];
  const found = await db.resourceVersion.findMany({ where: { AND: [{ OR: wanted }, atEitherEnd(stretch)] } });
  return found.map(({ sourceId, kind, key, ...rest }) => ({
    ...rest,
    name: nameOf(sourceId, kind, key),
    writtenBy: null,
  }));
}

async function declaredVersions(db: Database, stretch: Stretch, rows: readonly DifferenceRow[]): Promise<Version[]> {
  const wanted = rows.flatMap(({ sourceId, kind, key }) => (sourceId === null ? [{ section: kind, key }] : []));
  if (wanted.length === 0) return [];
  const found = await db.declaredVersion.findMany({ where: { AND: [{ OR: wanted }, atEitherEnd(stretch)] } });
  return found.map(({ section, key, ...rest }) => ({ ...rest, name: nameOf(null, section, key) }));
}
