import { cn } from './cn';
import { statusTone, type Status } from './status-mark';

export type ProgressBarProps = {
  value: number;
  max: number;
  /** What is measured, for those who cannot see the bar. The numbers stand beside it as text. */
  label: string;
  tone?: Status | 'accent';
  className?: string;
};

/** How much of something is used or done. */
export function ProgressBar({ value, max, label, tone = 'accent', className }: ProgressBarProps) {
  const share = max > 0 ? Math.min(1, Math.max(0, value / max)) : 0;
  return (
    <span
      role="progressbar"
      aria-label={label}
      aria-valuenow={value}
      aria-valuemin={0}
      aria-valuemax={max}
      className={cn('inline-block h-1 overflow-hidden rounded-full bg-line align-middle', className)}
    >
      <span
        className={cn(
          'block h-full min-w-0.5 rounded-full transition-[width] duration-(--t)',
          tone === 'accent' ? 'bg-accent' : statusTone[tone].fill,
          share === 0 && 'min-w-0',
        )}
        style={{ width: `${share * 100}%` }}
      />
    </span>
  );
}

export type ProgressPart = { id: string; weight: number; status: Status; done?: number };

/** A run as one line: a part per step, as wide as it takes; the present one fills as it goes. */
export function ProgressParts({
  parts,
  label,
  className,
}: {
  parts: readonly ProgressPart[];
  label: string;
  className?: string;
}) {
  return (
    <div role="img" aria-label={label} className={cn('flex h-1 gap-0.5', className)}>
      {parts.map((part) => (
        <span
          key={part.id}
          className={cn(
            'min-w-1 overflow-hidden rounded-full',
            part.done === undefined ? statusTone[part.status].fill : 'bg-changing-line',
          )}
          style={{ flexGrow: part.weight, flexBasis: 0 }}
        >
          {part.done !== undefined && (
            <span
              className={cn('block h-full', statusTone[part.status].fill)}
              style={{ width: `${part.done * 100}%` }}
            />
          )}
        </span>
      ))}
    </div>
  );
}
