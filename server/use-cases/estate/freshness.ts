import { createHash } from 'node:crypto';
import type { KnownPart } from '@/domain/estate/observed-rows';
import type { ResourceKind } from '@/domain/estate/resource';
import type { PartFreshness } from '@/domain/estate/view';
import type { Revision, StatePart } from '@/server/db/estate-state';

/** A part as it stands at a moment. */
export type LoadedPart = Omit<StatePart, 'kind'> & { kind: ResourceKind; removed: boolean; stale: boolean };

/** Silence for three intervals is stale; sources that are read very often get half a minute. */
export function longestSilenceSeconds(intervalSeconds: number): number {
  return Math.max(30, 3 * intervalSeconds);
}

export function isStale(observedAt: Date | null, intervalSeconds: number, now: Date): boolean {
  return observedAt === null || now.getTime() - observedAt.getTime() > longestSilenceSeconds(intervalSeconds) * 1_000;
}

/**
 * Parts as they stand at a moment. What is asked first wins: sources that are still there before removed ones, silent ones
 * before fresh ones, because a part that two sources speak of is only as good as the worse of them.
 */
export function partsAt(parts: readonly StatePart[], now: Date): readonly LoadedPart[] {
  return parts
    .map((part): LoadedPart => {
      const removed = part.removedAt !== null && part.removedAt <= now;
      const stale = removed || isStale(part.observedAt, part.intervalSeconds, now);
      return { ...part, kind: part.kind as ResourceKind, removed, stale };
    })
    .sort((a, b) => Number(a.removed) - Number(b.removed) || Number(b.stale) - Number(a.stale));
}

export function asFreshness({ source, kind, within, observedAt, stale }: LoadedPart): PartFreshness {
  return { source, kind, ...(within ? { within } : {}), observedAt: observedAt?.toISOString() ?? null, stale };
}

/** How little a source is believed where another shows the same object: 0 is there and fresh. */
export function ranksOf(parts: readonly LoadedPart[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>();
  for (const { sourceId, removed, stale } of parts) {
    const rank = (removed ? 2 : 0) + (stale ? 1 : 0);
    ranks.set(sourceId, Math.min(rank, ranks.get(sourceId) ?? rank));
  }
  return ranks;
}

/**
 * The parts whose rows stand for them: read to their end, be it long ago or with rows that were not understood (those count as
 * never read, so nothing is concluded from what they lack). Without
 * those of which a stored row cannot be read: half a table must not pass for the whole.
 */
export function knownParts(parts: readonly LoadedPart[], unreadable: ReadonlySet<string>): readonly KnownPart[] {
  return parts
    .filter(
      ({ observedAt, partly, kind, within }) => (observedAt !== null || partly) && !unreadable.has(`${kind} ${within}`),
    )
    .map(({ kind, within }) => ({ kind, ...(within ? { within } : {}) }));
}

/** Verdicts depend on what is stale, and on who is believed, so a part that grows stale or is removed is another revision. */
export function revisionName(revision: Revision | null, parts: readonly LoadedPart[]): string {
  const named = revision ? `${revision.base}.${revision.count}` : 'empty';
  const stale = parts
    .filter((part) => part.stale)
    .map((part) => `${part.source}/${part.kind}/${part.within}${part.removed ? ' removed' : ''}`);
  if (stale.length === 0) return named;
  return `${named}-${createHash('sha256').update(stale.sort().join('\n')).digest('hex').slice(0, 12)}`;
}
