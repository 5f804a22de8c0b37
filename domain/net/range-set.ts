import { addressBits, addressFamily, widthOf, type Address, type Family } from './address';
import { prefixFamily, prefixFromParts, type Prefix } from './prefix';
import { spanOf } from './span';

/**
 * Sorted ends of disjoint, never adjacent ranges: first, last, first, last. The one form of a set, so that equal sets have equal
 * ends. IPv4 ends are numbers, which is what makes this fast; IPv6 ends are bigints. JavaScript compares and adds both by the
 * same operators as long as they are not mixed, so each operation is written once, for numbers, and lent to bigints.
 */
type Ends = readonly number[];

const NONE: Ends = [];
const asBits = (ends: Ends) => ends as unknown as readonly bigint[];
const ONE = { 4: 1, 6: 1n as unknown as number } as const;

function merged(ranges: readonly (readonly [number, number])[], one: number): Ends {
  const [only] = ranges;
  if (!only) return NONE;
  if (ranges.length === 1) return only;
  const result: number[] = [];
  for (const [first, last] of inOrder(ranges)) {
    const previous = result[result.length - 1];
    if (previous !== undefined && first <= previous + one) {
      if (last > previous) result[result.length - 1] = last;
    } else result.push(first, last);
  }
  return result;
}

function inOrder(ranges: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  for (let at = 1; at < ranges.length; at += 1)
    if ((ranges[at] as [number, number])[0] < (ranges[at - 1] as [number, number])[0])
      return [...ranges].sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
  return ranges;
}

function unite(a: Ends, b: Ends, one: number): Ends {
  if (a.length === 0) return b;
  if (b.length === 0) return a;
  return merged([...pairs(a), ...pairs(b)], one);
}

function pairs(ends: Ends): [number, number][] {
  const ranges: [number, number][] = [];
  for (let at = 0; at < ends.length; at += 2) ranges.push([ends[at] as number, ends[at + 1] as number]);
  return ranges;
}

function intersect(a: Ends, b: Ends): Ends {
  if (a.length === 0 || b.length === 0) return NONE;
  if (isWithin(a, b)) return a;
  const result: number[] = [];
  for (let mine = 0, theirs = 0; mine < a.length && theirs < b.length;) {
    const [firstA, lastA] = [a[mine] as number, a[mine + 1] as number];
    const [firstB, lastB] = [b[theirs] as number, b[theirs + 1] as number];
    const first = firstA > firstB ? firstA : firstB;
    const last = lastA < lastB ? lastA : lastB;
    if (first <= last) result.push(first, last);
    if (lastA < lastB) mine += 2;
    else theirs += 2;
  }
  return result;
}

function meet(a: Ends, b: Ends): boolean {
  for (let mine = 0, theirs = 0; mine < a.length && theirs < b.length;) {
    if ((a[mine + 1] as number) < (b[theirs] as number)) mine += 2;
    else if ((b[theirs + 1] as number) < (a[mine] as number)) theirs += 2;
    else return true;
  }
  return false;
}

function subtract(a: Ends, b: Ends, one: number): Ends {
  if (!meet(a, b)) return a;
  const result: number[] = [];
  let start = 0;
  for (let mine = 0; mine < a.length; mine += 2) {
    let first = a[mine] as number;
    const last = a[mine + 1] as number;
    while (start < b.length && (b[start + 1] as number) < first) start += 2;
    let at = start;
    for (; at < b.length && (b[at] as number) <= last && first <= last; at += 2) {
      const cut = b[at] as number;
      if (cut > first) result.push(first, cut - one);
      const after = (b[at + 1] as number) + one;
      if (after > first) first = after;
    }
    if (first <= last) result.push(first, last);
  }
  return result;
}

function isWithin(inner: Ends, outer: Ends): boolean {
  let theirs = 0;
  for (let mine = 0; mine < inner.length; mine += 2) {
    while (theirs < outer.length && (outer[theirs + 1] as number) < (inner[mine] as number)) theirs += 2;
    if (theirs >= outer.length) return false;
    if ((outer[theirs] as number) > (inner[mine] as number)) return false;
    if ((outer[theirs + 1] as number) < (inner[mine + 1] as number)) return false;
  }
  return true;
}

/** An exact, immutable set of addresses. Addresses of the two families never equal or touch each other. */
export class RangeSet {
  static readonly empty = new RangeSet(NONE, NONE);

  private constructor(
    private readonly four: Ends,
    private readonly six: Ends,
  ) {}

  static of(prefixes: Iterable<Prefix>): RangeSet {
    const four: (readonly [number, number])[] = [];
    const six: (readonly [number, number])[] = [];
    for (const prefix of prefixes) (prefixFamily(prefix) === 4 ? four : six).push(spanOf(prefix));
    return new RangeSet(merged(four, ONE[4]), merged(six, ONE[6]));
  }

