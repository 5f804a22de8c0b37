import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressCount, parsePrefix, prefixFromParts, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { aggregateUnder, exactAggregate, newlyAttracted } from './aggregate';

const prefixesOf = (...texts: readonly string[]) => texts.map(parsePrefix);

/** Few and small, so that every possible answer can be tried. */
const tiny = fc
  .array(fc.record({ at: fc.nat({ max: 15 }), length: fc.integer({ min: 28, max: 32 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((all) => all.map(({ at, length }) => prefixFromParts(4, 0x0a000000n + BigInt(at), length)));

/** The fewest foreign addresses that any set of at most so many prefixes of 10.0.0.0/28 attracts. */
function leastForeign(exact: readonly Prefix[], limit: number): bigint {
  const wanted = RangeSet.of(exact);
  const candidates = [28, 29, 30, 31, 32].flatMap((length) =>
    Array.from({ length: 2 ** (length - 28) }, (_, at) =>
      prefixFromParts(4, 0x0a000000n + BigInt(at * 2 ** (32 - length)), length),
    ),
  );
  const cover = (rest: RangeSet, left: number): bigint | null => {
    const first = rest.firstPrefix();
    if (!first) return 0n;
    if (left === 0) return null;
    const address = RangeSet.of([first]).toPrefixes()[0] as Prefix;
    const tried = candidates
      .filter((each) => RangeSet.of([each]).contains(address))
      .flatMap((each) => {
        const below = cover(rest.subtract(RangeSet.of([each])), left - 1);
        return below === null ? [] : [below + RangeSet.of([each]).subtract(wanted).size];
      });
    return tried.length === 0 ? null : tried.reduce((a, b) => (a < b ? a : b));
  };
  return cover(wanted, limit) ?? expect.fail('the widest prefix always covers');
}

describe('an aggregate', () => {
  it('of halves is their parent, and of what is apart is itself', () => {
    const parts = prefixesOf('10.0.0.0/25', '10.0.0.128/25', '10.0.1.0/24', '10.0.3.0/24');
    expect(exactAggregate(parts)).toEqual(['10.0.0.0/23', '10.0.3.0/24']);
    expect(aggregateUnder(parts, 2)).toEqual({ prefixes: ['10.0.0.0/23', '10.0.3.0/24'], attracts: [] });
  });

  it('under a limit that no exact set keeps says what it would attract', () => {
    const parts = prefixesOf('10.0.0.0/24', '10.0.2.0/24', '10.0.3.0/24', '10.9.0.0/24');
    expect(aggregateUnder(parts, 2)).toEqual({ prefixes: ['10.0.0.0/22', '10.9.0.0/24'], attracts: ['10.0.1.0/24'] });
  });

  it('needs a prefix for each family', () => {
    const parts = prefixesOf('10.0.0.0/24', '10.0.2.0/24', '2001:db8::/64', '2001:db8:0:2::/64');
    expect(aggregateUnder(parts, 1).prefixes).toEqual(['10.0.0.0/22', '2001:db8::/62']);
    expect(aggregateUnder(parts, 3).prefixes).toEqual(['10.0.0.0/22', '2001:db8::/64', '2001:db8:0:2::/64']);
  });

  it('holds every address, keeps the limit, and attracts as little as can be', () => {
    fc.assert(
      fc.property(tiny, fc.integer({ min: 1, max: 5 }), (parts, limit) => {
        const { prefixes, attracts } = aggregateUnder(parts, limit);
        expect(prefixes.length).toBeLessThanOrEqual(limit);
        expect(RangeSet.of(prefixes).contains(RangeSet.of(parts))).toBe(true);
        expect(attracts).toEqual(newlyAttracted(prefixes, parts));
        expect(attracts.reduce((sum, each) => sum + addressCount(each), 0n)).toBe(leastForeign(parts, limit));
      }),
      { numRuns: 60 },
    );
  });

  it('of a whole data centre is found in a moment', () => {
    const nodes = Array.from({ length: 2_000 }, (_, at) => prefixFromParts(4, 0x0a000000n + BigInt(at * 384), 25));
    const { prefixes } = aggregateUnder(nodes, 110);
    expect(prefixes.length).toBeLessThanOrEqual(110);
    expect(RangeSet.of(prefixes).contains(RangeSet.of(nodes))).toBe(true);
  });
});
