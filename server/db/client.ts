import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from '@/generated/prisma/client';
import { ConnectionInTurn } from './in-turn';

/** The application's connection pool. Prisma's own types go no further than `server/db`. */
export type Database = PrismaClient;

/** One transaction. Everything a command writes goes through the one it was given. */
export type Tx = Prisma.TransactionClient;

/** Opens a pool as the role in `url`. The caller closes it with `$disconnect`. */
export function openDatabase(url: string, options: { poolSize?: number } = {}): Database {
  const pool = { connectionString: url, max: options.poolSize ?? 10, Client: ConnectionInTurn };
  return new PrismaClient({ adapter: new PrismaPg(pool) });
}

/** Runs `work` in one transaction; a throw leaves nothing behind. No network call belongs inside. */
export function inTransaction<T>(db: Database, work: (tx: Tx) => Promise<T>): Promise<T> {
  return db.$transaction(work, { maxWait: 10_000, timeout: 20_000 });
}

/** So long one may hold a connection that reads what is large. */
const LONG_READING = { maxWait: 60_000, timeout: 300_000 };

/** Runs `work` over one connection: that of the transaction it is called in, or one taken from the pool for it. */
export function withConnection<T>(db: Database | Tx, work: (tx: Tx) => Promise<T>): Promise<T> {
  return isPool(db) ? db.$transaction(work, LONG_READING) : work(db);
}

function isPool(db: Database | Tx): db is Database {
  // A transaction can begin one inside itself, but it cannot connect.
  return '$connect' in db;
}
