'use client';

import { Check } from 'lucide-react';
import { DropdownMenu as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

export type MenuProps = {
  /** One button. */
  trigger: ReactNode;
  align?: 'start' | 'center' | 'end';
  children: ReactNode;
  className?: string;
};

/** Verbs and choices behind a button. */
export function Menu({ trigger, align = 'end', children, className }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={cn(
            'z-50 min-w-44 appear rounded-2 border border-line-2 bg-surface p-1 shadow-2 outline-none',
            className,
          )}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const item = cn(
  'flex min-h-7 cursor-default items-center gap-2 rounded-1 px-2 text-12 outline-none select-none',
  'data-disabled:text-ink-3 data-highlighted:bg-hover [&>svg]:size-3.5 [&>svg]:shrink-0 [&>svg]:stroke-[1.5]',
);

export type MenuItemProps = {
  onSelect?: () => void;
  icon?: ReactNode;
  /** At the far right: a key or a count. */
  trail?: ReactNode;
  danger?: boolean;
  disabled?: boolean;
  /** Renders the only child (a link) as the item. */
  asChild?: boolean;
  children: ReactNode;
};

export function MenuItem({ onSelect, icon, trail, danger, disabled, asChild, children }: MenuItemProps) {
  if (asChild)
    return (
      <Radix.Item asChild disabled={disabled} onSelect={onSelect} className={item}>
        {children}
      </Radix.Item>
    );
  return (
    <Radix.Item disabled={disabled} onSelect={onSelect} className={cn(item, danger && 'text-broken-text')}>
      {icon}
      <span className="min-w-0 flex-1">{children}</span>
      {trail && <span className="text-11 text-ink-3">{trail}</span>}
    </Radix.Item>
  );
}

export function MenuCheckItem({
  checked,
  onChange,
  keepOpen,
  children,
}: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  keepOpen?: boolean;
  children: ReactNode;
}) {
  return (
    <Radix.CheckboxItem
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => keepOpen && event.preventDefault()}
      className={item}
    >
      <span className="flex size-3.5 shrink-0 items-center">
        <Radix.ItemIndicator>
          <Check className="size-3.5 stroke-2 text-accent" />
        </Radix.ItemIndicator>
      </span>
      {children}
    </Radix.CheckboxItem>
  );
}

export type MenuChoice<Value extends string = string> = { value: Value; label: ReactNode; icon?: ReactNode };

export function MenuRadio<Value extends string = string>({
  value,
  onChange,
  choices,
}: {
  value: Value | undefined;
  onChange: (value: Value) => void;
  choices: readonly MenuChoice<Value>[];
}) {
  return (
    <Radix.RadioGroup value={value ?? ''} onValueChange={(next) => onChange(next as Value)}>
      {choices.map((choice) => (
        <Radix.RadioItem key={choice.value} value={choice.value} className={item}>
          {choice.icon}
          <span className="min-w-0 flex-1">{choice.label}</span>
          <Radix.ItemIndicator>
            <Check className="size-3.5 stroke-2 text-accent" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 py-1 text-11 text-ink-3">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
