import { prefixFamily, prefixFromParts, prefixLength, firstBits, overlaps, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { levelOf, type BlockRole, type LedgerBlock } from './block';

/** The lowest aligned block of a length inside `within` that touches nothing taken; null where there is none. */
export function nextFree(within: Prefix, taken: readonly Prefix[], length: number): Prefix | null {
  if (length < prefixLength(within)) return null;
  const free = RangeSet.of([within]).subtract(RangeSet.of(taken)).toPrefixes();
  const room = free.find((each) => prefixLength(each) <= length);
  return room ? prefixFromParts(prefixFamily(room), firstBits(room), length) : null;
}

/** What a block of a role may be a part of. A role that is not named is a part of nothing. */
const PARENT: Partial<Record<BlockRole, BlockRole>> = {
  lan: 'host',
  'v-switch': 'vpc',
  'site-block': 'edge-pods',
  'node-pods': 'edge-pods',
};

type Wanted = { routingDomain: string; role: BlockRole; prefix: Prefix; site?: string };

/**
 * What stands in the way of a new block: blocks of its own level that it overlaps, narrower ones of an upper level, and wider
 * ones that are not what it may be a part of (a LAN inside a VPC, or in the hosts of another site).
 */
export function obstacles(blocks: readonly LedgerBlock[], wanted: Wanted): LedgerBlock[] {
  const level = levelOf(wanted.role);
  return blocks.filter((each) => {
    if (each.routingDomain !== wanted.routingDomain || !overlaps(each.prefix, wanted.prefix)) return false;
    if (each.level > level) return false;
    if (each.level === level || prefixLength(each.prefix) > prefixLength(wanted.prefix)) return true;
    return !isParent(each, wanted);
  });
}

function isParent(block: LedgerBlock, wanted: Wanted): boolean {
  if (block.role !== PARENT[wanted.role]) return false;
  return block.role !== 'host' || block.site === undefined || wanted.site === undefined || block.site === wanted.site;
}

/** Prefixes inside `within` that the next block of a role has to keep clear of: its own level and what lies below it. */
export function takenWithin(
  blocks: readonly LedgerBlock[],
  { routingDomain, role, within }: { routingDomain: string; role: BlockRole; within: LedgerBlock },
): Prefix[] {
  const level = levelOf(role);
  return blocks
    .filter((each) => each.id !== within.id && each.routingDomain === routingDomain)
    .filter((each) => each.level >= level && overlaps(each.prefix, within.prefix))
    .map((each) => each.prefix);
}
