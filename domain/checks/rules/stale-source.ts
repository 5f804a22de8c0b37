import type { Check } from '../finding';

/** A source that went silent: everything it told is shown as unknown until it answers again. */
export const staleSource: Check = ({ parts: all, now }) => {
  const stale = all.filter((part) => part.stale || part.observedAt === null);
  return [...new Set(stale.map((part) => part.source))].sort().map((source) => {
    const parts = stale.filter((part) => part.source === source);
    const times = parts.flatMap((part) => (part.observedAt === null ? [] : [part.observedAt])).sort();
    const oldest = times[0];
    const silentSeconds =
      oldest === undefined ? -1 : Math.max(0, Math.round((Date.parse(now) - Date.parse(oldest)) / 1000));
    const params = { source, parts: parts.length, observedAt: oldest ?? '', silentSeconds };
    return {
      code: 'C02',
      kind: 'stale-source',
      severity: 'warning',
      owner: 'cloud',
      subject: { kind: 'source', key: source },
      params,
      flows: [],
    };
  });
};
