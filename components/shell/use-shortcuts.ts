'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import { keysAreTaken } from '@/components/ui/keys';
import { newChangeHref, places } from './places';

type Shortcuts = { go: (href: string) => void; onSearch: () => void; onKeys: () => void };

/** How long `g` waits for its letter. */
const chordMs = 1200;

/** The keys that work everywhere: `g` and a letter, `c`, `/`, `Ctrl K` or `⌘K`, `?`. */
export function useShortcuts({ go, onSearch, onKeys }: Shortcuts) {
  const chordAt = useRef<number | null>(null);

  const press = useEffectEvent((event: KeyboardEvent) => {
    if ((event.metaKey || event.ctrlKey) && !event.altKey && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      onSearch();
      return;
    }
    if (keysAreTaken(event)) return;
    const inChord = chordAt.current !== null && event.timeStamp - chordAt.current < chordMs;
    chordAt.current = null;
    const act = inChord ? placeAction(event.key, go) : singleAction(event.key, { go, onSearch, onKeys });
    if (!inChord && event.key === 'g') chordAt.current = event.timeStamp;
    if (!act) return;
    event.preventDefault();
    act();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);
}

function placeAction(key: string, go: Shortcuts['go']): (() => void) | undefined {
  const place = places.find((each) => each.key === key);
  return place && (() => go(place.href));
}

function singleAction(key: string, { go, onSearch, onKeys }: Shortcuts): (() => void) | undefined {
  if (key === 'c') return () => go(newChangeHref);
  if (key === '/') return onSearch;
  if (key === '?') return onKeys;
  return undefined;
}
