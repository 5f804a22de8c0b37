import type pg from 'pg';
import { eventually, type Result, seconds } from './measure';
import type { SizeWorld } from './size-world';

const AGAIN_WITHIN_MS = 900_000;

/** What a reading may leave behind: versions, those that it ended, revisions, findings; and what the log of the database grew by. */
type Left = { versions: number; ended: number; revision: string; findings: number; lsn: string };

/** Every source is read once more while nothing has changed; the first reading of all is the baseline. */
export async function benchReadingAgain({ client, session, sources }: SizeWorld): Promise<Result> {
  const before = await lookAt(client);
  const lastRun = await lastRunOf(client);
  const began = performance.now();
  for (const sourceId of sources) await session.tell('sources.refresh', { sourceId });
  await eventually(() => allReadSince(client, lastRun), AGAIN_WITHIN_MS, 'reading every source again', 500);
  const took = performance.now() - began;
  const after = await lookAt(client);
  const written = after.versions - before.versions + (after.ended - before.ended);
  const revisions = countOf(after) - countOf(before);
  const { rows } = await client.query<{ bytes: string }>('select pg_wal_lsn_diff($1, $2) as bytes', [
    after.lsn,
    before.lsn,
  ]);
  const kilobytes = Number(rows[0]?.bytes) / 1024 / sources.length;
  return {
    name: 'unchanged, read again',
    goal: '0 rows, 0 revisions',
    result: `${written} rows, ${revisions} revisions`,
    met: written === 0 && revisions === 0,
    how: `${sources.length} sources refreshed in ${seconds(took)}; the first reading wrote ${before.versions} rows; ${after.findings - before.findings} findings came meanwhile (a source that waits too long for its turn is one); runs, ages, jobs and the record of who asked are ${kilobytes.toFixed(0)} KiB of log a source`,
  };
}

async function lookAt(client: pg.Client): Promise<Left> {
  const { rows } = await client.query<Left>(
    `select (select count(*)::int from resource_version) as versions,
            (select count(valid_to)::int from resource_version) as ended,
            (select (value ->> 'count') from setting where key = 'estate-revision') as revision,
            (select count(*)::int from finding_record) as findings,
            pg_current_wal_insert_lsn()::text as lsn`,
  );
  const [left] = rows;
  if (!left) throw new Error('the database said nothing');
  return left;
}

const countOf = ({ revision }: Left) => Number(revision);

async function lastRunOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ last: string }>('select max(number)::text as last from collection_run');
  return rows[0]?.last ?? '0';
}

async function allReadSince(client: pg.Client, run: string): Promise<boolean> {
  const { rows } = await client.query(
    `select id from source where removed_at is null and not exists
       (select from collection_run where source_id = source.id and number > $1::bigint and outcome = 'complete') limit 1`,
    [run],
  );
  return rows.length === 0;
}
