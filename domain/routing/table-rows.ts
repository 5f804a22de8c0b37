import { nextHopsOf, type NextHop, type RouteEntry, type RouteStatus, type RouteTable } from '@/domain/estate/routes';
import { oncePer } from '@/domain/memo';
import { Fib, type FibRow } from './fib';
import { originOf } from './origin';

// Decision of the product: a row being modified may or may not be in force, a row being made or removed is not counted on.
const STATE = {
  available: 'forwards',
  modifying: 'uncertain',
  unknown: 'uncertain',
  pending: 'idle',
  deleting: 'idle',
} as const satisfies Record<RouteStatus, FibRow<unknown>['state']>;

/** What a cloud table's row leads to: its next hops, all of which carry traffic when there are several. */
export type EntryTarget = readonly NextHop[];

export function entryRow(routeTable: string, entry: RouteEntry): FibRow<EntryTarget> {
  const nextHops = nextHopsOf(entry);
  const [only] = nextHops.length === 1 ? nextHops : [];
  const nextHop = only ? only.key : [...nextHops.map((each) => each.key)].sort().join(' + ') || '-';
  return {
    prefix: entry.prefix,
    state: STATE[entry.status],
    // Longest prefix decides; between types of one prefix no order is documented, so none is predicted.
    preference: 0,
    row: { routeTable, prefix: entry.prefix, type: entry.type, status: entry.status, nextHop },
    target: nextHops,
  };
}

/** From so many prefixes on, a table is made anew as quickly as another is changed. */
const MANY = 16;

/**
 * A cloud table made ready for lookups. System routes are left out: they follow from the vSwitches. A table that was made of
 * another by changing a few rows shares with it all that these do not concern.
 */
export const fibOf: (table: RouteTable) => Fib<EntryTarget> = oncePer((table: RouteTable) => {
  const origin = originOf(table);
  if (!origin || origin.prefixes.length >= MANY) return Fib.of(rowsOf(table, () => true));
  const changed = new Set(origin.prefixes);
  return [...changed].reduce(
    (fib, prefix) =>
      fib.with(
        prefix,
        rowsOf(table, (entry) => entry.prefix === prefix),
      ),
    fibOf(origin.table),
  );
});

function rowsOf({ key, entries = [] }: RouteTable, isWanted: (entry: RouteEntry) => boolean) {
  return entries.filter((each) => each.type !== 'system' && isWanted(each)).map((each) => entryRow(key, each));
}
