import { cva, type VariantProps } from 'class-variance-authority';
import { Slot } from 'radix-ui';
import type { ComponentProps } from 'react';
import { cn } from './cn';

export const buttonStyle = cva(
  [
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-2 border font-medium whitespace-nowrap select-none',
    'transition-colors duration-(--t-fast) [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.5]',
    'disabled:cursor-not-allowed disabled:border-line disabled:bg-sunken disabled:text-ink-3 disabled:shadow-none',
    'aria-disabled:cursor-not-allowed aria-disabled:border-line aria-disabled:bg-sunken aria-disabled:text-ink-3',
    'aria-disabled:shadow-none',
  ],
  {
    variants: {
      variant: {
        plain: 'border-line-2 bg-surface text-ink shadow-1 hover:bg-hover',
        primary: 'border-accent bg-accent text-on-accent shadow-1 hover:border-accent-hover hover:bg-accent-hover',
        danger: 'border-broken-line bg-surface text-broken-text shadow-1 hover:bg-broken-soft',
        ghost:
          'border-transparent text-ink-2 hover:bg-hover hover:text-ink disabled:border-transparent disabled:bg-transparent',
      },
      size: {
        sm: 'h-7 px-2 text-12 [&_svg]:size-3.5',
        md: 'h-8 px-3 text-13',
        lg: 'h-10 px-4 text-13',
      },
    },
    defaultVariants: { variant: 'plain', size: 'md' },
  },
);

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** Renders the only child (a link) with the button's look. */
    asChild?: boolean;
    /** Work is under way: the button stays where it is, says so to assistive technology and takes no second click. */
    busy?: boolean;
  };

/** A verb. Icons are given as children, before the word. */
export function Button({ asChild, busy, variant, size, className, disabled, type, ...rest }: ButtonProps) {
  const look = cn(buttonStyle({ variant, size }), busy && 'breathe', className);
  if (asChild) return <Slot.Root className={look} {...rest} />;
  return (
    <button
      type={type ?? 'button'}
      className={look}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      {...rest}
    />
  );
}
