'use client';

import { useCallback, useSyncExternalStore } from 'react';

/** Whether a media query holds; `atFirst` while the page comes from the server. */
export function useMedia(query: string, atFirst = false): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => atFirst,
  );
}
