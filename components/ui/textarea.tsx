'use client';

import type { ComponentProps } from 'react';
import { cn } from './cn';
import { useFieldControl } from './field';
import { controlLook } from './input';

/** Several lines of text; grows with what is written. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={2}
      {...rest}
      {...useFieldControl(rest)}
      className={cn(controlLook, 'field-sizing-content max-h-60 min-h-14 resize-y px-2.5 py-1.5', className)}
    />
  );
}
