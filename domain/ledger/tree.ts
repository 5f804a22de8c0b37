import { addressCount, containsPrefix, firstBits, prefixFamily, prefixLength, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { DEFAULT_DOMAIN, type LedgerBlock } from './block';

/** One row of the tree, parents before their parts. `used` is how much of it is spoken for, 0 to 1; null: nobody counts it. */
export type TreeRow = { block: LedgerBlock; depth: number; parent: string | null; parts: number; used: number | null };

/** Blocks as a tree by containment, one routing domain after the other; of equal prefixes the upper level comes first. */
export function treeOf(blocks: readonly LedgerBlock[]): TreeRow[] {
  const sorted = blocks.map(placed).sort(inTreeOrder);
  const open: LedgerBlock[] = [];
  const parts = new Map<string, Prefix[]>();
  const rows = sorted.map(({ block }): TreeRow => {
    while (open.length > 0 && !holds(open.at(-1), block)) open.pop();
    const parent = open.at(-1) ?? null;
    if (parent) parts.get(parent.id)?.push(block.prefix);
    parts.set(block.id, []);
    const row = { block, depth: open.length, parent: parent?.id ?? null, parts: 0, used: null };
    open.push(block);
    return row;
  });
  return rows.map((row) => {
    const own = parts.get(row.block.id) ?? [];
    return { ...row, parts: own.length, used: usedOf(row.block, own) };
  });
}

/** Bits are worked out once for each block: a comparison would do it again and again. */
type Placed = { block: LedgerBlock; family: number; first: bigint; length: number };

function placed(block: LedgerBlock): Placed {
  const { prefix } = block;
  return { block, family: prefixFamily(prefix), first: firstBits(prefix), length: prefixLength(prefix) };
}

/** What everybody shares comes first. */
function domainRank({ block: { routingDomain } }: Placed): string {
  return routingDomain === DEFAULT_DOMAIN ? '' : routingDomain;
}

function inTreeOrder(a: Placed, b: Placed): number {
  const [one, other] = [domainRank(a), domainRank(b)];
  if (one !== other) return one < other ? -1 : 1;
  if (a.family !== b.family) return a.family - b.family;
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  return a.length - b.length || a.block.level - b.block.level || (a.block.id < b.block.id ? -1 : 1);
}

function holds(outer: LedgerBlock | undefined, inner: LedgerBlock): boolean {
  return (
    outer !== undefined && outer.routingDomain === inner.routingDomain && containsPrefix(outer.prefix, inner.prefix)
  );
}

function usedOf(block: LedgerBlock, parts: readonly Prefix[]): number | null {
  const total = Number(addressCount(block.prefix));
  if (block.taken !== undefined) return Math.min(1, block.taken / total);
  if (parts.length === 0) return null;
  return Math.min(1, Number(RangeSet.of(parts).size) / total);
}
