'use client';

import type { ReactNode } from 'react';
import { cn } from './cn';

export type FilterChip<Value extends string> = { value: Value; label: ReactNode; icon?: ReactNode; count: number };

type FilterChipsProps<Value extends string> = {
  label: string;
  chips: readonly FilterChip<Value>[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
};

/** How many there are of each; a press shows those alone, another one all again. What nothing has is not offered. */
export function FilterChips<Value extends string>({ label, chips, chosen, onChange }: FilterChipsProps<Value>) {
  return (
    <span role="group" aria-label={label} className="flex flex-wrap gap-1">
      {chips
        .filter(({ value, count }) => count > 0 || chosen.includes(value))
        .map(({ value, label: word, icon, count }) => {
          const on = chosen.includes(value);
          return (
            <button
              key={value}
              type="button"
              aria-pressed={on}
              onClick={() => onChange(on ? chosen.filter((each) => each !== value) : [...chosen, value])}
              className={cn(
                'inline-flex h-7 items-center gap-1.5 rounded-2 border px-2 text-12 hover:bg-hover',
                on ? 'border-accent bg-selected text-ink' : 'border-line text-ink-2',
              )}
            >
              {icon}
              {word} <span className="num text-ink-3">{count}</span>
            </button>
          );
        })}
    </span>
  );
}
