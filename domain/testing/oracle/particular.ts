import type { Estate } from '@/domain/estate/estate';
import { firstBits, prefixFamily, prefixFromParts, prefixLength, type Prefix } from '@/domain/net/prefix';
import { holds } from './addresses';

/** About pods or about the cloud, and not about everything: halved until one range holds it or none meets it. */
export function isParticular(estate: Estate, prefix: Prefix): boolean {
  const ranges = [
    ...estate.vpcs.flatMap(({ prefixes }) => prefixes),
    ...estate.clusters.flatMap(({ edgePodCidr, edgePodCidr6, siteBlocks }) => [
      ...[edgePodCidr, edgePodCidr6].filter((each) => each !== undefined),
      ...(siteBlocks ?? []).map((block) => block.prefix),
    ]),
  ];
  const family = prefix.includes(':') ? 6 : 4;
  const isWithin = (first: bigint, length: number): boolean => {
    const at = { family, bits: first } as const;
    if (ranges.some((each) => prefixLength(each) <= length && holds(each, at))) return true;
    const own = prefixFromParts(family, first, length);
    if (!ranges.some((each) => holds(own, { family: prefixFamily(each), bits: firstBits(each) }))) return false;
    const half = 1n << BigInt((family === 4 ? 32 : 128) - length - 1);
    return isWithin(first, length + 1) && isWithin(first + half, length + 1);
  };
  return isWithin(firstBits(prefix), prefixLength(prefix));
}
