'use client';

import { RadioGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field';

export type RadioCard<Value extends string = string> = {
  value: Value;
  title: ReactNode;
  detail?: ReactNode;
  disabled?: boolean;
};

export type RadioCardsProps<Value extends string = string> = {
  value: Value | undefined;
  onChange: (value: Value) => void;
  cards: readonly RadioCard<Value>[];
  label: string;
  columns?: 1 | 2 | 3;
  disabled?: boolean;
  name?: string;
  className?: string;
};

const grid = { 1: 'grid-cols-1', 2: 'grid-cols-1 md:grid-cols-2', 3: 'grid-cols-1 md:grid-cols-3' } as const;

/** One of a few choices that each need a line of explanation. */
export function RadioCards<Value extends string = string>({
  value,
  onChange,
  cards,
  label,
  columns = 2,
  disabled,
  name,
  className,
}: RadioCardsProps<Value>) {
  const { 'aria-describedby': describedBy } = useFieldControl();
  return (
    <RadioGroup.Root
      value={value ?? ''}
      onValueChange={(next) => onChange(next as Value)}
      aria-label={label}
      aria-describedby={describedBy}
      disabled={disabled}
      name={name}
      className={cn('grid gap-3', grid[columns], className)}
    >
      {cards.map((card) => (
        <RadioGroup.Item
          key={card.value}
          value={card.value}
          disabled={card.disabled}
          className={cn(
            'group flex items-start gap-2 rounded-2 border border-line-2 bg-surface px-2.5 py-[7px] text-left text-12 hover:border-line-3',
            'data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft disabled:bg-sunken disabled:text-ink-3',
          )}
        >
          <span
            aria-hidden
            className="mt-px size-4 shrink-0 rounded-full border border-line-3 bg-surface group-data-[state=checked]:border-[5px] group-data-[state=checked]:border-accent"
          />
          <span className="min-w-0">
            <span className="block font-medium">{card.title}</span>
            {card.detail && <span className="block text-ink-2">{card.detail}</span>}
          </span>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  );
}
