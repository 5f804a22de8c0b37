import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressBits,
  addressFamily,
  addressFromBits,
  compareAddresses,
  parseAddress,
  tryParseAddress,
} from './address';
import { isIpv4Mapped } from './ipv6-text';
import { NetError } from './problem';

function refusal(text: string) {
  const result = tryParseAddress(text);
  return result.ok ? null : result.problem;
}

describe('an address is read strictly', () => {
  it.each([
    ['0.0.0.0', '0.0.0.0'],
    ['255.255.255.255', '255.255.255.255'],
    ['169.254.10.1', '169.254.10.1'],
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8::A', '2001:db8::a'],
    ['2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:0:0:0:0:0:0:0', '1::'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
    ['::ffff:0:192.0.2.1', '::ffff:0:c000:201'],
  ])('%s reads as %s', (text, canonical) => {
    expect(parseAddress(text)).toBe(canonical);
  });

  it.each([
    ['', 'not-an-address'],
    ['10', 'not-an-address'],
    ['10.1', 'not-an-address'],
    ['10.0.0', 'not-an-address'],
    ['10.0.0.0.0', 'not-an-address'],
    ['256.0.0.1', 'not-an-address'],
    ['1e1.0.0.1', 'not-an-address'],
    ['0x0a.0.0.1', 'not-an-address'],
    ['167772161', 'not-an-address'],
    [' 10.0.0.1', 'not-an-address'],
    ['10.0.0.1 ', 'not-an-address'],
    ['10.0.0.1\n', 'not-an-address'],
    ['-1.0.0.1', 'not-an-address'],
    ['+1.0.0.1', 'not-an-address'],
    ['1..2.3', 'not-an-address'],
    ['１.0.0.1', 'not-an-address'],
    ['10.0.0.1/32', 'not-an-address'],
    [':', 'not-an-address'],
    [':::', 'not-an-address'],
    ['1::2::3', 'not-an-address'],
    ['1:2:3:4:5:6:7', 'not-an-address'],
    ['1:2:3:4:5:6:7:8:9', 'not-an-address'],
    ['1:2:3:4:5:6:7::8', 'not-an-address'],
    ['::1:2:3:4:5:6:7:8', 'not-an-address'],
    ['12345::', 'not-an-address'],
    ['g::', 'not-an-address'],
    [':1::', 'not-an-address'],
    ['1:', 'not-an-address'],
    ['::1.2.3', 'not-an-address'],
    ['::1.2.3.4:5', 'not-an-address'],
    ['1.2.3.4::', 'not-an-address'],
    ['::01.2.3.4', 'not-an-address'],
    ['[::1]', 'not-an-address'],
    ['fe80::1%eth0', 'has-zone'],
    ['::ffff:10.0.0.1', 'ipv4-mapped'],
    ['::FFFF:a00:1', 'ipv4-mapped'],
    ['0:0:0:0:0:ffff:0:0', 'ipv4-mapped'],
  ])('%j is refused as %s', (text, code) => {
    expect(refusal(text)?.code).toBe(code);
  });

  it('names both readings of a leading zero, decimal first', () => {
    expect(refusal('010.0.0.1')).toEqual({
      code: 'leading-zeros',
      params: { input: '010.0.0.1', suggestion: '10.0.0.1', alternative: '8.0.0.1' },
    });
    expect(refusal('10.0.0.08')?.params).toEqual({ input: '10.0.0.08', suggestion: '10.0.0.8' });
    expect(refusal('10.0.0.01')?.params).toEqual({ input: '10.0.0.01', suggestion: '10.0.0.1' });
  });

  it('says which IPv4 address a mapped one holds', () => {
    expect(refusal('::ffff:10.0.0.1')?.params.suggestion).toBe('10.0.0.1');
  });

  it('throws what the other door returns, and echoes little of a long text', () => {
    expect(() => parseAddress('nonsense')).toThrow(NetError);
    expect(refusal('x'.repeat(1_000_000))?.params.input.length).toBeLessThan(100);
    expect(refusal(`${':'.repeat(1_000_000)}`)?.code).toBe('not-an-address');
  });
});

describe('an address and its number are the same thing', () => {
  const v4 = fc.bigInt({ min: 0n, max: (1n << 32n) - 1n });
  const v6 = fc.bigInt({ min: 0n, max: (1n << 128n) - 1n });
  /** Many zero groups, so that every way of shortening comes up. */
  const sparse = fc
    .array(fc.constantFrom(0n, 0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 })
    .map((groups) => groups.reduce<bigint>((bits, group) => (bits << 16n) | group, 0n));

  it('IPv4 goes there and back', () => {
    fc.assert(
      fc.property(v4, (bits) => {
        const address = addressFromBits(4, bits);
        expect(addressBits(parseAddress(address))).toBe(bits);
        expect(addressFamily(address)).toBe(4);
      }),
    );
  });

  it('IPv6 goes there and back', () => {
    fc.assert(
      fc.property(fc.oneof(v6, sparse), (bits) => {
        fc.pre(!isIpv4Mapped(bits));
        const address = addressFromBits(6, bits);
        expect(addressBits(parseAddress(address))).toBe(bits);
        expect(parseAddress(address)).toBe(address);
        expect(parseAddress(address.toUpperCase())).toBe(address);
        expect(addressFamily(address)).toBe(6);
      }),
    );
  });

  it('agrees with the URL standard on the canonical text of IPv6', () => {
    fc.assert(
      fc.property(fc.oneof(v6, sparse), (bits) => {
        const address = addressFromBits(6, bits);
        expect(new URL(`http://[${address}]/`).hostname).toBe<string>(`[${address}]`);
      }),
    );
  });

  it('order of text is order of number', () => {
    fc.assert(
      fc.property(v4, v4, (a, b) => {
        expect(Math.sign(compareAddresses(addressFromBits(4, a), addressFromBits(4, b)))).toBe(
          a < b ? -1 : a > b ? 1 : 0,
        );
      }),
    );
    expect(compareAddresses(parseAddress('255.255.255.255'), parseAddress('::'))).toBeLessThan(0);
  });

  it('no number outside the family has an address', () => {
    expect(() => addressFromBits(4, 1n << 32n)).toThrow(RangeError);
    expect(() => addressFromBits(6, -1n)).toThrow(RangeError);
  });
});
