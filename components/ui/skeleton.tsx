import { cn } from './cn';

/** A placeholder in the final shape of what is awaited. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn('block h-3 breathe rounded-1 bg-sunken', className)} />;
}

const widths = ['w-2/3', 'w-1/2', 'w-3/4', 'w-2/5', 'w-3/5'];

/** Rows of a table that has not arrived. */
export function SkeletonRows({ rows = 5, label, className }: { rows?: number; label: string; className?: string }) {
  return (
    <div role="status" className={className}>
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-(--row) items-center gap-6 border-b border-line px-4 last:border-b-0">
          <Skeleton className="w-32" />
          <span className="flex-1">
            <Skeleton className={widths[row % widths.length]} />
          </span>
          <Skeleton className="w-16" />
        </div>
      ))}
    </div>
  );
}
