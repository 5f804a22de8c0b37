'use client';

import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react';
import { keysAreTaken } from './keys';

type RowCursor = {
  frame: RefObject<HTMLElement | null>;
  ids: readonly string[];
  onOpen?: (id: string) => void;
  onMove: (index: number) => void;
  /** a row to go to as soon as it is there, once for every such object */
  seek?: { id: string } | null | undefined;
};

/** The row the keyboard is on: `j` and `k` (or the arrows, inside the table) move it, `Enter` opens it. */
export function useRowCursor({ frame, ids, onOpen, onMove, seek }: RowCursor) {
  const [cursor, setCursor] = useState<string | null>(null);
  // A key asks once for focus; a row that comes back into view later must not take it from where the person is.
  const focusNextRef = useRef<string | null>(null);

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (keysAreTaken(event) || !frame.current) return;
    const focus = document.activeElement;
    const inside = frame.current.contains(focus);
    // Outside any table, the first one of the page answers.
    const first = document.querySelector('[data-row-cursor]') === frame.current;
    const idle = focus === null || focus === document.body || focus.id === 'content';
    if (!inside && !(idle && first)) return;
    const at = cursor === null ? -1 : ids.indexOf(cursor);
    const step = stepOf(event.key, inside);
    if (step !== 0) {
      event.preventDefault();
      const next = Math.min(ids.length - 1, Math.max(0, at + step));
      const id = ids[next];
      if (id === undefined) return;
      setCursor(id);
      focusNextRef.current = id;
      onMove(next);
    } else if (event.key === 'Enter' && at >= 0 && (!inside || focus?.matches('tr'))) {
      event.preventDefault();
      onOpen?.(ids[at] as string);
    }
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, []);

  const soughtRef = useRef<RowCursor['seek']>(null);
  const at = seek ? ids.indexOf(seek.id) : -1;
  useEffect(() => {
    if (at < 0 || soughtRef.current === seek) return;
    soughtRef.current = seek;
    frame.current?.querySelector<HTMLElement>(`tr[aria-rowindex="${at + 2}"]`)?.focus();
  }, [at, seek, frame]);

  return { cursor, setCursor, focusNextRef };
}

function stepOf(key: string, inside: boolean): number {
  if (key === 'j' || (inside && key === 'ArrowDown')) return 1;
  if (key === 'k' || (inside && key === 'ArrowUp')) return -1;
  return 0;
}
