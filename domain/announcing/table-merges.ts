import { nextHopsOf, type NextHop, type RouteEntry, type RouteTable } from '@/domain/estate/routes';
import { oncePer } from '@/domain/memo';
import { containsPrefix, type Prefix } from '@/domain/net/prefix';
import { exactAggregate } from '@/domain/routing/tables/aggregate';

/** Custom rows of one table that one row can stand for: every address goes where it went. */
export type TableMerge = { prefix: Prefix; nextHop: NextHop; parts: readonly Prefix[] };

/**
 * What of a table can be said in fewer custom rows. Rows that lead to one next hop are put together; a wider row is taken only
 * where no row toward anything else stands between it and one of its parts, so that no longest match is another than before.
 */
export const tableMerges = oncePer((table: RouteTable): readonly TableMerge[] => {
  const entries = table.entries ?? [];
  return [...ownByTarget(entries).values()].flatMap(({ nextHop, rows }) => {
    const others = entries.filter((entry) => !rows.includes(entry));
    return exactAggregate(rows.map(({ prefix }) => prefix)).flatMap((prefix): readonly TableMerge[] => {
      const parts = rows.map((row) => row.prefix).filter((part) => containsPrefix(prefix, part));
      const between = others.some(
        (other) => containsPrefix(prefix, other.prefix) && parts.some((part) => containsPrefix(other.prefix, part)),
      );
      return parts.length < 2 || between ? [] : [{ prefix, nextHop, parts }];
    });
  });
});

type Group = { nextHop: NextHop; rows: RouteEntry[] };

/** Custom rows of one next hop that are in force, by it. */
function ownByTarget(entries: readonly RouteEntry[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const entry of entries) {
    const [nextHop, second] = nextHopsOf(entry);
    if (entry.type !== 'custom' || entry.status !== 'available' || !nextHop || second) continue;
    const name = `${nextHop.kind} ${nextHop.key}`;
    const group = groups.get(name) ?? { nextHop, rows: [] };
    group.rows.push(entry);
    groups.set(name, group);
  }
  return groups;
}
