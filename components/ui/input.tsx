'use client';

import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field';

export const controlLook = cn(
  'w-full min-w-0 rounded-2 border border-line-2 bg-surface text-13 text-ink transition-[border-color,box-shadow] duration-(--t-fast)',
  'placeholder:text-ink-3 hover:border-line-3 disabled:cursor-not-allowed disabled:bg-sunken disabled:text-ink-3 disabled:hover:border-line-2',
  'focus-visible:border-accent focus-visible:shadow-[0_0_0_3px_var(--accent-soft)] focus-visible:outline-1 focus-visible:outline-offset-0 focus-visible:outline-accent',
  'aria-invalid:border-broken aria-invalid:shadow-[0_0_0_3px_var(--broken-soft)] aria-invalid:outline-broken',
);

export type InputProps = ComponentProps<'input'> & {
  /** Addresses, AS numbers and ids are typed in mono. */
  mono?: boolean;
  /** An icon inside, at the left. */
  lead?: ReactNode;
  /** A status, a unit or a key inside, at the right. */
  trail?: ReactNode;
};

/** One line of text. Inside a `Field` its label, help and error are wired. */
export function Input({ mono, lead, trail, className, ...rest }: InputProps) {
  const control = useFieldControl(rest);
  const input = (
    <input
      {...rest}
      {...control}
      spellCheck={rest.spellCheck ?? (mono ? false : undefined)}
      className={cn(controlLook, 'h-8 px-2.5', mono && 'mono text-12', lead && 'pl-8', trail && 'pr-20', className)}
    />
  );
  if (!lead && !trail) return input;
  return (
    <span className="relative flex items-center">
      {lead && (
        <span
          aria-hidden
          className="pointer-events-none absolute left-2.5 text-ink-3 [&>svg]:size-3.5 [&>svg]:stroke-[1.5]"
        >
          {lead}
        </span>
      )}
      {input}
      {trail && <span className="absolute right-1 flex items-center gap-1 pr-1 text-12 text-ink-3">{trail}</span>}
    </span>
  );
}
