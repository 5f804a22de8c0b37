import { oncePer, Remembered } from '@/domain/memo';
import type { DeclaredFacts } from './declared';
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

/**
 * An estate and how much of it is to be believed. `revision` names the state: same revision, same estate. `declared` is what of it
 * people said, where that is known apart: the estate itself holds what was read in its place.
 */
export type EstateView = {
  estate: Estate;
  parts: readonly PartFreshness[];
  revision: string;
  declared?: DeclaredFacts;
};

/** What the reading of a part is worth. `never`: it was never read to its end. */
export type Reading = { source: string; worth: 'fresh' | 'stale' | 'never' };

/** What each part's reading is worth, by what the part speaks of, and nothing of when it was read. */
export type Readings = ReadonlyMap<string, Reading>;

const EVERYWHERE = {};
const alike = new Remembered<typeof EVERYWHERE, Readings>(16);

/**
 * The readings of a view without their ages, which move all the time and decide nothing: for views that differ in nothing else the
 * very same object, so that what was made of one is known of the other.
 */
export const readingsOf = oncePer((parts: EstateView['parts']): Readings => {
  const readings = [...firstByName(parts)].map(([name, { source, observedAt, stale }]) => {
    const worth = observedAt === null ? 'never' : stale ? 'stale' : 'fresh';
    return [name, { source, worth }] as const;
  });
  const said = readings.flatMap(([name, { source, worth }]) => [name, source, worth]);
  return alike.of(EVERYWHERE, said, () => new Map(readings));
});

/** What the reading of one part is worth; null when no source speaks of it. */
export function readingIn(readings: Readings, kind: ResourceKind, within?: string): Reading | null {
  const narrow = within === undefined ? undefined : readings.get(nameOf(kind, within));
  return narrow ?? readings.get(kind) ?? null;
}

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
  const narrow = within === undefined ? undefined : parts.get(nameOf(kind, within));
  return narrow ?? parts.get(kind) ?? null;
}

function nameOf(kind: ResourceKind, within: string): string {
  return `${kind} ${within}`;
}

/** Parts by what they speak of; where several speak of the same, the first is believed. */
const firstByName = oncePer((parts: EstateView['parts']) => {
  const byName = new Map<string, PartFreshness>();
  for (const part of parts) {
    const name = part.within === undefined ? part.kind : nameOf(part.kind, part.within);
    if (!byName.has(name)) byName.set(name, part);
  }
  return byName;
});
