import type { Family } from '@/domain/net/address';
import { prefixFamily, prefixLength, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { spanOf } from '@/domain/net/span';

/*
 * Prefixes nest or are apart, so those of a table are a tree: each holds the next narrower ones, sorted. One tree belongs to one
 * set of prefixes, however it came about. To change the items of one prefix is to copy the few lists on the way to it; all that
 * lies beside that way is shared with the tree of before. This is what makes one changed row cheap in a table of any size.
 *
 * A list has its positions side by side, apart from what stands there: to find one among hundreds touches a few lines of memory, not
 * an object for each that is looked at. It is what a lookup in a large estate waits for.
 */

/** What decides for one prefix, and the next wider prefix that would decide without it. */
export type Cover<T> = { prefix: Prefix; length: number; items: readonly T[]; name: string; wider?: Cover<T> };

/** Prefixes that are apart, in the order of their addresses: from where to where each of them reaches, and what it holds. */
type Nests<T> = { firsts: readonly number[]; lasts: readonly number[]; nests: readonly Nest<T>[] };

/** A prefix, and what is nested in it. `name`: what is not told apart from its neighbours has one name with them. */
type Nest<T> = { prefix: Prefix; length: number; items: readonly T[]; name: string; inner: Nests<T> };

/**
 * Items by prefix, made ready for the question which of them is the longest that covers each part of a range. The parts are the
 * table's equivalence classes of addresses: within one every address gets the same answer. Never changed in place.
 */
export class Partition<T> {
  private constructor(
    private readonly nests: Readonly<Record<Family, Nests<T>>>,
    private readonly nameOf: NameOf<T>,
  ) {}

  /** @param nameOf of prefixes with one name the parts stay together in `cut`, and that of the lowest addresses speaks for them */
  static of<T>(items: readonly T[], prefixOf: (item: T) => Prefix, nameOf: NameOf<T> = itself): Partition<T> {
    const groups = new Map<Prefix, T[]>();
    for (const item of items) {
      const prefix = prefixOf(item);
      const group = groups.get(prefix);
      if (group) group.push(item);
      else groups.set(prefix, [item]);
    }
    const placedIn: Record<Family, Placed<T>[]> = { 4: [], 6: [] };
    for (const [prefix, each] of groups) placedIn[prefixFamily(prefix)].push(placedOf(prefix, each, nameOf));
    return new Partition({ 4: nested(placedIn[4]), 6: nested(placedIn[6]) }, nameOf);
  }

  /** The same, but with these items for this prefix; without any, the prefix is gone. */
  with(prefix: Prefix, items: readonly T[]): Partition<T> {
    const family = prefixFamily(prefix);
    const nests = withPlaced(this.nests[family], placedOf(prefix, items, this.nameOf));
    return new Partition({ ...this.nests, [family]: nests }, this.nameOf);
  }

  /** The parts of a range by what covers them, longest prefix first, and what nothing covers. `apart`: each prefix for itself, whatever its name. */
  cut(range: RangeSet, apart = false): Pieces<T> {
    const [four, six] = [range.ends(4), range.ends(6)];
    if (six.length === 0) return cutRange(this.nests[4], 4, range, apart);
    if (four.length === 0) return cutRange(this.nests[6], 6, range, apart);
    const [a, b] = FAMILIES.map((family) =>
      cutRange(this.nests[family], family, RangeSet.fromEnds(family, range.ends(family)), apart),
    ) as Pair<Pieces<T>>;
    return { parts: longestFirst([...a.parts, ...b.parts]), rest: a.rest.union(b.rest) };
  }
}

/** A range cut up: its parts and what covers them, and what nothing covers. */
export type Pieces<T> = { parts: readonly Piece<T>[]; rest: RangeSet };
type Piece<T> = { part: RangeSet; cover: Cover<T> };
type Pair<T> = [T, T];

const FAMILIES = [4, 6] as const;
const NONE: Nests<never> = { firsts: [], lasts: [], nests: [] };

/** What a prefix with these items is called. */
type NameOf<T> = (prefix: Prefix, items: readonly T[]) => string;

function itself(prefix: Prefix): string {
  return prefix;
}

function longestFirst<T>(parts: Piece<T>[]): readonly Piece<T>[] {
  return parts.length < 2 ? parts : parts.sort((a, b) => b.cover.length - a.cover.length);
}

/** A prefix with its place among others. */
type Placed<T> = { first: number; last: number; nest: Nest<T> };

function placedOf<T>(prefix: Prefix, items: readonly T[], nameOf: NameOf<T>): Placed<T> {
  const [first, last] = spanOf(prefix);
  const nest = { prefix, length: prefixLength(prefix), items, name: nameOf(prefix, items), inner: NONE };
  return { first, last, nest };
}

function nested<T>(all: Placed<T>[]): Nests<T> {
  all.sort((a, b) => compare(a.first, b.first) || compare(b.last, a.last));
  let at = 0;
  const takeWithin = (until: number | null): Nests<T> => {
    const [firsts, lasts, nests]: [number[], number[], Nest<T>[]] = [[], [], []];
    for (let each = all[at]; each && (until === null || each.last <= until); each = all[at]) {
      at += 1;
      each.nest.inner = takeWithin(each.last);
      firsts.push(each.first);
      lasts.push(each.last);
      nests.push(each.nest);
    }
    return nests.length === 0 ? NONE : { firsts, lasts, nests };
  };
  return takeWithin(null);
}

/** The list with one prefix's items replaced; without items its inner prefixes take its place. */
function withPlaced<T>(list: Nests<T>, placed: Placed<T>): Nests<T> {
  const { first, last, nest } = placed;
  const at = firstEndingFrom(list.lasts, first);
  const found = list.nests[at];
  const isNone = nest.items.length === 0;
  if (found?.prefix === nest.prefix) {
    const by = isNone ? found.inner : single(first, last, { ...nest, inner: found.inner });
    return replaced(list, at, at + 1, by);
  }
  if (found && (list.firsts[at] as number) <= first && last <= (list.lasts[at] as number)) {
    const around = { ...found, inner: withPlaced(found.inner, placed) };
    return replaced(list, at, at + 1, single(list.firsts[at] as number, list.lasts[at] as number, around));
  }
  if (isNone) return list;
  let until = at;
  while (until < list.lasts.length && (list.lasts[until] as number) <= last) until += 1;
  return replaced(list, at, until, single(first, last, { ...nest, inner: sliced(list, at, until) }));
}

function single<T>(first: number, last: number, nest: Nest<T>): Nests<T> {
  return { firsts: [first], lasts: [last], nests: [nest] };
}

function sliced<T>({ firsts, lasts, nests }: Nests<T>, from: number, until: number): Nests<T> {
  if (from === until) return NONE;
  return { firsts: firsts.slice(from, until), lasts: lasts.slice(from, until), nests: nests.slice(from, until) };
}

function replaced<T>(list: Nests<T>, from: number, until: number, by: Nests<T>): Nests<T> {
  if (by.nests.length === 0 && until - from === list.nests.length) return NONE;
  return {
    firsts: spliced(list.firsts, from, until, by.firsts),
    lasts: spliced(list.lasts, from, until, by.lasts),
    nests: spliced(list.nests, from, until, by.nests),
  };
}

function spliced<T>(list: readonly T[], from: number, until: number, by: readonly T[]): readonly T[] {
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
  apart: boolean;
};
type Share<T> = { name: string; cover: Cover<T>; ends: number[] };

function cutRange<T>(list: Nests<T>, family: Family, range: RangeSet, apart: boolean): Pieces<T> {
  const ends = range.ends(family);
  const dealt: Dealt<T> = { shares: [], byName: undefined, last: undefined, rest: [], apart };
  for (let at = 0; at < ends.length; at += 2) deal(dealt, list, ends[at] as number, ends[at + 1] as number, undefined);
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
  { firsts, lasts, nests }: Nests<T>,
  first: number,
  last: number,
  wider: Cover<T> | undefined,
): void {
  let next = first;
  for (let at = firstEndingFrom(lasts, first); at < lasts.length; at += 1) {
    const [begins, ends] = [firsts[at] as number, lasts[at] as number];
    if (begins > last) break;
    if (begins > next) giveWider(dealt, next, before(begins), wider);
    const from = begins > next ? begins : next;
    const to = ends < last ? ends : last;
    const nest = nests[at] as Nest<T>;
    if (nest.inner === NONE) give(dealt, from, to, nest, wider);
    else deal(dealt, nest.inner, from, to, coverOf(nest, wider));
    next = following(to);
  }
  if (next <= last) giveWider(dealt, next, last, wider);
}

function coverOf<T>({ prefix, length, items, name }: Cover<T>, wider: Cover<T> | undefined): Cover<T> {
  return wider ? { prefix, length, items, name, wider } : { prefix, length, items, name };
}

function giveWider<T>(dealt: Dealt<T>, first: number, last: number, wider: Cover<T> | undefined): void {
  if (wider) give(dealt, first, last, wider, wider.wider);
  else dealt.rest.push(first, last);
}

function give<T>(dealt: Dealt<T>, first: number, last: number, to: Cover<T>, wider: Cover<T> | undefined): void {
  const name = dealt.apart ? to.prefix : to.name;
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
function firstEndingFrom(lasts: readonly number[], position: number): number {
  let [low, high] = [0, lasts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lasts[middle] as number) < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
