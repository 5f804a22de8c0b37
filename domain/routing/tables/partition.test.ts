import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFromBits } from '@/domain/net/address';
import { containsAddress, parsePrefix, prefixFromParts, prefixLength, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { Partition } from './partition';

const prefixes = (...texts: string[]) => texts.map(parsePrefix);
const partition = (...texts: string[]) => Partition.of(prefixes(...texts), (prefix) => prefix);
const cut = (table: Partition<Prefix>, ...range: string[]) => {
  const { parts, rest } = table.cut(RangeSet.of(prefixes(...range)));
  return {
    parts: parts.map(({ part, cover }) => [cover.prefix, part.toPrefixes().join(' ')]),
    rest: rest.toPrefixes(),
  };
};

describe('a partition', () => {
  it('gives each part to its longest prefix and leaves what none covers', () => {
    expect(cut(partition('10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24'), '10.1.0.0/16', '192.0.2.0/24')).toEqual({
      parts: [
        ['10.1.2.0/24', '10.1.2.0/24'],
        [
          '10.1.0.0/16',
          '10.1.0.0/23 10.1.3.0/24 10.1.4.0/22 10.1.8.0/21 10.1.16.0/20 10.1.32.0/19 10.1.64.0/18 10.1.128.0/17',
        ],
      ],
      rest: ['192.0.2.0/24'],
    });
  });

  it.each([
    [['0.0.0.0/0'], ['255.255.255.255/32'], [['0.0.0.0/0', '255.255.255.255/32']]],
    [['::/0', '0.0.0.0/0'], ['2001:db8::/32'], [['::/0', '2001:db8::/32']]],
    [['2001:db8::/32', '2001:db8:1::/48'], ['2001:db8:1::/48'], [['2001:db8:1::/48', '2001:db8:1::/48']]],
    [
      ['10.0.0.0/8', '2001:db8::/32'],
      ['10.0.0.0/24', '2001:db8:1::/48'],
      [
        ['2001:db8::/32', '2001:db8:1::/48'],
        ['10.0.0.0/8', '10.0.0.0/24'],
      ],
    ],
    [
      ['10.0.0.0/25', '10.0.0.128/25'],
      ['10.0.0.0/24'],
      [
        ['10.0.0.0/25', '10.0.0.0/25'],
        ['10.0.0.128/25', '10.0.0.128/25'],
      ],
    ],
    [[], ['10.0.0.0/8'], []],
  ])('of %j cuts %j into %j', (table, range, parts) => {
    expect(cut(partition(...table), ...range).parts).toEqual(parts);
  });

  it('knows the next wider prefix of each, all the way out', () => {
    const [first] = partition('10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24').cut(
      RangeSet.of(prefixes('10.1.2.3/32')),
    ).parts;
    const chain: Prefix[] = [];
    for (let cover = first?.cover; cover; cover = cover.wider) chain.push(cover.prefix);
    expect(chain).toEqual(['10.1.2.0/24', '10.1.0.0/16', '10.0.0.0/8']);
  });

  it('agrees with the longest match of each single address, and its parts add up to the range', () => {
    const somePrefix = fc
      .record({ bits: fc.bigInt({ min: 0n, max: 1023n }), length: fc.integer({ min: 20, max: 32 }) })
      .map(({ bits, length }) => prefixFromParts(4, 0x0a000000n + bits, length));
    fc.assert(
      fc.property(fc.array(somePrefix, { maxLength: 30 }), fc.array(somePrefix, { maxLength: 4 }), (table, wanted) => {
        const made = Partition.of(table, (prefix) => prefix);
        const distinct = [...new Set(table)];
        const range = RangeSet.of(wanted);
        const { parts, rest } = made.cut(range);
        expect(RangeSet.union([...parts.map(({ part }) => part), rest, RangeSet.empty]).equals(range)).toBe(true);
        for (let at = 0n; at < 1024n; at += 7n) {
          const address = addressFromBits(4, 0x0a000000n + at);
          if (!range.contains(address)) continue;
          const best = distinct
            .filter((prefix) => containsAddress(prefix, address))
            .sort((a, b) => prefixLength(b) - prefixLength(a))[0];
          expect(parts.find(({ part }) => part.contains(address))?.cover.prefix).toBe(best);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a partition changed prefix by prefix', () => {
  const somePrefix = fc.oneof(
    fc
      .record({ bits: fc.bigInt({ min: 0n, max: 63n }), length: fc.integer({ min: 0, max: 32 }) })
      .map(({ bits, length }) => prefixFromParts(4, 0x0a000000n + bits, length)),
    fc
      .record({ bits: fc.bigInt({ min: 0n, max: 63n }), length: fc.integer({ min: 118, max: 128 }) })
      .map(({ bits, length }) => prefixFromParts(6, (0x20010db8n << 96n) + bits, length)),
  );
  const steps = fc.array(fc.record({ prefix: somePrefix, items: fc.array(fc.nat(9), { maxLength: 2 }) }), {
    maxLength: 40,
  });

  it('is the very tree that is made of its items at once, and undoing gives the one of before', () => {
    type Item = { prefix: Prefix; value: number };
    const fresh = (items: readonly Item[]) => Partition.of(items, ({ prefix }) => prefix);
    fc.assert(
      fc.property(steps, (changes) => {
        let items: readonly Item[] = [];
        let changed = fresh(items);
        for (const { prefix, items: values } of changes) {
          const former = items.filter((each) => each.prefix === prefix);
          const own = values.map((value) => ({ prefix, value }));
          expect(changed.with(prefix, own).with(prefix, former)).toEqual(changed);
          items = [...items.filter((each) => each.prefix !== prefix), ...own];
          changed = changed.with(prefix, own);
          expect(changed).toEqual(fresh(items));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shares with the one of before all that lies beside the changed prefix', () => {
    const table = partition('10.0.0.0/8', '10.1.0.0/16', '10.1.2.0/24', '172.16.0.0/12', '172.16.1.0/24');
    type List = { nests: readonly { inner: List }[] };
    const tree = (of: Partition<Prefix>) => (Reflect.get(of, 'nests')[4] as List).nests;
    const after = table.with(parsePrefix('10.2.0.0/16'), prefixes('10.2.0.0/16'));
    expect(tree(after)[1]).toBe(tree(table)[1]);
    expect(tree(after)[0]?.inner.nests[0]).toBe(tree(table)[0]?.inner.nests[0]);
    expect(tree(after)[0]?.inner.nests).toHaveLength(2);
  });
});
