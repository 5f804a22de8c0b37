import type { DeclaredFacts } from '@/domain/estate/declared';
import { containsPrefix, overlaps, parsePrefix, type Prefix } from '@/domain/net/prefix';
import { levelOf, type BlockRole, type DerivedBlock } from './block';
import { declaredBlocks } from './blocks-of-estate';

/** A block that is in force already: somebody's claim or reservation. */
export type HeldBlock = {
  routingDomain: string;
  level: number;
  prefix: string;
  role: string;
  state: string;
  /** `site:dc-1`; null for a reservation */
  ownerKey: string | null;
  siteKey: string | null;
  note: string | null;
  createdBy: string | null;
};

/** Two claims that cannot both be: whose block, and what is in its way. */
export type ClaimConflict = {
  block: DerivedBlock;
  other: { prefix: Prefix; owner: string; state: 'declared' | 'reserved' };
};

/** The claims of facts, the wider one where a site names a range and a part of it. */
export function claimsOf(facts: Pick<DeclaredFacts, 'sites' | 'clusters'>): DerivedBlock[] {
  const blocks = declaredBlocks(facts);
  const hosts = blocks.filter(({ role }) => role === 'host');
  const isPart = (block: DerivedBlock) =>
    hosts.some(
      (other) =>
        other.owner.key === block.owner.key &&
        other.prefix !== block.prefix &&
        containsPrefix(other.prefix, block.prefix),
    );
  return blocks.filter((block) => block.role !== 'host' || !isPart(block));
}

export function ownerKeyOf({ owner }: DerivedBlock): string {
  return `${owner.kind}:${owner.key}`;
}

/** Whether a reservation was made for this claim: for its site, or by who claims it and for no site. */
export function fulfils(block: DerivedBlock, held: HeldBlock, by: string | null): boolean {
  return (
    held.state === 'reserved' &&
    held.routingDomain === block.routingDomain &&
    held.role === block.role &&
    containsPrefix(block.prefix, parsePrefix(held.prefix)) &&
    (held.siteKey === null ? held.createdBy === by : held.siteKey === block.site)
  );
}

/** Every pair that the database would refuse, in the order of the claims: among each other and with what is held. */
export function claimConflicts(
  claims: readonly DerivedBlock[],
  held: readonly HeldBlock[],
  by: string | null,
): ClaimConflict[] {
  const inTheWay = held.filter((each) => !claims.some((block) => isSame(block, each) || fulfils(block, each, by)));
  return claims.flatMap((block, at): ClaimConflict[] => {
    const collides = (other: { routingDomain: string; level: number; prefix: string }) =>
      other.routingDomain === block.routingDomain &&
      other.level === levelOf(block.role) &&
      overlaps(parsePrefix(other.prefix), block.prefix);
    const earlier = claims.slice(0, at).filter((other) => collides({ ...other, level: levelOf(other.role) }));
    return [
      ...inTheWay.filter(collides).map((each) => ({ block, other: heldSide(each) })),
      ...earlier.map((other) => ({
        block,
        other: { prefix: other.prefix, owner: other.owner.key, state: 'declared' as const },
      })),
    ];
  });
}

function isSame(block: DerivedBlock, held: HeldBlock): boolean {
  return (
    held.state === 'declared' &&
    held.ownerKey === ownerKeyOf(block) &&
    held.routingDomain === block.routingDomain &&
    held.role === (block.role satisfies BlockRole) &&
    held.prefix === block.prefix
  );
}

function heldSide({ prefix, ownerKey, note, state }: HeldBlock): ClaimConflict['other'] {
  const owner = ownerKey === null ? (note ?? '—') : ownerKey.slice(ownerKey.indexOf(':') + 1);
  return { prefix: parsePrefix(prefix), owner, state: state === 'reserved' ? 'reserved' : 'declared' };
}
