import type { Estate } from '@/domain/estate/estate';
import type { RouteTable } from '@/domain/estate/routes';
import type { EstateView } from '@/domain/estate/view';
import type { Prefix } from '@/domain/net/prefix';
import { withOrigin, withOriginView } from './origin';

/**
 * Says of a view that it came after another which has been judged: only flows that rest on what is different are then looked at.
 * Tables in which nothing but rows changed say so themselves, so that what asked for other addresses is not concerned.
 */
export function asSuccessor(view: EstateView, former: EstateView): EstateView {
  if (view === former) return view;
  if (view.estate !== former.estate) {
    const before = tablesOf(former.estate);
    for (const [key, table] of tablesOf(view.estate)) linkTable(table, before.get(key));
  }
  return withOriginView(view, former);
}

function tablesOf({ vpcs, vbrs }: Estate): ReadonlyMap<string, RouteTable> {
  const tables = [
    ...vpcs.flatMap(({ routeTables }) => routeTables ?? []),
    ...vbrs.flatMap(({ routeTable }) => routeTable ?? []),
  ];
  return new Map(tables.map((table) => [table.key, table]));
}

function linkTable(table: RouteTable, former: RouteTable | undefined): void {
  if (!former?.entries || !table.entries || table === former || !isSameBesideRows(table, former)) return;
  withOrigin(table, former, [...rowsOnlyIn(table, former), ...rowsOnlyIn(former, table)]);
}

function isSameBesideRows({ entries: _, ...table }: RouteTable, { entries: __, ...former }: RouteTable): boolean {
  const names = Object.keys(table) as (keyof typeof table)[];
  return names.length === Object.keys(former).length && names.every((name) => table[name] === former[name]);
}

/** Prefixes of rows that the other table has not, as the objects that they are. */
function rowsOnlyIn({ entries = [] }: RouteTable, other: RouteTable): readonly Prefix[] {
  const known = new Set(other.entries);
  return entries.filter((entry) => !known.has(entry)).map(({ prefix }) => prefix);
}
