import type { RouteTable } from '@/domain/estate/routes';
import type { EstateView } from '@/domain/estate/view';
import { NoteOf } from '@/domain/memo';
import type { Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';

/**
 * A table that was made of another by changing the rows of some prefixes remembers which. What it says of addresses outside
 * them is what the other says: so a change is found by where it is, not by comparing tables.
 */
type Origin = { table: RouteTable; prefixes: readonly Prefix[]; changed: RangeSet; depth: number };

const origins = new NoteOf<RouteTable, Origin>();

/** A longer history is forgotten: it keeps every table in it alive. */
const LONGEST = 64;

/** @param changed the copy of `table` in which only rows of `prefixes` are others */
export function withOrigin(changed: RouteTable, table: RouteTable, prefixes: readonly Prefix[]): RouteTable {
  const depth = (origins.get(table)?.depth ?? 0) + 1;
  if (changed !== table && depth <= LONGEST)
    origins.set(changed, { table, prefixes, changed: RangeSet.of(prefixes), depth });
  return changed;
}

/** The table that this one was made of, the prefixes whose rows are others and their addresses; undefined when it was made of none. */
export function originOf(table: RouteTable): Omit<Origin, 'depth'> | undefined {
  return origins.get(table);
}

/** Whether two tables are known to say the same of these addresses. */
export function saysTheSame(a: RouteTable | undefined, b: RouteTable | undefined, asked: RangeSet): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  return reaches(a, b, asked) || reaches(b, a, asked);
}

/** Whether one of a table's origins is the other table, with no change on the way that concerns these addresses. */
function reaches(from: RouteTable, to: RouteTable, asked: RangeSet): boolean {
  for (let at = origins.get(from); at; at = origins.get(at.table)) {
    if (asked.meets(at.changed)) return false;
    if (at.table === to) return true;
  }
  return false;
}

/** The rows of one prefix in one table: the least that tells two views apart. */
export type RouteChange = { router: string; routeTable: string; prefix: Prefix };

/** Without a change: much of the two is the same, and where they differ is to be looked for. */
export type ViewOrigin = { view: EstateView; change?: RouteChange };

const views = new NoteOf<EstateView, ViewOrigin>();

/** @param change the rows by which the copy `changed` differs from `view`, when it differs by nothing else */
export function withOriginView(changed: EstateView, view: EstateView, change?: RouteChange): EstateView {
  views.set(changed, { view, ...(change ? { change } : {}) });
  return changed;
}

export function originOfView(view: EstateView): ViewOrigin | undefined {
  return views.get(view);
}

/** To be called once everything is known of a view: what it was made of need not be kept any longer. */
export function forgetOrigin(view: EstateView): void {
  views.set(view, undefined);
}
