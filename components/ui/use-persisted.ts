'use client';

import { useCallback, useMemo, useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(listener: () => void) {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

/** What the browser keeps under a key; null when it keeps nothing or keeps no storage at all (private windows). */
function read(key: string): string | null {
  try {
    return window.localStorage.getItem(key);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

function parse<Value>(text: string | null, initial: Value, isValue: (value: unknown) => value is Value): Value {
  if (text === null) return initial;
  try {
    const value: unknown = JSON.parse(text);
    return isValue(value) ? value : initial;
  } catch (error) {
    // Another version, or a person, wrote there something that is not JSON.
    if (error instanceof SyntaxError) return initial;
    throw error;
  }
}

/** State that the browser remembers. Without a key it is forgotten with the page's storage entry, i.e. never written. */
export function usePersisted<Value>(
  key: string | undefined,
  initial: Value,
  isValue: (value: unknown) => value is Value,
): [Value, (value: Value) => void] {
  const text = useSyncExternalStore(
    subscribe,
    () => (key ? read(key) : null),
    () => null,
  );
  const value = useMemo(() => parse(text, initial, isValue), [text, initial, isValue]);
  const write = useCallback(
    (next: Value) => {
      if (!key) return;
      try {
        window.localStorage.setItem(key, JSON.stringify(next));
      } catch (error) {
        // Full or forbidden storage: the choice lasts no longer, nothing else is lost.
        if (!(error instanceof DOMException)) throw error;
      }
      for (const each of listeners) each();
    },
    [key],
  );
  return [value, write];
}
