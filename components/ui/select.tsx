'use client';

import { Check, ChevronDown } from 'lucide-react';
import { Select as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field';
import { controlLook } from './input';
import { useUi } from './ui-context';

export type SelectOption<Value extends string = string> = {
  value: Value;
  label: ReactNode;
  /** Quiet words after the label: where it is, what it carries. */
  note?: ReactNode;
  icon?: ReactNode;
  disabled?: boolean;
};

export type SelectProps<Value extends string = string> = {
  value: Value | undefined;
  onChange: (value: Value) => void;
  options: readonly SelectOption<Value>[];
  placeholder?: ReactNode;
  disabled?: boolean;
  mono?: boolean;
  size?: 'sm' | 'md';
  name?: string;
  id?: string;
  'aria-label'?: string;
  onBlur?: () => void;
  className?: string;
};

/** One of a few that exist. */
export function Select<Value extends string = string>({
  value,
  onChange,
  options,
  placeholder,
  disabled,
  mono,
  size = 'md',
  name,
  id,
  onBlur,
  className,
  ...rest
}: SelectProps<Value>) {
  const { nonce } = useUi();
  const chosen = options.find((option) => option.value === value);
  return (
    <Radix.Root value={value ?? ''} onValueChange={(next) => onChange(next as Value)} disabled={disabled} name={name}>
      <Radix.Trigger
        {...useFieldControl({ id })}
        aria-label={rest['aria-label']}
        onBlur={onBlur}
        className={cn(
          controlLook,
          'flex items-center gap-2 pr-2 pl-2.5 text-left data-placeholder:text-ink-3',
          size === 'sm' ? 'h-7 text-12' : 'h-8',
          className,
        )}
      >
        <span className="min-w-0 flex-1 truncate">
          {/* Said here and not by the list, which is not drawn on the server: the field would come empty. */}
          <Radix.Value placeholder={placeholder}>{chosen && <OptionWords option={chosen} mono={mono} />}</Radix.Value>
        </span>
        <Radix.Icon asChild>
          <ChevronDown className="size-3.5 shrink-0 stroke-[1.5] text-ink-3" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-(--radix-select-content-available-height) min-w-(--radix-select-trigger-width) appear overflow-hidden rounded-2 border border-line-2 bg-surface shadow-2"
        >
          <Radix.Viewport nonce={nonce} className="p-1">
            {options.map((option) => (
              <Option key={option.value} option={option} mono={mono} />
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Option({ option, mono }: { option: SelectOption; mono?: boolean }) {
  return (
    <Radix.Item
      value={option.value}
      disabled={option.disabled}
      className="flex min-h-7 cursor-default items-center gap-2 rounded-1 py-1 pr-2 pl-2 text-12 outline-none select-none data-disabled:text-ink-3 data-highlighted:bg-hover"
    >
      <Radix.ItemText>
        <OptionWords option={option} mono={mono} />
      </Radix.ItemText>
      <Radix.ItemIndicator className="ml-auto">
        <Check className="size-3.5 stroke-2 text-accent" />
      </Radix.ItemIndicator>
    </Radix.Item>
  );
}

function OptionWords({ option, mono }: { option: SelectOption; mono?: boolean }) {
  return (
    <span className="inline-flex items-center gap-2 [&_svg]:size-3.5 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]">
      {option.icon}
      <span className={mono ? 'mono text-12' : undefined}>{option.label}</span>
      {option.note && <span className="text-12 text-ink-3">{option.note}</span>}
    </span>
  );
}
