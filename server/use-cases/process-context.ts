import { randomUUID } from 'node:crypto';
import { env } from '@/server/config/env';
import { type Database, openDatabase } from '@/server/db/client';
import type { Context } from './context';

// Next keeps several copies of a module in one process; the pool must be one.
const process_ = globalThis as typeof globalThis & { causewayDatabase?: Database };

/** What every request and every job of this process shares: the pool, the clock and the source of ids. */
export function processContext(): Omit<Context, 'actor'> {
  process_.causewayDatabase ??= openDatabase(env().DATABASE_URL);
  return { db: process_.causewayDatabase, now: () => new Date(), newId: () => randomUUID() };
}
