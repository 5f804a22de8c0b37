'use client';

import { Check, Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { useUi } from './ui-context';
import { useCopy } from './use-copy';

/** Addresses, AS numbers, ids, times: mono, tabular, never wrapped in the middle. */
export function Mono({ children, className }: { children: ReactNode; className?: string }) {
  return <span className={cn('mono text-[0.923em]', className)}>{children}</span>;
}

/** A mono text that copies itself on one click. Not for use inside a link or a button: use `Mono` there. */
export function CopyMono({ value, children, className }: { value: string; children?: ReactNode; className?: string }) {
  const { words } = useUi();
  const { copied, copy } = useCopy();
  return (
    <button
      type="button"
      title={copied ? words.copied : words.copy}
      onClick={(event) => {
        event.stopPropagation();
        void copy(value);
      }}
      className={cn(
        'group/copy inline-flex max-w-full items-center gap-1 rounded-1 text-left hover:text-accent',
        className,
      )}
    >
      <span className="truncate mono text-[0.923em]">{children ?? value}</span>
      <span
        aria-hidden
        className="text-ink-3 opacity-0 transition-opacity duration-(--t-fast) group-hover/copy:opacity-100 group-focus-visible/copy:opacity-100"
      >
        {copied ? <Check className="size-3 text-healthy" /> : <Copy className="size-3 stroke-[1.5]" />}
      </span>
      <span className="sr-only" aria-live="polite">
        {copied ? words.copied : ''}
      </span>
    </button>
  );
}
