import type { Draft } from './draft';

const KEY = 'causeway.draft.change';

/** What was typed and not yet sent, kept in this browser until it is planned or discarded. */
export function keepDraft(draft: Draft): void {
  window.localStorage.setItem(KEY, JSON.stringify(draft));
}

export function forgetDraft(): void {
  window.localStorage.removeItem(KEY);
}

/** Null when there is none, or when it is of a shape this version does not know. */
export function keptDraft(): Draft | null {
  const text = typeof window === 'undefined' ? null : window.localStorage.getItem(KEY);
  if (text === null) return null;
  try {
    const draft = JSON.parse(text) as Draft;
    return Array.isArray(draft.operations) && typeof draft.reason === 'string' ? draft : null;
  } catch {
    // A half-written draft is no draft; the next keystroke replaces it.
    forgetDraft();
    return null;
  }
}
