import { env } from '@/server/config/env';
import { type Database, openDatabase } from './client';

/** Survives the reloading of modules during development, which would open a new pool each time. */
const kept = globalThis as typeof globalThis & { causewayDatabase?: Database };

/** The pool of this process, opened when first asked for. */
export function processDatabase(): Database {
  kept.causewayDatabase ??= openDatabase(env().DATABASE_URL);
  return kept.causewayDatabase;
}

/** Closes the pool at the end of the process. */
export async function closeProcessDatabase(): Promise<void> {
  await kept.causewayDatabase?.$disconnect();
  kept.causewayDatabase = undefined;
}
