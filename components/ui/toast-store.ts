import type { ReactNode } from 'react';
import type { Status } from './status-mark';

export type ToastOptions = {
  description?: ReactNode;
  action?: { label: string; onClick: () => void };
  /** How long it stays, unless pointed at; 6 s when left out. */
  durationMs?: number;
};
export type Notice = ToastOptions & { id: number; status: Status; title: ReactNode };

/** As many as can be read at a glance; older ones give way. */
const most = 3;

let notices: readonly Notice[] = [];
let last = 0;
const listeners = new Set<() => void>();

function set(next: readonly Notice[]) {
  notices = next;
  for (const each of listeners) each();
}

export const noticeStore = {
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  snapshot: () => notices,
  dismiss(id: number) {
    set(notices.filter((notice) => notice.id !== id));
  },
};

function say(status: Status) {
  return (title: ReactNode, options: ToastOptions = {}): number => {
    last += 1;
    set([...notices.slice(1 - most), { ...options, id: last, status, title }]);
    return last;
  };
}

/** A short notice about what this person just did. It is never the only record of something. */
export const toast = { success: say('healthy'), error: say('broken'), warning: say('warning'), info: say('unknown') };
