'use client';

import Link from 'next/link';
import { Tabs as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

const bar = 'flex h-9 shrink-0 gap-4 overflow-x-auto border-b border-line text-12';
const tab = cn(
  '-mb-px flex shrink-0 items-center gap-1 border-b-2 border-transparent font-medium whitespace-nowrap text-ink-2 hover:text-ink',
  'aria-[current=page]:border-accent aria-[current=page]:text-ink data-[state=active]:border-accent data-[state=active]:text-ink',
);

export type TabLink = { href: string; label: ReactNode; count?: number };

/** Tabs that are places: each has a URL. `current` is the href of the open one. */
export function TabLinks({
  label,
  tabs,
  current,
  className,
}: {
  label: string;
  tabs: readonly TabLink[];
  current: string;
  className?: string;
}) {
  return (
    <nav aria-label={label} className={cn(bar, className)}>
      {tabs.map(({ href, label, count }) => (
        <Link
          key={href}
          href={href}
          scroll={false}
          aria-current={href === current ? 'page' : undefined}
          className={tab}
        >
          {label}
          {count !== undefined && <span className="num font-regular text-ink-3">{count}</span>}
        </Link>
      ))}
    </nav>
  );
}

export type TabsProps<Value extends string = string> = {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  tabs: readonly { value: Value; label: ReactNode; count?: number; content: ReactNode }[];
  className?: string;
};

/** Tabs inside a panel. The caller holds the value, usually in the URL. */
export function Tabs<Value extends string = string>({ label, value, onChange, tabs, className }: TabsProps<Value>) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as Value)} className="flex min-h-0 flex-col">
      <Radix.List aria-label={label} className={cn(bar, 'px-4', className)}>
        {tabs.map(({ value, label, count }) => (
          <Radix.Trigger key={value} value={value} className={tab}>
            {label}
            {count !== undefined && <span className="num font-regular text-ink-3">{count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map(({ value, content }) => (
        <Radix.Content key={value} value={value} className="min-h-0 flex-1">
          {content}
        </Radix.Content>
      ))}
    </Radix.Root>
  );
}
