import type { Permit } from '@/domain/estate/vpc';
import { RangeSet } from '@/domain/net/range-set';

/** Every address of `source` to every address of `destination`. */
export type Block = { source: RangeSet; destination: RangeSet };

/** What permits let through of a block of traffic and what they do not: blocks that do not overlap and make up the whole. */
export type Sorted = { allowed: readonly Block[]; denied: readonly Block[] };

/**
 * Sorts a block of traffic by permits, exactly to the address at both ends. A permit without `from` or `to` permits any. Parts
 * of the destination that the same sources may reach stay together.
 */
export function sortByPermits(permits: readonly Permit[], { source, destination }: Block): Sorted {
  if (permits.some(isOpen)) return { allowed: [{ source, destination }], denied: [] };
  const atoms = atomsOf(permits, destination);
  return sortByParts(
    atoms.map((atom) => ({ destination: atom, sources: mayReach(permits, source, atom) })),
    source,
  );
}

/** Sorts by which of the sources may send to each part of a destination; parts that the same may send to become one block. */
export function sortByParts(parts: readonly { destination: RangeSet; sources: RangeSet }[], source: RangeSet): Sorted {
  const open: { sources: RangeSet; destinations: RangeSet[] }[] = [];
  for (const { destination, sources } of parts) {
    const alike = open.find((each) => each.sources.equals(sources));
    if (alike) alike.destinations.push(destination);
    else open.push({ sources, destinations: [destination] });
  }
  const blocks = open.map(({ sources, destinations }) => ({ sources, destinations: RangeSet.union(destinations) }));
  const toAll = (sourceOf: (sources: RangeSet) => RangeSet): readonly Block[] =>
    blocks
      .map(({ sources, destinations }) => ({ source: sourceOf(sources), destination: destinations }))
      .filter((block) => !block.source.isEmpty());
  return { allowed: toAll((sources) => sources), denied: toAll((sources) => source.subtract(sources)) };
}

function isOpen({ from, to }: Permit): boolean {
  return from === undefined && to === undefined;
}

function mayReach(permits: readonly Permit[], source: RangeSet, atom: RangeSet): RangeSet {
  const applying = permits.filter((permit) => !permit.to || RangeSet.of([permit.to]).contains(atom));
  if (applying.some((permit) => !permit.from)) return source;
  return source.intersect(RangeSet.of(applying.flatMap((permit) => (permit.from ? [permit.from] : []))));
}

/** The destination cut at the edges of every permit, so that a permit holds for all of an atom or for none of it. */
function atomsOf(permits: readonly Permit[], destination: RangeSet): readonly RangeSet[] {
  let atoms: readonly RangeSet[] = destination.isEmpty() ? [] : [destination];
  for (const { to } of permits) {
    if (!to) continue;
    const range = RangeSet.of([to]);
    atoms = atoms.flatMap((atom) => [atom.intersect(range), atom.subtract(range)]).filter((atom) => !atom.isEmpty());
  }
  return atoms;
}
