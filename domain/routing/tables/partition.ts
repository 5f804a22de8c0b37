import type { Family } from '@/domain/net/address';
import { prefixFamily, prefixLength, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { spanOf } from '@/domain/net/span';

// Prefixes nest or are apart, so those of a table are a tree: each holds the next narrower ones, sorted. One tree belongs to one
// set of prefixes, however it came about. To change the items of one prefix is to copy the few lists on the way to it; all that
// lies beside that way is shared with the tree of before. This is what makes one changed row cheap in a table of any size.

/** What decides for one prefix, and the next wider prefix that would decide without it. */
export type Cover<T> = { prefix: Prefix; length: number; items: readonly T[]; wider?: Cover<T> };

/** A prefix from its first to its last position, and what is nested in it. */
type Nest<T> = {
  first: number;
  last: number;
  prefix: Prefix;
  length: number;
  items: readonly T[];
  inner: readonly Nest<T>[];
};

/**
 * Items by prefix, made ready for the question which of them is the longest that covers each part of a range. The parts are the
 * table's equivalence classes of addresses: within one every address gets the same answer. Never changed in place.
 */
export class Partition<T> {
  private constructor(private readonly nests: Readonly<Record<Family, readonly Nest<T>[]>>) {}

  static of<T>(items: readonly T[], prefixOf: (item: T) => Prefix): Partition<T> {
    const groups = new Map<Prefix, T[]>();
    for (const item of items) {
      const prefix = prefixOf(item);
      const group = groups.get(prefix);
      if (group) group.push(item);
      else groups.set(prefix, [item]);
    }
    const of = (family: Family) => nested([...groups].filter(([prefix]) => prefixFamily(prefix) === family));
    return new Partition({ 4: of(4), 6: of(6) });
  }

  /** The same, but with these items for this prefix; without any, the prefix is gone. */
  with(prefix: Prefix, items: readonly T[]): Partition<T> {
    const family = prefixFamily(prefix);
    return new Partition({ ...this.nests, [family]: placed(this.nests[family], nestOf(prefix, items)) });
  }

  /**
   * The parts of a range by what covers them, longest prefix first, and what nothing covers.
   * @param nameOf of covers with one name the parts stay together, and that of the lowest addresses speaks for them
   */
  cut(range: RangeSet, nameOf: NameOf<T> = prefixOf): Pieces<T> {
    const [four, six] = [range.ends(4), range.ends(6)];
    if (six.length === 0) return cutRange(this.nests[4], 4, range, nameOf);
    if (four.length === 0) return cutRange(this.nests[6], 6, range, nameOf);
    const [a, b] = FAMILIES.map((family) =>
      cutRange(this.nests[family], family, RangeSet.fromEnds(family, range.ends(family)), nameOf),
    ) as Pair<Pieces<T>>;
    return { parts: longestFirst([...a.parts, ...b.parts]), rest: a.rest.union(b.rest) };
  }
}

/** A range cut up: its parts and what covers them, and what nothing covers. */
export type Pieces<T> = { parts: readonly Piece<T>[]; rest: RangeSet };
type Piece<T> = { part: RangeSet; cover: Cover<T> };
type Pair<T> = [T, T];

const FAMILIES = [4, 6] as const;
const NONE: readonly never[] = [];

/** What a prefix with these items is called. */
type NameOf<T> = (prefix: Prefix, items: readonly T[]) => string;

function prefixOf(prefix: Prefix): string {
  return prefix;
}

function longestFirst<T>(parts: Piece<T>[]): readonly Piece<T>[] {
  return parts.length < 2 ? parts : parts.sort((a, b) => b.cover.length - a.cover.length);
}

function nestOf<T>(prefix: Prefix, items: readonly T[]): Nest<T> {
  const [first, last] = spanOf(prefix);
  return { first, last, prefix, length: prefixLength(prefix), items, inner: NONE };
}

function nested<T>(groups: readonly (readonly [Prefix, readonly T[]])[]): readonly Nest<T>[] {
  const sorted = groups.map(([prefix, items]) => nestOf(prefix, items));
  sorted.sort((a, b) => compare(a.first, b.first) || compare(b.last, a.last));
  let at = 0;
  const takeWithin = (last: number | null): readonly Nest<T>[] => {
    const nests: Nest<T>[] = [];
    for (let nest = sorted[at]; nest && (last === null || nest.last <= last); nest = sorted[at]) {
      at += 1;
      nest.inner = takeWithin(nest.last);
      nests.push(nest);
    }
    return nests.length === 0 ? NONE : nests;
  };
  return takeWithin(null);
}

/** The list with one prefix's items replaced; without items its inner prefixes take its place. */
function placed<T>(nests: readonly Nest<T>[], nest: Nest<T>): readonly Nest<T>[] {
  const at = firstEndingFrom(nests, nest.first);
  const found = nests[at];
  const isNone = nest.items.length === 0;
  if (found?.prefix === nest.prefix)
    return replaced(nests, at, at + 1, isNone ? found.inner : [{ ...nest, inner: found.inner }]);
  if (found && found.first <= nest.first && nest.last <= found.last)
    return replaced(nests, at, at + 1, [{ ...found, inner: placed(found.inner, nest) }]);
  if (isNone) return nests;
  let until = at;
  while (until < nests.length && (nests[until] as Nest<T>).last <= nest.last) until += 1;
  return replaced(nests, at, until, [{ ...nest, inner: nests.slice(at, until) }]);
}

function replaced<T>(list: readonly T[], from: number, until: number, by: readonly T[]): readonly T[] {
  return list.slice(0, from).concat(by, list.slice(until));
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

/** What a range is dealt out to, in the order of the addresses. `last`: to whom the stretch before went, often the next one's too. */
type Dealt<T> = {
  shares: Share<T>[];
  byName: Map<string, Share<T>> | undefined;
  last: Share<T> | undefined;
  rest: number[];
  nameOf: NameOf<T>;
};
type Share<T> = { name: string; cover: Cover<T>; ends: number[] };

function cutRange<T>(nests: readonly Nest<T>[], family: Family, range: RangeSet, nameOf: NameOf<T>): Pieces<T> {
  const ends = range.ends(family);
  const dealt: Dealt<T> = { shares: [], byName: undefined, last: undefined, rest: [], nameOf };
  for (let at = 0; at < ends.length; at += 2) deal(dealt, nests, ends[at] as number, ends[at + 1] as number, undefined);
  const { shares, rest } = dealt;
  const isWhole = rest.length === 0 && shares.length === 1;
  const parts: Piece<T>[] = [];
  for (const share of shares)
    parts.push({ cover: share.cover, part: isWhole ? range : RangeSet.fromEnds(family, share.ends) });
  return { parts: longestFirst(parts), rest: rest.length === 0 ? RangeSet.empty : RangeSet.fromEnds(family, rest) };
}

/** Gives every address of a stretch to the narrowest prefix around it; `wider` covers what no nest does. */
function deal<T>(
  dealt: Dealt<T>,
  nests: readonly Nest<T>[],
  first: number,
  last: number,
  wider: Cover<T> | undefined,
): void {
  let next = first;
  for (let at = firstEndingFrom(nests, first); at < nests.length; at += 1) {
    const nest = nests[at] as Nest<T>;
    if (nest.first > last) break;
    if (nest.first > next) giveWider(dealt, next, before(nest.first), wider);
    const from = nest.first > next ? nest.first : next;
    const to = nest.last < last ? nest.last : last;
    if (nest.inner.length === 0) give(dealt, from, to, nest, wider);
    else deal(dealt, nest.inner, from, to, coverOf(nest, wider));
    next = following(to);
  }
  if (next <= last) giveWider(dealt, next, last, wider);
}

function coverOf<T>({ prefix, length, items }: Cover<T>, wider: Cover<T> | undefined): Cover<T> {
  return wider ? { prefix, length, items, wider } : { prefix, length, items };
}

function giveWider<T>(dealt: Dealt<T>, first: number, last: number, wider: Cover<T> | undefined): void {
  if (wider) give(dealt, first, last, wider, wider.wider);
  else dealt.rest.push(first, last);
}

function give<T>(dealt: Dealt<T>, first: number, last: number, to: Cover<T>, wider: Cover<T> | undefined): void {
  const name = dealt.nameOf(to.prefix, to.items);
  const share = dealt.last?.name === name ? dealt.last : shareNamed(dealt, name);
  if (!share) {
    dealt.last = { name, cover: coverOf(to, wider), ends: [first, last] };
    dealt.shares.push(dealt.last);
    dealt.byName?.set(name, dealt.last);
    return;
  }
  dealt.last = share;
  const { ends } = share;
  if (ends[ends.length - 1] === before(first)) ends[ends.length - 1] = last;
  else ends.push(first, last);
}

/** Up to so many are found sooner by looking at each than by a map. */
const FEW = 8;

function shareNamed<T>(dealt: Dealt<T>, name: string): Share<T> | undefined {
  const { shares } = dealt;
  if (shares.length > FEW) return (dealt.byName ??= new Map(shares.map((share) => [share.name, share]))).get(name);
  for (const share of shares) if (share.name === name) return share;
  return undefined;
}

/** The place of the first of a sorted list that ends at or after a position. */
function firstEndingFrom<T>(nests: readonly Nest<T>[], position: number): number {
  let [low, high] = [0, nests.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((nests[middle] as Nest<T>).last < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
