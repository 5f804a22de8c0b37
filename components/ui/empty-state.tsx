import type { ReactNode } from 'react';
import { cn } from './cn';

export type EmptyStateProps = {
  icon?: ReactNode;
  /** What would be here. */
  title: ReactNode;
  /** Why it is not. */
  children?: ReactNode;
  /** The one button that changes that. */
  action?: ReactNode;
  /** 1 when it is all there is on the page, so that the page has a heading. */
  level?: 1 | 2;
  className?: string;
};

/** An empty place that teaches: what would be here, why it is not, what changes that. */
export function EmptyState({ icon, title, children, action, level, className }: EmptyStateProps) {
  const Title = level === 1 ? 'h1' : level === 2 ? 'h2' : 'p';
  return (
    <div className={cn('flex flex-col items-center px-6 py-10 text-center', className)}>
      {icon && (
        <span aria-hidden className="mb-3 text-ink-3 [&>svg]:size-6 [&>svg]:stroke-[1.25]">
          {icon}
        </span>
      )}
      <Title className="text-13 font-strong">{title}</Title>
      {children && <div className="mt-1 max-w-100 text-12 text-ink-3">{children}</div>}
      {action && <div className="mt-4">{action}</div>}
    </div>
  );
}
