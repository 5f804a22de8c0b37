import { oncePer } from '@/domain/memo';
import type { Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { type Cover, Partition } from './partition';
import type { DecidingRow } from '../verdict';

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
  /** rows that do the same with whatever they match have one name; parts that they decide alone are not told apart */
  alike?: string;
  /** of several rows of one prefix that are not in force the lowest says why there is none, whatever their order */
  telling?: string;
};

/**
 * What a table says of one part of a destination. `rows` is empty when nothing in force covers the part; `idle` is then the
 * longest row that would, were it in force. More than one row: the table holds several equally good ones.
 */
export type Match<T> = { part: RangeSet; rows: readonly FibRow<T>[]; runnerUp?: FibRow<T>; idle?: FibRow<T> };

/** A forwarding table made ready for longest-prefix matches of whole ranges. Never changed in place. */
export class Fib<T> {
  private constructor(
    private readonly inForce: Partition<FibRow<T>>,
    private readonly idle: Partition<FibRow<T>>,
  ) {}

  static of<T>(rows: readonly FibRow<T>[]): Fib<T> {
    const prefixOf = (row: FibRow<T>) => row.prefix;
    return new Fib(Partition.of(rows.filter(isInForce), prefixOf, nameOf), Partition.of(rows.filter(isIdle), prefixOf));
  }

  /** The table with these rows for this prefix in place of those it has. What does not concern them is shared. */
  with(prefix: Prefix, rows: readonly FibRow<T>[]): Fib<T> {
    return new Fib(this.inForce.with(prefix, rows.filter(isInForce)), this.idle.with(prefix, rows.filter(isIdle)));
  }

  /** The table's rows cut the destination into parts, each with its answer. */
  lookup(destination: RangeSet): readonly Match<T>[] {
    const { parts, rest } = this.inForce.cut(destination);
    const matches: Match<T>[] = [];
    for (const { part, cover } of parts) matches.push(matchOf(part, cover));
    if (!rest.isEmpty()) for (const match of this.lookupIdle(rest)) matches.push(match);
    return matches;
  }

  /**
   * The part of a range that rows cover which are in force, or perhaps so.
   * @param tells whether the rows of one prefix cover what they match; undefined: the next wider prefix is asked
   */
  coveredBy(range: RangeSet, tells: (rows: readonly FibRow<T>[]) => boolean | undefined): RangeSet {
    const covered = this.inForce.cut(range, true).parts.filter(({ cover }) => isCovered(cover, tells));
    return RangeSet.union(covered.map(({ part }) => part));
  }

  /** What `lookup` says of a range, among rows that are not in force alone. */
  lookupIdle(destination: RangeSet): readonly Match<T>[] {
    const { parts, rest } = this.idle.cut(destination);
    const matches = parts.map(({ part, cover }): Match<T> => ({ part, rows: [], idle: mostTelling(cover.items) }));
    return rest.isEmpty() ? matches : [...matches, { part: rest, rows: [] }];
  }
}

function isCovered<T>(cover: Cover<FibRow<T>>, tells: (rows: readonly FibRow<T>[]) => boolean | undefined): boolean {
  for (let each: Cover<FibRow<T>> | undefined = cover; each; each = each.wider) {
    const told = tells(each.items);
    if (told !== undefined) return told;
  }
  return false;
}

function mostTelling<T>(rows: readonly FibRow<T>[]): FibRow<T> | undefined {
  return rows.reduce((best, row) => ((row.telling ?? '') < (best.telling ?? '') ? row : best), rows[0] as FibRow<T>);
}

function nameOf<T>(prefix: Prefix, items: readonly FibRow<T>[]): string {
  return (items.length === 1 ? items[0]?.alike : undefined) ?? prefix;
}

function isIdle({ state }: { state: FibRow<unknown>['state'] }): boolean {
  return state === 'idle';
}

function isInForce(row: { state: FibRow<unknown>['state'] }): boolean {
  return !isIdle(row);
}

function matchOf<T>(part: RangeSet, cover: Cover<FibRow<T>>): Match<T> {
  const rows = chosenOf(cover.items);
  const runnerUp = nextBest(cover, rows);
  return runnerUp ? { part, rows, runnerUp } : { part, rows };
}

function chosenOf<T>(rows: readonly FibRow<T>[]): readonly FibRow<T>[] {
  return rows.length === 1 ? rows : (chosenOfSeveral(rows) as readonly FibRow<T>[]);
}

const chosenOfSeveral = oncePer((rows: readonly FibRow<unknown>[]) => {
  const best = bestOf(rows);
  return distinct(rows.filter((row) => row.preference === best));
});

function bestOf(rows: readonly { preference: number }[]): number {
  return rows.reduce((best, row) => Math.min(best, row.preference), Infinity);
}

/** Rows that say the same twice are one row, and the surest speaks: whatever becomes of the others, it forwards. */
function distinct<T>(rows: readonly FibRow<T>[]): readonly FibRow<T>[] {
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
  const others =
    cover.items.length === 1 ? NONE : cover.items.filter((row) => !chosen.some((each) => isSameHop(each, row)));
  const next = others.length > 0 ? others : (cover.wider?.items ?? NONE);
  if (next.length < 2) return next[0];
  const best = bestOf(next);
  return next.find((row) => row.preference === best);
}

const NONE: readonly never[] = [];

function isSameHop(a: FibRow<unknown>, b: FibRow<unknown>): boolean {
  return a.row.nextHop === b.row.nextHop && a.preference === b.preference;
}
