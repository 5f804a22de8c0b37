import type { ButtonProps } from './button';
import { Button } from './button';
import { cn } from './cn';
import { Tooltip } from './tooltip';

export type IconButtonProps = Omit<ButtonProps, 'aria-label' | 'asChild'> & {
  /** What it does, as a verb: the accessible name and the tooltip. */
  label: string;
  /** Shown after the label in the tooltip. */
  shortcut?: string;
};

/** A button whose word is in the tooltip. */
export function IconButton({ label, shortcut, variant = 'ghost', size = 'sm', className, ...rest }: IconButtonProps) {
  const square = size === 'sm' ? 'w-7' : size === 'lg' ? 'w-10' : 'w-8';
  return (
    <Tooltip content={label} shortcut={shortcut}>
      <Button
        aria-label={label}
        variant={variant}
        size={size}
        className={cn(square, 'px-0 [&_svg]:size-4', className)}
        {...rest}
      />
    </Tooltip>
  );
}
