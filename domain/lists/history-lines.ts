import { changedFields } from './changed-fields';

/** One version of something that is kept over time; `of` tells apart what is not to be compared. */
export type KeptVersion = { of: string; attributes: unknown; from: Date; to: Date | null };

/** `again`: it had been gone in between; `fields` then tell what differs from before. */
export type HistoryStep = 'first' | 'changed' | 'again' | 'gone';
export type HistoryLine<V extends KeptVersion> = { version: V; at: Date; step: HistoryStep; fields: readonly string[] };

/**
 * What happened to something, the latest first: versions compared each with the one before, and the ends that nothing followed.
 * @param versions the latest first
 * @param cut older versions are not among them: a version without one before it is then left out, not called the first
 */
export function historyLines<V extends KeptVersion>(
  versions: readonly V[],
  { cut }: { cut: boolean },
): HistoryLine<V>[] {
  const lines = versions.flatMap((version, at) => {
    const next = versions.slice(0, at).findLast((each) => each.of === version.of);
    const before = versions.slice(at + 1).find((each) => each.of === version.of);
    const gone = version.to !== null && (!next || next.from > version.to);
    return [
      ...(gone && version.to ? [{ version, at: version.to, step: 'gone' as const, fields: [] }] : []),
      ...(before || !cut ? [began(version, before)] : []),
    ];
  });
  return lines.sort((a, b) => b.at.getTime() - a.at.getTime());
}

function began<V extends KeptVersion>(version: V, before: V | undefined): HistoryLine<V> {
  const at = version.from;
  if (!before) return { version, at, step: 'first', fields: [] };
  const step = before.to !== null && before.to < at ? 'again' : 'changed';
  return { version, at, step, fields: changedFields(before.attributes, version.attributes) };
}
