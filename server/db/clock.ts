import type { Database, Tx } from './client';

/** The database's clock: the one clock that all workers share. Moves within a transaction. */
export async function databaseNow(db: Database | Tx): Promise<Date> {
  const [row] = await db.$queryRaw<{ now: Date }[]>`select clock_timestamp()::timestamptz(3) as now`;
  if (!row) throw new Error('the database did not say what time it is');
  return row.now;
}
