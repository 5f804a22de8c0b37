import type { ReactNode } from 'react';
import { cn } from './cn';
import { StatusShape, statusTone, type Status } from './status-mark';

export type TimelineItemProps = {
  status: Status;
  /** The word for the status, read aloud before the title. */
  statusLabel: string;
  title: ReactNode;
  detail?: ReactNode;
  /** When, and how long: right-aligned, mono. */
  time?: ReactNode;
  children?: ReactNode;
  dense?: boolean;
};

/** Things in the order they happen. */
export function Timeline({ children, label, className }: { children: ReactNode; label: string; className?: string }) {
  return (
    <ol aria-label={label} className={cn('flex flex-col', className)}>
      {children}
    </ol>
  );
}

/** One step: mark on the line, title, detail, and what belongs to it below. */
export function TimelineItem({ status, statusLabel, title, detail, time, children, dense }: TimelineItemProps) {
  return (
    <li className={cn('group relative flex gap-3 last:pb-0', dense ? 'pb-2' : 'pb-4')}>
      <span
        aria-hidden
        className={cn('absolute top-5 -bottom-0.5 left-[5.5px] border-l group-last:hidden', statusTone[status].line)}
      />
      <StatusShape status={status} className="relative mt-1" />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-3">
          <span className="min-w-0 flex-1 font-medium">
            <span className="sr-only">{statusLabel}: </span>
            {title}
          </span>
          {time && <span className="flex shrink-0 gap-6 mono text-12 text-ink-2">{time}</span>}
        </div>
        {detail && <div className="text-12 text-ink-2">{detail}</div>}
        {children && <div className="mt-1">{children}</div>}
      </div>
    </li>
  );
}

/** The attempts within a step, in a frame of their own. */
export function TimelineRows({ children }: { children: ReactNode }) {
  return <ul className="divide-y divide-line rounded-2 border border-line">{children}</ul>;
}

export function TimelineRow({
  status,
  statusLabel,
  label,
  children,
  aside,
}: {
  status?: Status;
  statusLabel?: string;
  label?: ReactNode;
  children: ReactNode;
  aside?: ReactNode;
}) {
  return (
    <li className="flex min-h-7 items-center gap-2 px-2.5 text-12">
      {status ? <StatusShape status={status} title={statusLabel} /> : <span className="w-3" />}
      {label && <span className="w-18 shrink-0 font-medium">{label}</span>}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {aside && <span className="flex shrink-0 gap-2 mono text-11 text-ink-3">{aside}</span>}
    </li>
  );
}
