import type { Prefix } from '@/domain/net/prefix';
import type { RangeSet } from '@/domain/net/range-set';
import { type Cover, Partition } from './partition';
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

type Answer<T> = { rows: readonly FibRow<T>[]; runnerUp?: FibRow<T> };

/** A forwarding table made ready for longest-prefix matches of whole ranges. */
export class Fib<T> {
  private readonly inForce: Partition<FibRow<T>>;
  private readonly idle: Partition<FibRow<T>>;
  private readonly answers = new Map<Cover<FibRow<T>>, Answer<T>>();

  constructor(rows: readonly FibRow<T>[]) {
    const prefixOf = (row: FibRow<T>) => row.prefix;
    this.inForce = Partition.of(
      rows.filter((row) => row.state !== 'idle'),
      prefixOf,
    );
    this.idle = Partition.of(
      rows.filter((row) => row.state === 'idle'),
      prefixOf,
    );
  }

  /** The table's rows cut the destination into parts, each with its answer. */
  lookup(destination: RangeSet): readonly Match<T>[] {
    const { parts, rest } = this.inForce.cut(destination);
    const matches = parts.map(({ part, cover }): Match<T> => ({ part, ...this.answerOf(cover) }));
    return rest.isEmpty() ? matches : [...matches, ...this.lookupIdle(rest)];
  }

  /** The same among rows that are not in force alone. */
  lookupIdle(destination: RangeSet): readonly Match<T>[] {
    const { parts, rest } = this.idle.cut(destination);
    const matches = parts.map(({ part, cover }): Match<T> => ({ part, rows: [], idle: cover.items[0] }));
    return rest.isEmpty() ? matches : [...matches, { part: rest, rows: [] }];
  }

  private answerOf(cover: Cover<FibRow<T>>): Answer<T> {
    const known = this.answers.get(cover);
    if (known) return known;
    const best = bestOf(cover.items);
    const rows = distinct(cover.items.filter((row) => row.preference === best));
    const runnerUp = nextBest(cover, rows);
    const answer = { rows, ...(runnerUp ? { runnerUp } : {}) };
    this.answers.set(cover, answer);
    return answer;
  }
}

function bestOf(rows: readonly { preference: number }[]): number {
  return rows.reduce((best, row) => Math.min(best, row.preference), Infinity);
}

/** Rows that say the same twice are one row, and the surest speaks: whatever becomes of the others, it forwards. */
function distinct<T>(rows: readonly FibRow<T>[]): readonly FibRow<T>[] {
  if (rows.length === 1) return rows;
  const byHop = new Map<string, FibRow<T>>();
  for (const row of rows) {
    const known = byHop.get(row.row.nextHop);
    if (!known || isSurer(row, known)) byHop.set(row.row.nextHop, row);
  }
  return [...byHop.values()];
}

function isSurer<T>(a: FibRow<T>, b: FibRow<T>): boolean {
  if (a.state !== b.state) return a.state === 'forwards';
  return a.row.type < b.row.type;
}

/** What would decide if the chosen rows were gone: another of the same prefix, else the best of the next wider one. */
function nextBest<T>(cover: Cover<FibRow<T>>, chosen: readonly FibRow<T>[]): FibRow<T> | undefined {
  const others = cover.items.filter(
    (row) => !chosen.some((each) => each.row.nextHop === row.row.nextHop && each.preference === row.preference),
  );
  const next = others.length > 0 ? others : (cover.wider?.items ?? []);
  const best = bestOf(next);
  return next.find((row) => row.preference === best);
}
