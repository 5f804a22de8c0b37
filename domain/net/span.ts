import { numberOfIpv4 } from './ipv4-text';
import { firstBits, lastBits, prefixFamily, prefixLength, type Prefix } from './prefix';

/**
 * First and last position of a prefix on its family's number line: numbers for IPv4; for IPv6 bigints that pass as numbers,
 * because both compare by the same operators. Reads the canonical text without making anything on the way.
 */
export function spanOf(prefix: Prefix): readonly [number, number] {
  if (prefixFamily(prefix) === 6) return [firstBits(prefix), lastBits(prefix)] as unknown as readonly [number, number];
  const first = numberOfIpv4(prefix);
  return [first, first + 2 ** (32 - prefixLength(prefix)) - 1];
}
