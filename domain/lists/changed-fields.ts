import { canonicalJson } from '@/domain/canonical-json';

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/**
 * Top-level fields in which two versions differ, as `field: before → after`; long values by name alone, and so is whatever tells
 * of a key: that it was changed is history, which one it is or was is nobody's business here.
 */
export function changedFields(before: unknown, after: unknown): string[] {
  const [old, fresh] = [fields(before), fields(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])].sort();
  const text = (value: unknown) => (value === undefined ? '∅' : canonicalJson(value));
  return names
    .filter((name) => text(old[name]) !== text(fresh[name]))
    .map((name) => {
      const line = `${name}: ${text(old[name])} → ${text(fresh[name])}`;
      return line.length > 120 || line.includes('authKey') ? name : line;
    });
}
