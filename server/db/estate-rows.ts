import { z } from 'zod';
import { Prisma } from '@/generated/prisma/client';
import type { Database, Tx } from './client';

/** What was stored of an object: whoever reads it checks it, but for what its form says (`isOfForm`). */
export type StoredValue = { attributes: unknown; form: string };

/** One current row of what a source was seen to hold. */
export type StoredRow = { sourceId: string; kind: string; key: string; within: string } & StoredValue;

/** An object of a source, and its row at the moment that is asked about if it had one. */
export type TouchedRow = Omit<StoredRow, keyof StoredValue> & { current: StoredValue | null };

/** Rows an answer; one JSON text carries them all, which is several times faster than a value for each column. */
const BATCH = 2_500;

const Text = z.tuple([z.object({ rows: z.string() })]);
type PageRow = readonly [kind: string, key: string, within: string, attributes: unknown, form: string];

/** Which row a page begins after, of one source. */
type Place = { sourceId: string; kind: string; key: string };

/**
 * Everything that is current, or was at a past moment, a batch at a time. Not of one moment unless the transaction is: what is
 * written meanwhile may be in it or not. The next batch is asked for before one is handed over, so that the database works while
 * this process does.
 */
export async function* readRows(db: Database | Tx, at?: Date): AsyncGenerator<readonly StoredRow[]> {
  const sources = await db.source.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  const starts = sources.map(({ id }): Place => ({ sourceId: id, kind: '', key: '' }));
  let place = starts.shift();
  let asked = place && askForPage(db, place, at);
  try {
    while (place && asked) {
      const page = await asked;
      place = placeAfter(place, page) ?? starts.shift();
      asked = place && askForPage(db, place, at);
      if (page.length > 0) yield page;
    }
  } finally {
    // Whoever takes no more may end the transaction, but not under a question.
    await asked?.catch(() => undefined);
  }
}

/** What goes wrong is told when the page is waited for, and until then it is nobody's. */
function askForPage(db: Database | Tx, place: Place, at?: Date): Promise<readonly StoredRow[]> {
  const asked = readPage(db, place, at);
  asked.catch(() => undefined);
  return asked;
}

/** Undefined: that was the last page of its source. */
function placeAfter({ sourceId }: Place, page: readonly StoredRow[]): Place | undefined {
  const last = page.at(-1);
  return last && page.length === BATCH ? { sourceId, kind: last.kind, key: last.key } : undefined;
}

async function readPage(db: Database | Tx, after: Place, at?: Date): Promise<readonly StoredRow[]> {
  const { sourceId } = after;
  const valid = at
    ? Prisma.sql`valid_from <= ${at} and (valid_to is null or valid_to > ${at})`
    : Prisma.sql`valid_to is null`;
  const answer = await db.$queryRaw`
    select coalesce(json_agg(json_build_array(kind, key, "within", attributes, form) order by kind, key), '[]')::text as rows
    from (
      select kind, key, "within", attributes, form from resource_version
      where source_id = ${sourceId}::uuid and ${valid} and (kind, key) > (${after.kind}, ${after.key})
      order by kind, key limit ${BATCH}
    ) page`;
  const [{ rows }] = Text.parse(answer);
  // The statement says what a row holds; only what was stored in it is to be checked.
  return (JSON.parse(rows) as PageRow[]).map(([kind, key, within, attributes, form]) => {
    return { sourceId, kind, key, within, attributes, form };
  });
}

/** A reading as it is known by its versions. Two of one source may have started at the same moment: both are meant then. */
export type ReadingRef = { sourceId: string; startedAt: Date };

const Touched = z.tuple([
  z.string(),
  z.string(),
  z.string(),
  z.string().nullable(),
  z.unknown(),
  z.string().nullable(),
]);

/** Every object of which these readings began or ended a version, as it is now. */
export async function readTouchedRows(
  db: Database | Tx,
  readings: readonly ReadingRef[],
): Promise<readonly TouchedRow[]> {
  if (readings.length === 0) return [];
  const answer = await db.$queryRaw`
    with reading as (
      select source_id, started_at
      from unnest(${readings.map((each) => each.sourceId)}::uuid[], ${readings.map((each) => each.startedAt.toISOString())}::timestamptz[])
        as reading (source_id, started_at)
    ), touched as (
      select v.source_id, v.kind, v.key from reading
      join resource_version v on v.source_id = reading.source_id and v.valid_from = reading.started_at
      union
      select v.source_id, v.kind, v.key from reading
      join resource_version v on v.source_id = reading.source_id and v.valid_to = reading.started_at
    )
    select coalesce(json_agg(json_build_array(t.source_id, t.kind, t.key, v."within", v.attributes, v.form)), '[]')::text as rows
    from touched t
    left join resource_version v
      on v.source_id = t.source_id and v.kind = t.kind and v.key = t.key and v.valid_to is null`;
  const [{ rows }] = Text.parse(answer);
  return (JSON.parse(rows) as unknown[]).map(asTouchedRow);
}

/** `[source, kind, key, within, attributes, form]`, the last three null where there is no row. */
export function asTouchedRow(row: unknown): TouchedRow {
  const [sourceId, kind, key, within, attributes, form] = Touched.parse(row);
  return { sourceId, kind, key, within: within ?? '', current: form === null ? null : { attributes, form } };
}
