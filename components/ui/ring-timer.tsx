import type { ReactNode } from 'react';
import { cn } from './cn';
import { statusTone, type Status } from './status-mark';

export type RingTimerProps = {
  secondsLeft: number;
  totalSeconds: number;
  /** Under the number: "seconds left". */
  unit: ReactNode;
  /** The whole sentence for those who cannot see the ring. */
  label: string;
  status?: Status;
  className?: string;
};

const radius = 52;
const round = 2 * Math.PI * radius;

/** The time that is left before something happens by itself. */
export function RingTimer({ secondsLeft, totalSeconds, unit, label, status = 'changing', className }: RingTimerProps) {
  const left = Math.max(0, secondsLeft);
  const share = totalSeconds > 0 ? Math.min(1, left / totalSeconds) : 0;
  return (
    <div role="timer" aria-label={label} className={cn('relative size-28 shrink-0', className)}>
      <svg viewBox="0 0 112 112" className="size-full -rotate-90" aria-hidden>
        <circle cx="56" cy="56" r={radius} fill="none" strokeWidth="6" className="stroke-line" />
        <circle
          cx="56"
          cy="56"
          r={radius}
          fill="none"
          stroke="currentColor"
          strokeWidth="6"
          strokeLinecap="round"
          strokeDasharray={`${round * share} ${round}`}
          className={cn('transition-[stroke-dasharray] duration-(--t) ease-linear', statusTone[status].mark)}
        />
      </svg>
      <div className="absolute inset-0 flex flex-col items-center justify-center">
        <span className="num text-[32px] leading-8 font-strong tracking-tight">{Math.ceil(left)}</span>
        <span className="mt-1 text-11 text-ink-3">{unit}</span>
      </div>
    </div>
  );
}
