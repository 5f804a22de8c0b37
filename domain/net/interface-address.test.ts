import { describe, expect, it } from 'vitest';
import { interfaceAddressText, parseInterfaceAddress, tryParseInterfaceAddress } from './interface-address';

describe('an interface address', () => {
  it.each([
    ['169.254.10.1/30', '169.254.10.1', '169.254.10.0/30'],
    ['169.254.10.0/31', '169.254.10.0', '169.254.10.0/31'],
    ['192.0.2.1/32', '192.0.2.1', '192.0.2.1/32'],
    ['2001:DB8::1/126', '2001:db8::1', '2001:db8::/126'],
  ])('%s is the address %s on %s', (text, address, prefix) => {
    expect(parseInterfaceAddress(text)).toEqual({ address, prefix });
    expect(interfaceAddressText(parseInterfaceAddress(text))).toBe(text.toLowerCase());
  });

  it.each([
    ['169.254.10.1', 'missing-length'],
    ['169.254.10.1/', 'missing-length'],
    ['169.254.10.1/33', 'length-out-of-range'],
    ['169.254.10.1/030', 'leading-zeros'],
    ['169.254.010.1/30', 'leading-zeros'],
    ['169.254.10.1/x', 'not-an-interface-address'],
    ['uplink/30', 'not-an-interface-address'],
    ['::ffff:10.0.0.1/120', 'ipv4-mapped'],
    ['fe80::1%eth0/64', 'has-zone'],
  ])('%s is refused as %s', (text, code) => {
    const result = tryParseInterfaceAddress(text);
    expect(result.ok ? null : result.problem.code).toBe(code);
  });
});