  /** A set from sorted ends of one family, as `ends` gives them. */
  static fromEnds(family: Family, ends: readonly number[]): RangeSet {
    return family === 4 ? new RangeSet(ends, NONE) : new RangeSet(NONE, ends);
  }

  /** The sorted ends of its ranges of one family: numbers for IPv4, bigints in disguise for IPv6. Compare, never calculate. */
  ends(family: Family): readonly number[] {
    return family === 4 ? this.four : this.six;
  }

  static union(sets: readonly RangeSet[]): RangeSet {
    const first = sets[0] ?? RangeSet.empty;
    if (sets.every((set) => set === first)) return first;
    const all = (family: Family) =>
      merged(
        sets.flatMap((set) => pairs(set.ends(family))),
        ONE[family],
      );
    return new RangeSet(all(4), all(6));
  }

  union(other: RangeSet): RangeSet {
    if (this.isEmpty()) return other;
    if (other.isEmpty()) return this;
    return new RangeSet(unite(this.four, other.four, ONE[4]), unite(this.six, other.six, ONE[6]));
  }

  /** What is in both: this very set when all of it is. */
  intersect(other: RangeSet): RangeSet {
    return this.withEnds(intersect(this.four, other.four), intersect(this.six, other.six));
  }

  /** Whether the two have any address in common. */
  meets(other: RangeSet): boolean {
    return meet(this.four, other.four) || meet(this.six, other.six);
  }

  /** What is not in the other: this very set when nothing is. */
  subtract(other: RangeSet): RangeSet {
    return this.withEnds(subtract(this.four, other.four, ONE[4]), subtract(this.six, other.six, ONE[6]));
  }

  private withEnds(four: Ends, six: Ends): RangeSet {
    if (four === this.four && six === this.six) return this;
    return four.length === 0 && six.length === 0 ? RangeSet.empty : new RangeSet(four, six);
  }

  /** Whether an address, or every address of a prefix or set, is in this set. The empty set is in every set. */
  contains(other: Address | Prefix | RangeSet): boolean {
    if (other instanceof RangeSet) return isWithin(other.four, this.four) && isWithin(other.six, this.six);
    if (other.includes('/')) return isWithin(spanOf(other as Prefix), this.ends(prefixFamily(other as Prefix)));
    return this.containsOne(other as Address);
  }

  private containsOne(address: Address): boolean {
    const family = addressFamily(address);
    const bits = addressBits(address);
    const at = family === 4 ? Number(bits) : (bits as unknown as number);
    return isWithin([at, at], this.ends(family));
  }

  equals(other: RangeSet): boolean {
    return this === other || (sameEnds(this.four, other.four) && sameEnds(this.six, other.six));
  }

  isEmpty(): boolean {
    return this.four.length === 0 && this.six.length === 0;
  }

  /** How many addresses. */
  get size(): bigint {
    return countOf(this.four.map(BigInt)) + countOf(asBits(this.six));
  }

  /** Orders sets by their lowest address, IPv4 before IPv6, the empty set last. */
  static byLowest(a: RangeSet, b: RangeSet): number {
    for (const family of [4, 6] as const) {
      const [left, right] = [a.ends(family)[0], b.ends(family)[0]];
      if (left === undefined && right === undefined) continue;
      if (left === undefined) return 1;
      if (right === undefined || left < right) return -1;
      return left > right ? 1 : 0;
    }
    return 0;
  }

  /** The lowest and largest block of the set. */
  firstPrefix(): Prefix | undefined {
    const family = this.four.length > 0 ? 4 : 6;
    const [first, last] = this.ends(family);
    if (first === undefined || last === undefined) return undefined;
    return prefixesOf(family, [first, last], 1)[0];
  }

  /** The fewest prefixes that make up exactly this set, in order. */
  toPrefixes(): Prefix[] {
    return [...prefixesOf(4, this.four), ...prefixesOf(6, this.six)];
  }
}

function sameEnds(a: Ends, b: Ends): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

function countOf(ends: readonly bigint[]): bigint {
  let sum = 0n;
  for (let at = 0; at < ends.length; at += 2) sum += (ends[at + 1] as bigint) - (ends[at] as bigint) + 1n;
  return sum;
}

/** Greedy: the largest aligned block that fits, again and again, is minimal. */
function prefixesOf(family: Family, ends: Ends, most = Infinity): Prefix[] {
  const one = ONE[family];
  const result: Prefix[] = [];
  for (let at = 0; at < ends.length; at += 2) {
    const last = ends[at + 1] as number;
    for (let first = ends[at] as number; first <= last && result.length < most;) {
      let [length, size] = [widthOf(family), one];
      for (; length > 0 && fits(first, last, size + size, one); size += size) length -= 1;
      result.push(prefixFromParts(family, BigInt(first), length));
      first += size;
    }
  }
  return result;
}

function fits(first: number, last: number, size: number, one: number): boolean {
  return first % size === one - one && first + size - one <= last;
}
