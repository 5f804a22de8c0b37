import { nextHopsOf, type RouteEntry, type RouteTable } from '@/domain/estate/routes';
import type { FindingFix } from './finding';

export type Router = { kind: 'vpc' | 'vbr'; key: string };

/** The form takes away rows toward one router interface. */
export function removalOf(router: Router, { key: table }: RouteTable, entry: RouteEntry): FindingFix | undefined {
  const [hop, ...others] = nextHopsOf(entry);
  if (hop?.kind !== 'router-interface' || others.length > 0) return undefined;
  const row = { table, prefix: entry.prefix, nextHop: hop.key };
  const params = router.kind === 'vpc' ? { vpc: router.key, ...row } : { vbr: router.key, ...row };
  return { operation: 'remove-route-entry', params };
}
