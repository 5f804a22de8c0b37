import type { ReactNode } from 'react';
import { cn } from './cn';
import { StatusShape, statusTone, type Status } from './status-mark';

export type BadgeProps = {
  /** With a status the badge carries its shape; without one it is neutral. */
  status?: Status;
  icon?: ReactNode;
  size?: 'sm' | 'md';
  children: ReactNode;
  className?: string;
};

/** The state of the object in the title. */
export function Badge({ status, icon, size = 'md', children, className }: BadgeProps) {
  const tone = status ? statusTone[status] : undefined;
  return (
    <span
      className={cn(
        'inline-flex shrink-0 items-center gap-1.5 rounded-2 border px-2 text-12 font-medium whitespace-nowrap [&>svg]:size-3',
        size === 'sm' ? 'h-5' : 'h-6',
        tone ? [tone.soft, tone.line, tone.text] : 'border-line-2 bg-surface text-ink-2',
        className,
      )}
    >
      {status && !icon ? <StatusShape status={status} /> : icon}
      {children}
    </span>
  );
}
