import type { ComponentProps } from 'react';
import { cn } from './cn';

/** A plain table of 32 px rows, 28 px when compact. Scrolls sideways rather than squeezing its facts. */
export function Table({ compact, className, ...rest }: ComponentProps<'table'> & { compact?: boolean }) {
  return (
    // Focusable, so that the keyboard can scroll what holds nothing else to focus (WCAG 2.1.1).
    <div className="w-full overflow-x-auto" tabIndex={0}>
      <table
        data-compact={compact || undefined}
        className={cn('group/table w-full border-collapse text-12', className)}
        {...rest}
      />
    </div>
  );
}

export function TableHead({ className, ...rest }: ComponentProps<'thead'>) {
  return <thead className={className} {...rest} />;
}

export function TableBody({ className, ...rest }: ComponentProps<'tbody'>) {
  return <tbody className={cn('[&>tr:last-child>td]:border-b-0', className)} {...rest} />;
}

export function TableRow({ selected, className, ...rest }: ComponentProps<'tr'> & { selected?: boolean }) {
  return <tr aria-selected={selected || undefined} className={cn('aria-selected:bg-selected', className)} {...rest} />;
}

export const cellLook = 'px-2 align-middle whitespace-nowrap first:pl-4 last:pr-4';

export function TableHeader({ end, className, ...rest }: ComponentProps<'th'> & { end?: boolean }) {
  return (
    <th
      scope="col"
      className={cn(
        'h-7 border-b border-line text-left font-medium text-ink-3',
        cellLook,
        end && 'text-right',
        className,
      )}
      {...rest}
    />
  );
}

export function TableCell({ end, className, ...rest }: ComponentProps<'td'> & { end?: boolean }) {
  return (
    <td
      className={cn(
        'h-(--row) border-b border-line group-data-compact/table:h-(--row-compact)',
        cellLook,
        end && 'num text-right',
        className,
      )}
      {...rest}
    />
  );
}
