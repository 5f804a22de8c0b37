import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressFromBits, parseAddress } from './address';
import { NetError } from './problem';
import {
  addressCount,
  comparePrefixes,
  containsAddress,
  containsPrefix,
  halves,
  lastAddress,
  networkAddress,
  overlaps,
  parentOf,
  parsePrefix,
  prefixFamily,
  prefixFromParts,
  prefixLength,
  tryParsePrefix,
} from './prefix';

function refusal(text: string) {
  const result = tryParsePrefix(text);
  return result.ok ? null : result.problem;
}

/** Short and long, near and far: enough collisions for containment to matter. */
const prefix4 = fc
  .tuple(
    fc.oneof(fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), fc.bigInt({ min: 0x0a000000n, max: 0x0a0000ffn })),
    fc.integer({ min: 0, max: 32 }),
  )
  .map(([bits, length]) => prefixFromParts(4, bits, length));
const prefix6 = fc
  .tuple(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.integer({ min: 0, max: 128 }))
  .map(([bits, length]) => prefixFromParts(6, bits, length));
const prefix = fc.oneof({ weight: 3, arbitrary: prefix4 }, { weight: 1, arbitrary: prefix6 });

describe('a prefix is read strictly', () => {
  it.each([
    '0.0.0.0/0',
    '10.0.0.0/8',
    '10.8.4.0/22',
    '192.0.2.1/32',
    '192.0.2.0/31',
    '::/0',
    '2001:db8::/32',
    '::1/128',
  ])('%s reads as itself', (text) => {
    expect(parsePrefix(text)).toBe(text);
  });

  it('reads IPv6 into its canonical text', () => {
    expect(parsePrefix('2001:0DB8:0:0::/32')).toBe('2001:db8::/32');
  });

  it.each([
    ['10.8.4.1/22', 'host-bits-set', '10.8.4.0/22', '10.8.4.1/32'],
    ['2001:db8::1/32', 'host-bits-set', '2001:db8::/32', '2001:db8::1/128'],
    ['10.0.0.1', 'missing-length', '10.0.0.1/32', undefined],
    ['10.0.0.1/', 'missing-length', '10.0.0.1/32', undefined],
    ['2001:db8::1', 'missing-length', '2001:db8::1/128', undefined],
    ['010.0.0.0/8', 'leading-zeros', '10.0.0.0/8', '8.0.0.0/8'],
    ['10.0.0.0/08', 'leading-zeros', undefined, undefined],
    ['::ffff:10.0.0.0/104', 'ipv4-mapped', '10.0.0.0/8', undefined],
    ['::ffff:10.0.0.0/8', 'ipv4-mapped', undefined, undefined],
    ['10.0.0.0/33', 'length-out-of-range', undefined, undefined],
    ['::/129', 'length-out-of-range', undefined, undefined],
    ['10.0.0.0/4294967304', 'length-out-of-range', undefined, undefined],
    ['10.0.0.0/99999999999999999999999999', 'length-out-of-range', undefined, undefined],
    ['10.0.0.0/-1', 'not-a-prefix', undefined, undefined],
    ['10.0.0.0/+8', 'not-a-prefix', undefined, undefined],
    ['10.0.0.0/8.0', 'not-a-prefix', undefined, undefined],
    ['10.0.0.0/ 8', 'not-a-prefix', undefined, undefined],
    ['10.0.0.0/255.0.0.0', 'not-a-prefix', undefined, undefined],
    ['10.0.0.0/8/8', 'not-a-prefix', undefined, undefined],
    ['10.0.0.0/８', 'not-a-prefix', undefined, undefined],
    ['10/8', 'not-a-prefix', undefined, undefined],
    ['/8', 'not-a-prefix', undefined, undefined],
    ['', 'not-a-prefix', undefined, undefined],
    ['fe80::%eth0/64', 'has-zone', undefined, undefined],
  ])('%s is refused as %s, meant was perhaps %s or %s', (text, code, suggestion, alternative) => {
    expect(refusal(text)).toEqual({
      code,
      params: { input: text, ...(suggestion ? { suggestion } : {}), ...(alternative ? { alternative } : {}) },
    });
  });

  it('every suggestion is itself accepted', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 32n) - 1n }), fc.integer({ min: 0, max: 32 }), (bits, length) => {
        const result = tryParsePrefix(`${addressFromBits(4, bits)}/${length}`);
        if (result.ok) return;
        expect(result.problem.code).toBe('host-bits-set');
        for (const text of [result.problem.params.suggestion, result.problem.params.alternative]) {
          expect(tryParsePrefix(text ?? '').ok).toBe(true);
        }
      }),
    );
  });

  it('what it writes it reads', () => {
    fc.assert(
      fc.property(prefix4, (each) => {
        expect(parsePrefix(each)).toBe(each);
      }),
    );
  });
});

