import { cn } from './cn';

/** The five meanings a status can have. There is no sixth, and grey never means healthy. */
export type Status = 'healthy' | 'warning' | 'broken' | 'unknown' | 'changing';

export const statuses = ['healthy', 'warning', 'broken', 'unknown', 'changing'] as const satisfies readonly Status[];

/** Classes by status, for a component that colours its own surface. */
export const statusTone: Record<Status, { text: string; mark: string; soft: string; line: string; fill: string }> = {
  healthy: tone('text-healthy-text', 'text-healthy', 'bg-healthy-soft', 'border-healthy-line', 'bg-healthy'),
  warning: tone('text-warning-text', 'text-warning', 'bg-warning-soft', 'border-warning-line', 'bg-warning'),
  broken: tone('text-broken-text', 'text-broken', 'bg-broken-soft', 'border-broken-line', 'bg-broken'),
  unknown: tone('text-unknown-text', 'text-unknown', 'bg-unknown-soft', 'border-unknown-line', 'bg-unknown'),
  changing: tone('text-changing-text', 'text-changing', 'bg-changing-soft', 'border-changing-line', 'bg-changing'),
};

function tone(text: string, mark: string, soft: string, line: string, fill: string) {
  return { text, mark, soft, line, fill };
}

const shapes: Record<Status, React.ReactNode> = {
  healthy: <circle cx="6" cy="6" r="4" fill="currentColor" />,
  warning: (
    <path d="M6 1.3 11.2 10.5H.8Z" fill="currentColor" stroke="currentColor" strokeWidth="1" strokeLinejoin="round" />
  ),
  broken: (
    <path
      d="m2.3 2.3 7.4 7.4M9.7 2.3 2.3 9.7"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      fill="none"
    />
  ),
  unknown: (
    <circle cx="6" cy="6" r="4.3" fill="none" stroke="currentColor" strokeWidth="1.6" strokeDasharray="2.1 1.28" />
  ),
  changing: (
    <>
      <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 1.8a4.2 4.2 0 0 1 0 8.4Z" fill="currentColor" />
    </>
  ),
};

/** The shape alone. The word must stand beside it, or be given as `title`. */
export function StatusShape({ status, title, className }: { status: Status; title?: string; className?: string }) {
  return (
    <svg
      viewBox="0 0 12 12"
      className={cn('size-3 shrink-0 overflow-visible', statusTone[status].mark, className)}
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
      data-status={status}
    >
      {title && <title>{title}</title>}
      {shapes[status]}
    </svg>
  );
}

/** Shape and word together: a status is never told by colour alone. */
export function StatusMark({
  status,
  label,
  className,
}: {
  status: Status;
  label: React.ReactNode;
  className?: string;
}) {
  return (
    <span
      className={cn(
        'inline-flex items-center gap-1.5 align-bottom font-medium whitespace-nowrap',
        statusTone[status].text,
        className,
      )}
    >
      <StatusShape status={status} />
      <span>{label}</span>
    </span>
  );
}
