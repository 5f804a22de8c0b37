'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => undefined;

/** False for what the server draws and until the browser has taken that over. */
export function useTakenOver(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
