'use client';

import { Switch as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import { cn } from './cn';

export type SwitchProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label?: ReactNode;
  note?: ReactNode;
  disabled?: boolean;
  'aria-label'?: string;
  className?: string;
};

/** A setting that takes effect at once. */
export function Switch({ checked, onChange, label, note, disabled, className, ...rest }: SwitchProps) {
  const id = useId();
  const toggle = (
    <Radix.Root
      id={id}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      aria-label={rest['aria-label']}
      className="inline-flex h-4.5 w-8 shrink-0 items-center rounded-full border border-line-3 bg-sunken px-px transition-colors duration-(--t-fast) disabled:cursor-not-allowed disabled:opacity-60 data-[state=checked]:border-accent data-[state=checked]:bg-accent"
    >
      <Radix.Thumb className="size-3.5 rounded-full bg-ink-3 transition-transform duration-(--t-fast) data-[state=checked]:translate-x-3.5 data-[state=checked]:bg-on-accent" />
    </Radix.Root>
  );
  if (!label) return toggle;
  return (
    <div className={cn('flex items-center gap-2', className)}>
      {toggle}
      <label htmlFor={id} className="text-12">
        <span className="font-medium">{label}</span> {note && <span className="text-ink-3">{note}</span>}
      </label>
    </div>
  );
}
