import { firstBits, lastBits, prefixFamily, prefixLength, type Prefix } from './prefix';

const DOT = 46;
const ZERO = 48;

/**
 * First and last position of a prefix on its family's number line: numbers for IPv4; for IPv6 bigints that pass as numbers,
 * because both compare by the same operators. Reads the canonical text without making anything on the way.
 */
export function spanOf(prefix: Prefix): readonly [number, number] {
  if (prefixFamily(prefix) === 6) return [firstBits(prefix), lastBits(prefix)] as unknown as readonly [number, number];
  const slash = prefix.indexOf('/');
  let first = 0;
  let octet = 0;
  for (let at = 0; at < slash; at += 1) {
    const code = prefix.charCodeAt(at);
    if (code === DOT) {
      first = first * 256 + octet;
      octet = 0;
    } else octet = octet * 10 + code - ZERO;
  }
  first = first * 256 + octet;
  return [first, first + 2 ** (32 - prefixLength(prefix)) - 1];
}
