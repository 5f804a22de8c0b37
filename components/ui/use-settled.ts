'use client';

import { useEffect, useState } from 'react';

const TYPING_PAUSE_MS = 150;

/** The value once nobody has changed it for a moment: what is worth asking the server about. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
