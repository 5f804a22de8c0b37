'use client';

import { Check, Minus } from 'lucide-react';
import { Checkbox as Radix } from 'radix-ui';
import { useId, type ReactNode } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field';

export type CheckboxProps = {
  checked: boolean | 'indeterminate';
  onChange: (checked: boolean) => void;
  /** Words beside the box; without them give `aria-label`. */
  label?: ReactNode;
  note?: ReactNode;
  /** At the far right: a count. */
  trail?: ReactNode;
  disabled?: boolean;
  name?: string;
  'aria-label'?: string;
  className?: string;
};

/** Yes or no, with its sentence beside it. */
export function Checkbox({ checked, onChange, label, note, trail, disabled, name, className, ...rest }: CheckboxProps) {
  const own = useId();
  const { 'aria-describedby': describedBy, 'aria-invalid': invalid } = useFieldControl();
  const box = (
    <Radix.Root
      id={own}
      name={name}
      checked={checked}
      disabled={disabled}
      aria-label={rest['aria-label']}
      aria-describedby={describedBy}
      aria-invalid={invalid}
      onCheckedChange={(next) => onChange(next === true)}
      className={cn(
        'inline-flex size-4 shrink-0 items-center justify-center rounded-1 border border-line-3 bg-surface text-on-accent',
        'data-[state=checked]:border-accent data-[state=checked]:bg-accent data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent',
        'aria-invalid:border-broken disabled:cursor-not-allowed disabled:border-line-2 disabled:bg-sunken disabled:text-ink-3 disabled:data-[state=checked]:bg-sunken',
        !label && className,
      )}
    >
      <Radix.Indicator>
        {checked === 'indeterminate' ? (
          <Minus className="size-3 stroke-[2.5]" />
        ) : (
          <Check className="size-3 stroke-[2.5]" />
        )}
      </Radix.Indicator>
    </Radix.Root>
  );
  if (!label) return box;
  return (
    <div className={cn('flex items-start gap-2', className)}>
      <span className="flex h-5 items-center">{box}</span>
      <label htmlFor={own} className={cn('min-w-0 flex-1 text-12 leading-5', disabled && 'text-ink-3')}>
        {label} {note && <span className="text-ink-3">{note}</span>}
      </label>
      {trail && <span className="num text-12 leading-5 text-ink-3">{trail}</span>}
    </div>
  );
}
