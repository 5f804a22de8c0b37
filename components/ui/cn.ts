import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

// The sizes are our own, so tailwind-merge must be told: it would take `text-12` for a colour and drop it beside `text-ink`.
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['10', '11', '12', '13', '15', '20'],
      radius: ['1', '2', '3'],
      'font-weight': ['regular', 'medium', 'strong'],
      shadow: ['1', '2'],
    },
  },
});

/** Joins class names; of two that fight over one property the later wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
