import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asnKind, parseAsn, tryParseAsn } from './asn';

describe('an AS number', () => {
  it.each([
    ['0', 0],
    ['45104', 45104],
    ['4294967295', 4294967295],
    ['0.65001', 65001],
    ['64512.1', 4227858433],
    ['65535.65535', 4294967295],
  ])('%s reads as %i', (text, value) => {
    expect(parseAsn(text)).toBe(value);
  });

  it.each([
    ['', 'not-an-asn'],
    ['AS65001', 'not-an-asn'],
    ['-1', 'not-an-asn'],
    ['1e5', 'not-an-asn'],
    [' 65001', 'not-an-asn'],
    ['1.2.3', 'not-an-asn'],
    ['.1', 'not-an-asn'],
    ['1.', 'not-an-asn'],
    ['065001', 'leading-zeros'],
    ['1.01', 'leading-zeros'],
    ['4294967296', 'asn-out-of-range'],
    ['65536.0', 'asn-out-of-range'],
    ['0.65536', 'asn-out-of-range'],
  ])('%j is refused as %s', (text, code) => {
    const result = tryParseAsn(text);
    expect(result.ok ? null : result.problem.code).toBe(code);
  });

  it('asplain and asdot are two spellings of one number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4294967295 }), (asn) => {
        expect(parseAsn(`${Math.floor(asn / 65536)}.${asn % 65536}`)).toBe(parseAsn(String(asn)));
      }),
    );
  });

  it.each([
    [0, 'reserved'],
    [23456, 'reserved'],
    [45104, 'public'],
    [64495, 'public'],
    [64496, 'documentation'],
    [64511, 'documentation'],
    [64512, 'private'],
    [65534, 'private'],
    [65535, 'reserved'],
    [65536, 'documentation'],
    [65551, 'documentation'],
    [65552, 'reserved'],
    [131071, 'reserved'],
    [131072, 'public'],
    [4199999999, 'public'],
    [4200000000, 'private'],
    [4294967294, 'private'],
    [4294967295, 'reserved'],
  ])('%i is %s', (asn, kind) => {
    expect(asnKind(asn)).toBe(kind);
  });
});
