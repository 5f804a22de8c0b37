import type { ReactNode } from 'react';
import { cn } from './cn';

export type PanelProps = {
  title?: ReactNode;
  /** Quiet words after the title: counts, ages. */
  sub?: ReactNode;
  actions?: ReactNode;
  /** Gives the content 12 × 16 px of room. Tables and diffs go without. */
  padded?: boolean;
  footer?: ReactNode;
  children?: ReactNode;
  className?: string;
  as?: 'section' | 'aside' | 'div';
};

/** A hairline and a title, never decoration. */
export function Panel({
  title,
  sub,
  actions,
  padded,
  footer,
  children,
  className,
  as: Element = 'section',
}: PanelProps) {
  return (
    <Element className={cn('min-w-0 overflow-clip rounded-3 border border-line bg-surface', className)}>
      {(title || actions) && (
        <header className="flex min-h-10 items-center gap-2 border-b border-line px-4 py-1">
          {title && <h2 className="shrink-0 text-13 font-strong">{title}</h2>}
          {sub && <span className="min-w-0 truncate text-12 text-ink-3">{sub}</span>}
          {actions && <div className="ml-auto flex shrink-0 items-center gap-2 text-12 text-ink-3">{actions}</div>}
        </header>
      )}
      {padded ? <div className="px-4 py-3">{children}</div> : children}
      {footer && <footer className="border-t border-line px-4 py-2 text-12 text-ink-3">{footer}</footer>}
    </Element>
  );
}

/** A part of a panel with a small heading of its own. */
export function PanelSection({
  title,
  aside,
  children,
  className,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn('border-t border-line px-4 py-2.5 first:border-t-0 [header+&]:border-t-0', className)}>
      {title && (
        <h3 className="mb-1 flex items-center gap-2 text-12 font-strong">
          {title}
          {aside && <span className="ml-auto text-11 font-regular text-ink-3">{aside}</span>}
        </h3>
      )}
      {children}
    </div>
  );
}
