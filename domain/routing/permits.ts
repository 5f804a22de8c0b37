import type { Permit } from '@/domain/estate/vpc';
import { RangeSet } from '@/domain/net/range-set';

/**
 * The part of `destination` that some address of `source` may not reach. A permit without `from` or `to` permits any. Exact:
 * a destination is permitted only when the permits that hold for it cover the whole source.
 */
export function deniedPart(permits: readonly Permit[], source: RangeSet, destination: RangeSet): RangeSet {
  let denied = RangeSet.empty;
  for (const atom of atomsOf(permits, destination)) {
    const applying = permits.filter((permit) => !permit.to || RangeSet.of([permit.to]).contains(atom));
    const anySource = applying.some((permit) => !permit.from);
    const allowed = RangeSet.of(applying.flatMap((permit) => (permit.from ? [permit.from] : [])));
    if (!anySource && !allowed.contains(source)) denied = denied.union(atom);
  }
  return denied;
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
