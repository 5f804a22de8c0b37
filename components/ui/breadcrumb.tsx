import Link from 'next/link';
import { Fragment, type ReactNode } from 'react';
import { cn } from './cn';

export type Crumb = { label: ReactNode; href?: string };

/** Where I am. The last one is here; the others lead back. */
export function Breadcrumb({
  crumbs,
  label,
  className,
}: {
  crumbs: readonly Crumb[];
  label: string;
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn('flex min-w-0 items-center gap-1.5 whitespace-nowrap text-ink-3', className)}>
      {crumbs.map((crumb, index) => {
        const last = index === crumbs.length - 1;
        return (
          <Fragment key={index}>
            {index > 0 && (
              <span aria-hidden className="text-line-3">
                /
              </span>
            )}
            {crumb.href && !last ? (
              <Link href={crumb.href} className="truncate hover:text-ink hover:underline">
                {crumb.label}
              </Link>
            ) : (
              <span aria-current={last ? 'page' : undefined} className={cn('truncate', last && 'font-strong text-ink')}>
                {crumb.label}
              </span>
            )}
          </Fragment>
        );
      })}
    </nav>
  );
}
