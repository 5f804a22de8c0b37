import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFromBits, parseAddress } from './address';
import { addressCount, parsePrefix, prefixFromParts } from './prefix';
import { RangeSet } from './range-set';

const setOf = (...texts: string[]) => RangeSet.of(texts.map(parsePrefix));

describe('a range set holds exactly its addresses', () => {
  it.each([
    [['10.0.0.0/25', '10.0.0.128/25'], ['10.0.0.0/24']],
    [['10.0.0.0/24', '10.0.0.0/8'], ['10.0.0.0/8']],
    [
      ['10.0.1.0/24', '10.0.2.0/24'],
      ['10.0.1.0/24', '10.0.2.0/24'],
    ],
    [['0.0.0.0/1', '128.0.0.0/1'], ['0.0.0.0/0']],
    [['::/1', '8000::/1'], ['::/0']],
    [
      ['255.255.255.255/32', '::/128'],
      ['255.255.255.255/32', '::/128'],
    ],
    [[], []],
  ])('%j is covered by %j', (given, cover) => {
    expect(setOf(...given).toPrefixes()).toEqual(cover);
  });

  it('what is left of a block is covered minimally', () => {
    expect(setOf('10.0.0.0/16').subtract(setOf('10.0.0.0/18')).toPrefixes()).toEqual(['10.0.64.0/18', '10.0.128.0/17']);
    expect(setOf('0.0.0.0/0').subtract(setOf('192.0.2.1/32')).toPrefixes()).toHaveLength(32);
  });

  it('families keep apart', () => {
    const both = setOf('0.0.0.0/0').union(setOf('::/0'));
    expect(both.toPrefixes()).toEqual(['0.0.0.0/0', '::/0']);
    expect(setOf('0.0.0.0/0').intersect(setOf('::/0')).isEmpty()).toBe(true);
    expect(both.subtract(setOf('::/0')).toPrefixes()).toEqual(['0.0.0.0/0']);
    expect(both.size).toBe((1n << 32n) + (1n << 128n));
  });

  it('contains an address, a prefix, a set', () => {
    const set = setOf('10.0.0.0/25', '10.0.0.128/25', '192.0.2.0/24');
    expect(set.contains(parseAddress('10.0.0.255'))).toBe(true);
    expect(set.contains(parseAddress('10.0.1.0'))).toBe(false);
    expect(set.contains(parsePrefix('10.0.0.0/24'))).toBe(true);
    expect(set.contains(parsePrefix('10.0.0.0/23'))).toBe(false);
    expect(set.contains(setOf('10.0.0.64/26', '192.0.2.8/32'))).toBe(true);
    expect(set.contains(RangeSet.empty)).toBe(true);
  });
});

describe('sets obey the algebra of sets', () => {
  /** A small world of 64 addresses: every element can be asked one by one. */
  const WORLD = 64n;
  const small = fc
    .array(
      fc
        .tuple(fc.bigInt({ min: 0n, max: WORLD - 1n }), fc.integer({ min: 26, max: 32 }))
        .map(([bits, length]) => prefixFromParts(4, bits, length)),
      { maxLength: 8 },
    )
    .map((prefixes) => RangeSet.of(prefixes));

  function members(set: RangeSet): boolean[] {
    return Array.from({ length: Number(WORLD) }, (_, at) => set.contains(addressFromBits(4, BigInt(at))));
  }

  it('union, intersection and difference are what they say, address by address', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        const inA = members(a);
        const inB = members(b);
        expect(members(a.union(b))).toEqual(inA.map((each, at) => each || inB[at]));
        expect(members(a.intersect(b))).toEqual(inA.map((each, at) => each && inB[at]));
        expect(members(a.subtract(b))).toEqual(inA.map((each, at) => each && !inB[at]));
        expect(a.size).toBe(BigInt(inA.filter(Boolean).length));
        expect(a.contains(b)).toBe(inB.every((each, at) => !each || inA[at]));
      }),
    );
  });

  it('what is cut off and what is left make up the whole', () => {
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(a.subtract(b).union(a.intersect(b)).equals(a)).toBe(true);
        expect(a.subtract(b).intersect(b).isEmpty()).toBe(true);
        expect(a.union(b).equals(b.union(a))).toBe(true);
      }),
    );
  });

  it('the cover is exact, disjoint and cannot be merged further', () => {
    fc.assert(
      fc.property(small, (set) => {
        const cover = set.toPrefixes();
        expect(RangeSet.of(cover).equals(set)).toBe(true);
        expect(cover.reduce((sum, each) => sum + addressCount(each), 0n)).toBe(set.size);
        const merged = RangeSet.of(cover).toPrefixes();
        expect(merged).toEqual(cover);
      }),
    );
  });
});
