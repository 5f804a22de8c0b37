'use client';

import { ToggleGroup } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from './cn';

export type Segment<Value extends string = string> = { value: Value; label: ReactNode; icon?: ReactNode };

export const segmentedLook = {
  frame: 'inline-flex h-7 shrink-0 divide-x divide-line overflow-clip rounded-2 border border-line-2 bg-surface',
  part: cn(
    'inline-flex items-center gap-1.5 px-2.5 text-12 whitespace-nowrap text-ink-2 -outline-offset-2 hover:bg-hover',
    '[&>svg]:size-3.5 [&>svg]:stroke-[1.5] data-[state=on]:bg-selected data-[state=on]:font-medium data-[state=on]:text-accent',
  ),
};

/** One of two to four ways of looking. */
export function Segmented<Value extends string = string>({
  label,
  value,
  onChange,
  segments,
  className,
}: {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  segments: readonly Segment<Value>[];
  className?: string;
}) {
  return (
    <ToggleGroup.Root
      type="single"
      aria-label={label}
      value={value}
      // A second press on the chosen one would leave nothing chosen.
      onValueChange={(next) => next && onChange(next as Value)}
      className={cn(segmentedLook.frame, className)}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item key={segment.value} value={segment.value} className={segmentedLook.part}>
          {segment.icon}
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}

/** Any number of layers, each on or off. */
export function SegmentedMany<Value extends string = string>({
  label,
  values,
  onChange,
  segments,
  className,
}: {
  label: string;
  values: readonly Value[];
  onChange: (values: Value[]) => void;
  segments: readonly Segment<Value>[];
  className?: string;
}) {
  return (
    <ToggleGroup.Root
      type="multiple"
      aria-label={label}
      value={[...values]}
      onValueChange={(next) => onChange(next as Value[])}
      className={cn(segmentedLook.frame, className)}
    >
      {segments.map((segment) => (
        <ToggleGroup.Item key={segment.value} value={segment.value} className={segmentedLook.part}>
          {segment.icon}
          {segment.label}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  );
}
