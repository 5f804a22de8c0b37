import type { Family } from '@/domain/net/address';
import { prefixFamily, prefixLength, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { spanOf } from '@/domain/net/span';

/** What decides for one prefix, and the next wider prefix that would decide without it. */
export type Cover<T> = { prefix: Prefix; items: readonly T[]; wider?: Cover<T> };

/** One family's number line, cut where any prefix begins or ends. Prefixes nest or are apart, so one pass with a stack cuts it. */
type Line<T> = { firsts: number[]; lasts: number[]; covers: Cover<T>[] };

/**
 * Items by prefix, made ready for the question which of them is the longest that covers each part of a range. The pieces are the
 * table's equivalence classes of addresses: within one piece every address gets the same answer.
 */
export class Partition<T> {
  private constructor(private readonly lines: Readonly<Record<Family, Line<T>>>) {}

  static of<T>(items: readonly T[], prefixOf: (item: T) => Prefix): Partition<T> {
    const groups = new Map<Prefix, T[]>();
    for (const item of items) {
      const prefix = prefixOf(item);
      const group = groups.get(prefix);
      if (group) group.push(item);
      else groups.set(prefix, [item]);
    }
    const of = (family: Family) => cutLine([...groups].filter(([prefix]) => prefixFamily(prefix) === family));
    return new Partition({ 4: of(4), 6: of(6) });
  }

  /** How many pieces the number lines are cut into. */
  get size(): number {
    return this.lines[4].firsts.length + this.lines[6].firsts.length;
  }

  /** The parts of a range by what covers them, longest prefix first, and what nothing covers. */
  cut(range: RangeSet): { parts: readonly { part: RangeSet; cover: Cover<T> }[]; rest: RangeSet } {
    const four = cutRange(this.lines[4], 4, range);
    const six = cutRange(this.lines[6], 6, range);
    const parts = [...four.parts, ...six.parts];
    if (parts.length > 1) parts.sort((a, b) => prefixLength(b.cover.prefix) - prefixLength(a.cover.prefix));
    return { parts, rest: join(four.rest, six.rest) };
  }
}

function join(a: RangeSet, b: RangeSet): RangeSet {
  return a.isEmpty() ? b : b.isEmpty() ? a : a.union(b);
}

type Open<T> = { last: number; cover: Cover<T> };

function cutLine<T>(groups: readonly (readonly [Prefix, readonly T[]])[]): Line<T> {
  const spans = groups.map(([prefix, items]) => ({ span: spanOf(prefix), prefix, items }));
  spans.sort((a, b) => compare(a.span[0], b.span[0]) || compare(b.span[1], a.span[1]));
  const line: Line<T> = { firsts: [], lasts: [], covers: [] };
  const open: Open<T>[] = [];
  let at: number | null = null;
  const emit = (first: number, last: number, cover: Cover<T>) => {
    if (first > last) return;
    line.firsts.push(first);
    line.lasts.push(last);
    line.covers.push(cover);
  };
  const closeBefore = (next: number | null) => {
    for (let top = open.at(-1); top && (next === null || top.last < next); top = open.at(-1)) {
      open.pop();
      if (at !== null) emit(at, top.last, top.cover);
      at = following(top.last);
    }
  };
  for (const { span, prefix, items } of spans) {
    closeBefore(span[0]);
    const outer = open.at(-1);
    if (outer && at !== null) emit(at, before(span[0]), outer.cover);
    open.push({ last: span[1], cover: { prefix, items, ...(outer ? { wider: outer.cover } : {}) } });
    at = span[0];
  }
  closeBefore(null);
  return line;
}

/** Positions of both families compare alike; only one step needs to know whether it is a number or a bigint. */
function step(position: number): number {
  return typeof position === 'bigint' ? (1n as unknown as number) : 1;
}

function following(position: number): number {
  return position + step(position);
}

function before(position: number): number {
  return position - step(position);
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function cutRange<T>(line: Line<T>, family: Family, range: RangeSet) {
  const ends = range.ends(family);
  const shares = new Map<Cover<T>, number[]>();
  const rest: number[] = [];
  for (let at = 0; at < ends.length; at += 2) {
    let first = ends[at] as number;
    const last = ends[at + 1] as number;
    let piece = firstPieceAfter(line.lasts, first);
    for (; piece < line.firsts.length && (line.firsts[piece] as number) <= last; piece += 1) {
      const [from, to] = [line.firsts[piece] as number, line.lasts[piece] as number];
      if (from > first) rest.push(first, before(from));
      const [begin, end] = [from > first ? from : first, to < last ? to : last];
      const cover = line.covers[piece] as Cover<T>;
      const share = shares.get(cover);
      if (!share) shares.set(cover, [begin, end]);
      else if (share.at(-1) === before(begin)) share[share.length - 1] = end;
      else share.push(begin, end);
      first = following(end);
    }
    if (first <= last) rest.push(first, last);
  }
  const parts = [...shares].map(([cover, share]) => ({ cover, part: RangeSet.fromEnds(family, share) }));
  return { parts, rest: RangeSet.fromEnds(family, rest) };
}

/** The first piece that ends at or after a position. */
function firstPieceAfter(lasts: readonly number[], position: number): number {
  let [low, high] = [0, lasts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lasts[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
