import type { FactRef } from '@/domain/estate/sections';
import type { Database, Tx } from '@/server/db/client';
import type { StoredFact } from '../estate/declared-diff';

/** A fact as it stands, or null. */
export async function findStoredFact(db: Database | Tx, { section, key }: FactRef): Promise<StoredFact | null> {
  const row = await db.declaredVersion.findFirst({ where: { section, key, validTo: null } });
  return row && { id: row.id, section, key, version: row.version, attributes: row.attributes as object };
}
