'use client';

import type { ReactNode } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { StatusShape } from './status-mark';
import { useUi } from './ui-context';

export type ErrorStateProps = {
  title: ReactNode;
  /** What is known about it and what to do. */
  children?: ReactNode;
  /** The id by which the log knows it. */
  reference?: string;
  onRetry?: () => void;
  action?: ReactNode;
  /** 1 when it is all there is on the page, so that the page has a heading. */
  level?: 1 | 2;
  className?: string;
};

/** Something could not be shown: what, why, and the way to try again. */
export function ErrorState({ title, children, reference, onRetry, action, level, className }: ErrorStateProps) {
  const { words } = useUi();
  const Title = level === 1 ? 'h1' : level === 2 ? 'h2' : 'p';
  return (
    <div role="alert" className={cn('flex flex-col items-center px-6 py-10 text-center', className)}>
      <StatusShape status="broken" className="mb-3 size-4" />
      <Title className="text-13 font-strong">{title}</Title>
      {children && <div className="mt-1 max-w-120 text-12 text-ink-2">{children}</div>}
      {reference && <p className="mt-2 mono text-11 text-ink-3">{reference}</p>}
      {(onRetry || action) && (
        <div className="mt-4 flex gap-2">
          {onRetry && <Button onClick={onRetry}>{words.retry}</Button>}
          {action}
        </div>
      )}
    </div>
  );
}
