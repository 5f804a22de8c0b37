import { addressBits, addressFamily, widthOf, type Address, type Family } from './address';
import { firstBits, lastBits, prefixFamily, prefixFromParts, type Prefix } from './prefix';

/** First and last position, both in the range. */
type Range = { first: bigint; last: bigint };

// One number line for both families: IPv6 starts where no IPv4 range can touch it, so no operation needs to ask for the family.
const IPV6_START = 1n << 40n;

function position(family: Family, bits: bigint): bigint {
  return family === 4 ? bits : IPV6_START + bits;
}

function rangeOf(prefix: Prefix): Range {
  const family = prefixFamily(prefix);
  return { first: position(family, firstBits(prefix)), last: position(family, lastBits(prefix)) };
}

/** Sorted, disjoint and never adjacent: the one form of a set, so that equal sets have equal ranges. */
function merged(ranges: readonly Range[]): readonly Range[] {
  const sorted = [...ranges].sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  const result: Range[] = [];
  for (const range of sorted) {
    const previous = result.at(-1);
    if (previous && range.first <= previous.last + 1n) {
      if (range.last > previous.last) result[result.length - 1] = { first: previous.first, last: range.last };
    } else {
      result.push(range);
    }
  }
  return result;
}

/** An exact, immutable set of addresses. Addresses of the two families never equal or touch each other. */
export class RangeSet {
  static readonly empty = new RangeSet([]);

  private constructor(private readonly ranges: readonly Range[]) {}

  static of(prefixes: Iterable<Prefix>): RangeSet {
    return new RangeSet(merged([...prefixes].map(rangeOf)));
  }

  union(other: RangeSet): RangeSet {
    return new RangeSet(merged([...this.ranges, ...other.ranges]));
  }

  intersect(other: RangeSet): RangeSet {
    const result: Range[] = [];
    let mine = 0;
    let theirs = 0;
    for (;;) {
      const a = this.ranges[mine];
      const b = other.ranges[theirs];
      if (!a || !b) return new RangeSet(result);
      const first = a.first > b.first ? a.first : b.first;
      const last = a.last < b.last ? a.last : b.last;
      if (first <= last) result.push({ first, last });
      if (a.last < b.last) mine += 1;
      else theirs += 1;
    }
  }

  subtract(other: RangeSet): RangeSet {
    const result: Range[] = [];
    let theirs = 0;
    for (const range of this.ranges) {
      let first = range.first;
      while ((other.ranges[theirs]?.last ?? range.last) < first) theirs += 1;
      for (let at = theirs; first <= range.last; at += 1) {
        const cut = other.ranges[at];
        if (!cut || cut.first > range.last) {
          result.push({ first, last: range.last });
          break;
        }
        if (cut.first > first) result.push({ first, last: cut.first - 1n });
        if (cut.last >= first) first = cut.last + 1n;
      }
    }
    return new RangeSet(result);
  }

  /** Whether an address, or every address of a prefix or set, is in this set. The empty set is in every set. */
  contains(other: Address | Prefix | RangeSet): boolean {
    if (other instanceof RangeSet) return other.subtract(this).isEmpty();
    const range = other.includes('/') ? rangeOf(other as Prefix) : singleton(other as Address);
    return this.ranges.some((each) => each.first <= range.first && range.last <= each.last);
  }

  equals(other: RangeSet): boolean {
    return (
      this.ranges.length === other.ranges.length &&
      this.ranges.every((range, at) => range.first === other.ranges[at]?.first && range.last === other.ranges[at]?.last)
    );
  }

  isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  /** How many addresses. */
  get size(): bigint {
    return this.ranges.reduce((sum, range) => sum + range.last - range.first + 1n, 0n);
  }

  /** The fewest prefixes that make up exactly this set, in order. */
  toPrefixes(): Prefix[] {
    return this.ranges.flatMap(prefixesOf);
  }
}

function singleton(address: Address): Range {
  const at = position(addressFamily(address), addressBits(address));
  return { first: at, last: at };
}

/** Greedy: the largest aligned block that fits, again and again, is minimal. */
function prefixesOf(range: Range): Prefix[] {
  const family: Family = range.first < IPV6_START ? 4 : 6;
  const start = position(family, 0n);
  const width = widthOf(family);
  const last = range.last - start;
  const result: Prefix[] = [];
  for (let first = range.first - start; first <= last;) {
    let hostBits = 0;
    while (hostBits < width && fits(first, last, hostBits + 1)) hostBits += 1;
    result.push(prefixFromParts(family, first, width - hostBits));
    first += 1n << BigInt(hostBits);
  }
  return result;
}

function fits(first: bigint, last: bigint, hostBits: number): boolean {
  const block = 1n << BigInt(hostBits);
  return first % block === 0n && first + block - 1n <= last;
}
