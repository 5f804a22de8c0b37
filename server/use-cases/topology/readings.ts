import type { ResourceKind } from '@/domain/estate/resource';
import { freshnessOf, type EstateView } from '@/domain/estate/view';
import type { Reading } from '@/domain/topology/config-fields';
import type { Database } from '@/server/db/client';

/** What each source shows of an object now, or showed at a past moment, with how old that is. */
export async function readingsOf(
  db: Database,
  view: EstateView,
  resources: readonly { kind: ResourceKind; key: string }[],
  at: Date | undefined,
): Promise<readonly (Reading & { kind: ResourceKind })[]> {
  if (resources.length === 0) return [];
  const valid = at ? { validFrom: { lte: at }, OR: [{ validTo: null }, { validTo: { gt: at } }] } : { validTo: null };
  const rows = await db.resourceVersion.findMany({
    where: { AND: [{ OR: resources.map(({ kind, key }) => ({ kind, key })) }, valid] },
    include: { source: { select: { key: true } } },
    orderBy: { kind: 'desc' },
  });
  return rows.map((row) => {
    const kind = row.kind as ResourceKind;
    const own = view.parts.filter((part) => part.source === row.source.key);
    const part = freshnessOf({ parts: own }, kind, row.within || undefined);
    return {
      kind,
      source: row.source.key,
      observedAt: part?.observedAt ?? null,
      stale: part?.stale ?? true,
      attributes: withoutNames(row.attributes),
    };
  });
}

/** Names are in the head of the inspector already. */
function withoutNames(attributes: unknown): Record<string, unknown> {
  const known = typeof attributes === 'object' && attributes !== null ? attributes : {};
  return Object.fromEntries(Object.entries(known).filter(([name]) => name !== 'key' && name !== 'authKeyFingerprint'));
}
