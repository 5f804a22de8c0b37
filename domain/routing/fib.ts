import { containsPrefix, prefixLength, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import type { DecidingRow } from './verdict';

/**
 * One row as the trace sees it. `forwards`: in force; `idle`: present but not in force; `uncertain`: whether it is in force
 * cannot be told. `preference` chooses among rows of one prefix, lower first; what ties is a tie.
 */
export type FibRow<T> = {
  prefix: Prefix;
  state: 'forwards' | 'idle' | 'uncertain';
  preference: number;
  row: DecidingRow;
  target: T;
};

/**
 * What a table says of one part of a destination. `rows` is empty when nothing in force covers the part; `idle` is then the
 * longest row that would, were it in force. More than one row: the table holds several equally good ones.
 */
export type Match<T> = { part: RangeSet; rows: readonly FibRow<T>[]; runnerUp?: FibRow<T>; idle?: FibRow<T> };

/** Longest-prefix match of a whole range at once: the table's rows cut the destination into parts, each with its answer. */
export function lookup<T>(rows: readonly FibRow<T>[], destination: RangeSet): readonly Match<T>[] {
  const inForce = rows.filter((row) => row.state !== 'idle');
  const answered = cut(inForce, destination);
  const idle = cut(
    rows.filter((row) => row.state === 'idle'),
    answered.rest,
  );
  return [
    ...answered.parts.map(({ part, group }) => {
      const best = Math.min(...group.map((row) => row.preference));
      const chosen = distinct(group.filter((row) => row.preference === best));
      const runnerUp = nextBest(inForce, chosen);
      return { part, rows: chosen, ...(runnerUp ? { runnerUp } : {}) };
    }),
    ...idle.parts.map(({ part, group }) => ({ part, rows: [], idle: group[0] })),
    ...(idle.rest.isEmpty() ? [] : [{ part: idle.rest, rows: [] }]),
  ];
}

/** Takes each prefix's share off the destination, longest prefix first. */
function cut<T>(rows: readonly FibRow<T>[], destination: RangeSet) {
  const groups = new Map<Prefix, FibRow<T>[]>();
  for (const row of rows) groups.set(row.prefix, [...(groups.get(row.prefix) ?? []), row]);
  const ordered = [...groups].sort(([a], [b]) => prefixLength(b) - prefixLength(a));
  const parts: { part: RangeSet; group: readonly FibRow<T>[] }[] = [];
  let rest = destination;
  for (const [prefix, group] of ordered) {
    const share = RangeSet.of([prefix]);
    const part = rest.intersect(share);
    if (part.isEmpty()) continue;
    parts.push({ part, group });
    rest = rest.subtract(share);
  }
  return { parts, rest };
}

/** Rows that say the same twice are one row. */
function distinct<T>(rows: readonly FibRow<T>[]): readonly FibRow<T>[] {
  return [...new Map(rows.map((row) => [row.row.nextHop, row])).values()];
}

/** What would decide if the chosen rows were gone. */
function nextBest<T>(rows: readonly FibRow<T>[], chosen: readonly FibRow<T>[]): FibRow<T> | undefined {
  const first = chosen[0];
  if (!first) return undefined;
  return rows
    .filter(
      (row) =>
        containsPrefix(row.prefix, first.prefix) &&
        !chosen.some(
          (each) =>
            each.row.nextHop === row.row.nextHop && each.prefix === row.prefix && each.preference === row.preference,
        ),
    )
    .sort((a, b) => prefixLength(b.prefix) - prefixLength(a.prefix) || a.preference - b.preference)[0];
}
