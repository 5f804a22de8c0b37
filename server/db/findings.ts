import { z } from 'zod';
import type { FindingMoves } from '@/domain/checks/finding-record';
import { type Finding, findingKey, SEVERITIES } from '@/domain/checks/finding';
import type { Database, Tx } from './client';
import { jsonColumn } from './json';

/** A finding as it was last said, and since when. Rows are this product's own, so they are read back as they were written. */
export type StoredFinding = {
  key: string;
  finding: Finding;
  firstSeenAt: Date;
  since: Date;
  lastSeenAt: Date;
  goneAt: Date | null;
  times: number;
};

/** Enough of the shape to tell a row of another version from one of ours. */
const Body = z.looseObject({
  code: z.string(),
  kind: z.string(),
  severity: z.enum(SEVERITIES),
  owner: z.enum(['cloud', 'idc', 'cluster']),
  subject: z.looseObject({ kind: z.string(), key: z.string() }),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  flows: z.array(z.string()),
});

type Row = Omit<StoredFinding, 'finding'> & { body: unknown };

function fromRow({ body, key, firstSeenAt, since, lastSeenAt, goneAt, times }: Row): StoredFinding[] {
  const parsed = Body.safeParse(body);
  if (!parsed.success) return [];
  return [{ key, firstSeenAt, since, lastSeenAt, goneAt, times, finding: parsed.data as unknown as Finding }];
}

/** Those that stand, as far as is known. */
export async function listStandingRecords(db: Database | Tx): Promise<StoredFinding[]> {
  return (await db.findingRecord.findMany({ where: { goneAt: null } })).flatMap(fromRow);
}

/** All that was ever seen, by key; for telling what is new from what is back. */
export async function listRecords(db: Database | Tx, keys: readonly string[]): Promise<StoredFinding[]> {
  const rows = await db.findingRecord.findMany({ where: { OR: [{ goneAt: null }, { key: { in: [...keys] } }] } });
  return rows.flatMap(fromRow);
}

/** Those that have gone, the latest first. */
export async function listGoneRecords(db: Database | Tx, limit: number): Promise<StoredFinding[]> {
  const rows = await db.findingRecord.findMany({
    where: { goneAt: { not: null } },
    orderBy: { goneAt: 'desc' },
    take: limit,
  });
  return rows.flatMap(fromRow);
}

const words = (finding: Finding) => {
  const { kind, code, severity, owner } = finding;
  return { kind, code, severity, owner, body: jsonColumn(finding) };
};

/** Writes what moved between two looks; what stayed as it was is not touched. `lastLook`: when the gone were last seen. */
export async function saveMoves(tx: Tx, moves: FindingMoves, { now, lastLook }: { now: Date; lastLook: Date }) {
  const seen = { firstSeenAt: now, since: now, lastSeenAt: now };
  await tx.findingRecord.createMany({
    data: moves.appeared.map((each) => ({ key: findingKey(each), ...words(each), ...seen })),
    skipDuplicates: true,
  });
  for (const each of moves.returned)
    await tx.findingRecord.update({
      where: { key: findingKey(each) },
      data: { ...words(each), since: now, lastSeenAt: now, goneAt: null, times: { increment: 1 } },
    });
  for (const each of moves.reworded)
    await tx.findingRecord.update({ where: { key: findingKey(each) }, data: { ...words(each), lastSeenAt: now } });
  if (moves.gone.length > 0)
    await tx.findingRecord.updateMany({
      where: { key: { in: [...moves.gone] }, goneAt: null },
      data: { goneAt: now, lastSeenAt: lastLook },
    });
}

const LOOK = 'findings-looked';
const Look = z.object({ revision: z.string(), at: z.iso.datetime() });

/** Which state of the estate was looked at last, and when. The row stays locked until the transaction ends. */
export async function holdLastLook(tx: Tx): Promise<{ revision: string; at: Date } | null> {
  await tx.$queryRaw`select 1 as ok from setting where key = ${LOOK} for update`;
  return findLastLook(tx);
}

export async function findLastLook(db: Database | Tx): Promise<{ revision: string; at: Date } | null> {
  const row = await db.setting.findUnique({ where: { key: LOOK } });
  if (!row) return null;
  const { revision, at } = Look.parse(row.value);
  return { revision, at: new Date(at) };
}

export async function saveLook(tx: Tx, revision: string, now: Date): Promise<void> {
  const data = { value: { revision, at: now.toISOString() }, updatedAt: now };
  await tx.setting.upsert({ where: { key: LOOK }, create: { key: LOOK, ...data }, update: data });
}

export type Acceptance = {
  id: string;
  findingKey: string;
  reason: string;
  until: Date;
  acceptedBy: string | null;
  acceptedAt: Date;
};

/** Acceptances that nobody has ended, those that have run out among them. */
export function listAcceptances(db: Database | Tx): Promise<Acceptance[]> {
  return db.findingAcceptance.findMany({ where: { endedAt: null } });
}

/** Ends what was in force for these findings. */
export async function endAcceptances(tx: Tx, keys: readonly string[], by: string | null, now: Date): Promise<number> {
  const { count } = await tx.findingAcceptance.updateMany({
    where: { findingKey: { in: [...keys] }, endedAt: null },
    data: { endedAt: now, endedBy: by },
  });
  return count;
}

export async function addAcceptances(tx: Tx, acceptances: readonly Acceptance[]): Promise<void> {
  await tx.findingAcceptance.createMany({ data: [...acceptances] });
}
