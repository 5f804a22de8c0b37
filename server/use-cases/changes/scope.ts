import type { AccessScope } from '@/domain/access';
import type { Operation } from '@/domain/changes/operations';
import type { Database, Tx } from '@/server/db/client';
import { findChange } from '@/server/db/changes';

/** The sources that operations write to: what a grant within a source is measured by. */
export async function scopeOfOperations(db: Database | Tx, operations: readonly Operation[]): Promise<AccessScope> {
  const routers = operations.map((each) => ('router' in each ? each.router : { kind: 'vbr', key: each.vbr }));
  const rows = await db.resourceVersion.findMany({
    where: { validTo: null, OR: routers.map(({ kind, key }) => ({ kind, key })) },
    select: { source: { select: { key: true } } },
  });
  return { sources: [...new Set(rows.map((row) => row.source.key))] };
}

/** The same for a stored change; one that is not there covers nothing. */
export async function scopeOfChange(tx: Tx, { changeId }: { changeId: string }): Promise<AccessScope> {
  const change = await findChange(tx, changeId);
  return change ? scopeOfOperations(tx, change.operations) : {};
}
