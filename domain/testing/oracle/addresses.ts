import { addressBits, type Address } from '@/domain/net/address';
import { firstBits, prefixFamily, prefixLength, type Prefix } from '@/domain/net/prefix';

type Pattern = { family: 4 | 6; bits: bigint; shift: bigint; length: number };

const patterns = new Map<string, Pattern>();

function patternOf(prefix: Prefix): Pattern {
  const known = patterns.get(prefix);
  if (known) return known;
  const family = prefixFamily(prefix);
  const length = prefixLength(prefix);
  const shift = BigInt((family === 4 ? 32 : 128) - length);
  const pattern = { family, bits: firstBits(prefix) >> shift, shift, length };
  patterns.set(prefix, pattern);
  return pattern;
}

/** One address, bit by bit. */
export type Point = { family: 4 | 6; bits: bigint };

export function pointOf(address: Address): Point {
  return { family: address.includes(':') ? 6 : 4, bits: addressBits(address) };
}

export function holds(prefix: Prefix, { family, bits }: Point): boolean {
  const pattern = patternOf(prefix);
  return pattern.family === family && bits >> pattern.shift === pattern.bits;
}

export function longest<T>(rows: readonly T[], prefixOf: (row: T) => Prefix): readonly T[] {
  let best: T[] = [];
  for (const row of rows) {
    const length = patternOf(prefixOf(row)).length;
    const bestLength = best[0] === undefined ? -1 : patternOf(prefixOf(best[0])).length;
    if (length > bestLength) best = [row];
    else if (length === bestLength) best.push(row);
  }
  return best;
}
