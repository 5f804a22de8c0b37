import { nextHopsOf, type NextHop, type RouteEntry, type RouteStatus, type RouteTable } from '@/domain/estate/routes';
import { oncePer } from '@/domain/memo';
import { RangeSet } from '@/domain/net/range-set';
import { Fib, type FibRow } from './fib';
import { originOf } from '../origin';

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
export type EntryRow = FibRow<EntryTarget>;

export function entryRow(routeTable: string, entry: RouteEntry): EntryRow {
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

/**
 * What of a range no row covers that is in force, or perhaps so. Asked of the table that is ready for lookups: to make the set of all
 * that a table covers would be to read the whole of it after each changed row.
 * @param tells of the rows of one prefix, whether they cover; undefined: the next wider prefix is asked
 * @param tellsSystem whether a system row covers, by where it leads; left out, none does
 */
export function uncoveredIn(
  table: RouteTable,
  range: RangeSet,
  tells: (rows: readonly EntryRow[]) => boolean | undefined,
  tellsSystem?: (nextHops: EntryTarget) => boolean,
): RangeSet {
  const rest = range.subtract(fibOf(table).coveredBy(range, tells));
  if (rest.isEmpty() || !tellsSystem) return rest;
  const system = systemRows(table.entries ?? NONE).filter((each) => tellsSystem(nextHopsOf(each)));
  return system.length === 0 ? rest : rest.subtract(RangeSet.of(system.map(({ prefix }) => prefix)));
}

const NONE: readonly RouteEntry[] = [];

const systemRows = oncePer((entries: readonly RouteEntry[]) =>
  entries.filter(({ type, status }) => type === 'system' && STATE[status] !== 'idle'),
);

function rowsOf({ key, entries = [] }: RouteTable, isWanted: (entry: RouteEntry) => boolean) {
  return entries.filter((each) => each.type !== 'system' && isWanted(each)).map((each) => entryRow(key, each));
}
