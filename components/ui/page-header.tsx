import type { ReactNode } from 'react';
import { cn } from './cn';

export type PageHeaderProps = {
  /** The id before the title, mono. */
  reference?: ReactNode;
  title: ReactNode;
  badge?: ReactNode;
  actions?: ReactNode;
  /** The one sentence that says what is. */
  sentence?: ReactNode;
  /** Small facts in a row: author, approver, digest. */
  meta?: ReactNode;
  className?: string;
};

/** What this page is about, its state, and what can be done. */
export function PageHeader({ reference, title, badge, actions, sentence, meta, className }: PageHeaderProps) {
  return (
    <header className={cn('pt-4 pb-3', className)}>
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-2">
        {reference && <span className="mono text-13 text-ink-3">{reference}</span>}
        <h1 className="min-w-0 text-20 tracking-[-0.015em] [&_.mono]:text-[18px] [&_.mono]:font-strong [&_.mono]:tracking-[-0.03em]">
          {title}
        </h1>
        {badge}
        {actions && <div className="ml-auto flex flex-wrap items-center gap-3">{actions}</div>}
      </div>
      {sentence && <p className="mt-1 max-w-310 text-15 text-ink">{sentence}</p>}
      {meta && <div className="mt-2 flex flex-wrap items-center gap-x-6 gap-y-1 text-12 text-ink-3">{meta}</div>}
    </header>
  );
}

/** One fact of the meta row: a quiet word and what it is. */
export function MetaItem({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <span>
      {label} <span className="text-ink">{children}</span>
    </span>
  );
}

/** A page's content at the frame's margins. */
export function PageBody({ children, className }: { children: ReactNode; className?: string }) {
  return <div className={cn('px-6 pb-6', className)}>{children}</div>;
}
