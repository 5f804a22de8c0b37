import type { Problem } from '@/domain/errors';
import type { NextHop, RouteEntry, RouteTable } from '@/domain/estate/routes';
import { isTheRow } from '../estate-lookup';

type Named = { prefix: RouteEntry['prefix']; nextHop: NextHop };

/**
 * The custom row that an operation names, or what stands there instead: only custom rows can be written to (System, BGP and CEN
 * rows follow from others).
 */
export function findCustomRow(
  { key, entries = [] }: RouteTable,
  { prefix, nextHop }: Named,
): { row: RouteEntry } | { problem: Problem } {
  const row = entries.find((entry) => isTheRow(entry, prefix, nextHop));
  if (row) return { row };
  const other = entries.find((entry) => entry.prefix === prefix);
  const params = { prefix, routeTable: key, nextHop: nextHop.key };
  if (!other) return { problem: { path: ['prefix'], code: 'route-missing', params } };
  if (other.type !== 'custom')
    return { problem: { path: ['prefix'], code: 'route-not-custom', params: { ...params, type: other.type } } };
  return { problem: { path: ['nextHop'], code: 'route-has-other-next-hop', params } };
}
