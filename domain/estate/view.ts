import { oncePer } from '@/domain/memo';
import type { Estate } from './estate';
import type { ResourceKind } from './resource';

/** How fresh one part of a source is. A part is stale when its source has been silent for longer than it may be. */
export type PartFreshness = {
  source: string;
  kind: ResourceKind;
  /** route table of route entries, VBR of BGP objects; absent: all of the kind */
  within?: string;
  /** ISO 8601; null: never read to its end */
  observedAt: string | null;
  stale: boolean;
};

/** An estate and how much of it is to be believed. `revision` names the state: same revision, same estate. */
export type EstateView = { estate: Estate; parts: readonly PartFreshness[]; revision: string };

/**
 * Freshness of one part: the narrowest statement wins (the part of this table before the part of the whole kind).
 * Null when no source speaks of it: declared or assumed, not observed.
 */
export function freshnessOf(
  view: Pick<EstateView, 'parts'>,
  kind: ResourceKind,
  within?: string,
): PartFreshness | null {
  const parts = firstByName(view.parts);
  const narrow = within === undefined ? undefined : parts.get(`${kind} ${within}`);
  return narrow ?? parts.get(kind) ?? null;
}

/** Parts by what they speak of; where several speak of the same, the first is believed. */
const firstByName = oncePer((parts: EstateView['parts']) => {
  const byName = new Map<string, PartFreshness>();
  for (const part of parts) {
    const name = part.within === undefined ? part.kind : `${part.kind} ${part.within}`;
    if (!byName.has(name)) byName.set(name, part);
  }
  return byName;
});
