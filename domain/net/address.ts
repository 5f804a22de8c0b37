import { readIpv4, readingsOfLeadingZeros, writeIpv4 } from './ipv4-text';
import { isIpv4Mapped, readIpv6, writeIpv6 } from './ipv6-text';
import { refuse, valueOf, type NetResult } from './problem';

declare const brand: unique symbol;

/** A host address in its one canonical text: dotted decimal, or RFC 5952 for IPv6. Equal text is equal address. */
export type Address = string & { readonly [brand]: 'Address' };

export type Family = 4 | 6;

export function widthOf(family: Family): number {
  return family === 4 ? 32 : 128;
}

/**
 * The one door for addresses as text. Refuses what parsers disagree on: leading zeros, octal, hexadecimal, short forms, zones,
 * and IPv4-mapped IPv6, which one table would hold apart from the IPv4 address that another takes it for.
 */
export function tryParseAddress(text: string): NetResult<Address> {
  if (!text.includes(':')) return tryParseIpv4(text);
  if (text.includes('%')) return refuse('has-zone', text);
  const bits = readIpv6(text);
  if (bits === null) return refuse('not-an-address', text);
  if (isIpv4Mapped(bits)) return refuse('ipv4-mapped', text, { suggestion: writeIpv4(bits & 0xffffffffn) });
  return { ok: true, value: addressFromBits(6, bits) };
}

function tryParseIpv4(text: string): NetResult<Address> {
  const reading = readIpv4(text);
  if (reading.ok) return { ok: true, value: text as Address };
  if (reading.fault === 'leading-zeros') return refuse('leading-zeros', text, readingsOfLeadingZeros(text));
  return refuse('not-an-address', text);
}

/** @throws NetError saying why the text is refused */
export function parseAddress(text: string): Address {
  return valueOf(tryParseAddress(text));
}

export function addressFamily(address: Address): Family {
  return address.includes(':') ? 6 : 4;
}

/** The address as a number of 32 or 128 bits. */
export function addressBits(address: Address): bigint {
  return bitsOfCanonical(address);
}

/** Bits of text that is known to be canonical; mapped IPv6 is possible there as the edge of a wider prefix. */
export function bitsOfCanonical(text: string): bigint {
  if (text.includes(':')) {
    const bits = readIpv6(text);
    if (bits !== null) return bits;
  } else {
    const reading = readIpv4(text);
    if (reading.ok) return reading.bits;
  }
  return valueOf(refuse('not-an-address', text));
}

/** @throws RangeError when the bits do not fit the family */
export function addressFromBits(family: Family, bits: bigint): Address {
  if (bits < 0n || bits >> BigInt(widthOf(family)) !== 0n)
    throw new RangeError(`no IPv${family} address has the bits ${bits}`);
  return (family === 4 ? writeIpv4(bits) : writeIpv6(bits)) as Address;
}

/** IPv4 before IPv6, then by number. */
export function compareAddresses(a: Address, b: Address): number {
  const families = addressFamily(a) - addressFamily(b);
  if (families !== 0) return families;
  const difference = addressBits(a) - addressBits(b);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
