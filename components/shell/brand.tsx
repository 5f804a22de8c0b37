import { cn } from '@/components/ui/cn';

/** A causeway: the arch between two shores. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 24 24" fill="none" aria-hidden className={cn('size-6 shrink-0', className)}>
      <rect width="24" height="24" rx="5" className="fill-accent" />
      <path
        d="M4 15.5h16M7 15.5v-3.2a5 5 0 0 1 10 0v3.2"
        className="stroke-on-accent"
        strokeWidth="1.8"
        strokeLinecap="round"
      />
      <circle cx="4.8" cy="15.5" r="1.6" className="fill-on-accent" />
      <circle cx="19.2" cy="15.5" r="1.6" className="fill-on-accent" />
    </svg>
  );
}
