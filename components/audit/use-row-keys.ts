'use client';

import { useEffect, useRef } from 'react';
import { keysAreTaken } from '@/components/ui/keys';

/** `j` and `k` lead from row to row; Enter and space open one, because each is a button. */
export function useRowKeys() {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      if (step === 0 || keysAreTaken(event) || !frame.current) return;
      const rows = [...frame.current.querySelectorAll<HTMLElement>('[data-row]')];
      const at = rows.findIndex((row) => row === document.activeElement);
      const next = rows[at < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, at + step))];
      if (!next) return;
      event.preventDefault();
      next.focus();
      next.scrollIntoView({ block: 'nearest' });
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return frame;
}
