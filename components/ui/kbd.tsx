import type { ReactNode } from 'react';
import { cn } from './cn';

/** A key to press. */
export function Kbd({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <kbd
      className={cn(
        'inline-flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-1 border border-line-2 bg-surface px-1 font-sans text-11 leading-none text-ink-3',
        className,
      )}
    >
      {children}
    </kbd>
  );
}
