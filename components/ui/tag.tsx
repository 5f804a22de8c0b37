import type { ReactNode } from 'react';
import { cn } from './cn';

const tones = {
  neutral: 'bg-sunken text-ink-2',
  accent: 'bg-accent-soft text-accent',
  add: 'bg-add-bg text-add',
  mod: 'bg-mod-bg text-mod',
  del: 'bg-del-bg text-del',
} as const;

/** One small word about a row: its type, where it comes from. */
export function Tag({
  tone = 'neutral',
  children,
  className,
}: {
  tone?: keyof typeof tones;
  children: ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cn('inline-flex h-4 items-center rounded-1 px-1 text-11 whitespace-nowrap', tones[tone], className)}
    >
      {children}
    </span>
  );
}
