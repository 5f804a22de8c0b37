import type { ErrorParams } from '@/domain/errors';
import type { RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { containsPrefix, halves, type Prefix, prefixFamily, prefixLength } from '@/domain/net/prefix';
import { widthOf } from '@/domain/net/address';
import { customRows, quotaOf } from '../../rules/table';

/** Two rows that carry everything the moved row carries, while it is away; or why there can be none. */
export type Cover =
  { ok: true; halves: readonly [Prefix, Prefix] } | { ok: false; code: UncoveredCode; params: ErrorParams };

export type UncoveredCode =
  'gap-single-address' | 'gap-half-in-vswitch' | 'gap-half-exists' | 'gap-quota' | 'gap-beside-dynamic';

/**
 * Make before break: a table takes one custom row for a prefix, so the row cannot be there twice. Its halves are more specific and
 * hold the traffic on the new way while the row is taken out and put back.
 */
export function coverOf(table: RouteTable, vpc: Vpc | null, prefix: Prefix): Cover {
  const where = { prefix, routeTable: table.key };
  if (prefixLength(prefix) === widthOf(prefixFamily(prefix)))
    return { ok: false, code: 'gap-single-address', params: where };
  const pair = halves(prefix);
  const entries = table.entries ?? [];
  // Halves would beat what BGP brings, and nobody documents what comes after them.
  const dynamic = entries.find((each) => each.prefix === prefix && each.type !== 'custom');
  if (dynamic) return { ok: false, code: 'gap-beside-dynamic', params: { ...where, type: dynamic.type } };
  const inside = vpc?.vSwitches?.find((each) => pair.some((half) => containsPrefix(each.prefix, half)));
  if (inside) return { ok: false, code: 'gap-half-in-vswitch', params: { ...where, vSwitch: inside.key } };
  const taken = pair.find((half) => entries.some((each) => each.prefix === half));
  if (taken) return { ok: false, code: 'gap-half-exists', params: { ...where, half: taken } };
  const [used, limit] = [customRows(table), quotaOf(table)];
  if (used + pair.length > limit) return { ok: false, code: 'gap-quota', params: { ...where, used, limit } };
  return { ok: true, halves: pair };
}
