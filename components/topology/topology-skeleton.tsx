import { Skeleton } from '@/components/ui/skeleton';

const COLUMNS = ['h-72', 'h-52', 'h-64', 'h-52', 'h-60', 'h-52', 'h-64'];

/** The columns that are about to come, in their final shape. */
export function TopologySkeleton({ label }: { label: string }) {
  return (
    <div role="status" className="flex h-full flex-col">
      <span className="sr-only">{label}</span>
      <div className="flex h-11 items-center gap-2 border-b border-line bg-surface px-4">
        <Skeleton className="h-7 w-32" />
        <Skeleton className="h-7 w-48" />
        <Skeleton className="h-7 w-44" />
      </div>
      <div className="flex flex-1 items-start justify-center gap-8 bg-canvas px-8 pt-16">
        {COLUMNS.map((height, at) => (
          <Skeleton key={at} className={`${height} ${at % 2 === 0 ? 'w-40' : 'w-6'} rounded-3`} />
        ))}
      </div>
    </div>
  );
}