describe('prefix arithmetic', () => {
  it.each([
    ['0.0.0.0/0', '0.0.0.0', '255.255.255.255', 4294967296n],
    ['10.8.4.0/22', '10.8.4.0', '10.8.7.255', 1024n],
    ['192.0.2.0/31', '192.0.2.0', '192.0.2.1', 2n],
    ['192.0.2.1/32', '192.0.2.1', '192.0.2.1', 1n],
    ['::/0', '::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 1n << 128n],
    ['::/80', '::', '::ffff:ffff:ffff', 1n << 48n],
  ])('%s runs from %s to %s', (text, first, last, count) => {
    const each = parsePrefix(text);
    expect([networkAddress(each), lastAddress(each), addressCount(each)]).toEqual([first, last, count]);
  });

  it('halves are disjoint, sorted, and make up their parent', () => {
    fc.assert(
      fc.property(prefix, (each) => {
        const width = prefixFamily(each) === 4 ? 32 : 128;
        fc.pre(prefixLength(each) < width);
        const [low, high] = halves(each);
        expect(parentOf(low)).toBe(each);
        expect(parentOf(high)).toBe(each);
        expect(overlaps(low, high)).toBe(false);
        expect(comparePrefixes(low, high)).toBeLessThan(0);
        expect(comparePrefixes(each, low)).toBeLessThan(0);
        expect(addressCount(low) + addressCount(high)).toBe(addressCount(each));
        expect([containsPrefix(each, low), containsPrefix(each, high), containsPrefix(low, each)]).toEqual([
          true,
          true,
          false,
        ]);
      }),
    );
  });

  it('a single address has no halves, the default route no parent', () => {
    expect(() => halves(parsePrefix('192.0.2.1/32'))).toThrow(NetError);
    expect(() => halves(parsePrefix('::1/128'))).toThrow(NetError);
    expect(() => parentOf(parsePrefix('0.0.0.0/0'))).toThrow(NetError);
  });

  it('containment of prefixes is containment of first and last address', () => {
    fc.assert(
      fc.property(prefix, prefix, (outer, inner) => {
        const both = containsAddress(outer, networkAddress(inner)) && containsAddress(outer, lastAddress(inner));
        expect(containsPrefix(outer, inner)).toBe(both);
        expect(overlaps(outer, inner)).toBe(overlaps(inner, outer));
      }),
    );
  });

  it('families never contain each other', () => {
    expect(containsPrefix(parsePrefix('::/0'), parsePrefix('10.0.0.0/8'))).toBe(false);
    expect(containsAddress(parsePrefix('0.0.0.0/0'), parseAddress('::1'))).toBe(false);
  });

  it('order is total: family, then network, then length', () => {
    const sorted = [
      '0.0.0.0/0',
      '9.255.255.0/24',
      '10.0.0.0/8',
      '10.0.0.0/16',
      '10.0.1.0/24',
      '100.0.0.0/8',
      '::/0',
      '2001:db8::/32',
    ];
    expect([...sorted].reverse().map(parsePrefix).sort(comparePrefixes)).toEqual(sorted);
    fc.assert(
      fc.property(prefix, prefix, (a, b) => {
        expect(Math.sign(comparePrefixes(a, b))).toBe(-Math.sign(comparePrefixes(b, a)) + 0);
        expect(comparePrefixes(a, b) === 0).toBe(a === b);
      }),
    );
  });

  it('a length that is no length is a mistake of the caller', () => {
    expect(() => prefixFromParts(4, 0n, 33)).toThrow(RangeError);
    expect(() => prefixFromParts(6, 0n, 1.5)).toThrow(RangeError);
  });
});
