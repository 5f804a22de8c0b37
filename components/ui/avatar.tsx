import { cn } from './cn';

/** Two letters of a Latin name, the family name of a Chinese one. */
export function initialsOf(name: string): string {
  const clean = name.trim();
  if (/^\p{Script=Han}/u.test(clean)) return clean.slice(0, 1);
  const words = clean.split(/[\s._-]+/u).filter(Boolean);
  const letters =
    words.length > 1 ? [words[0], words[words.length - 1]].map((word) => word?.[0] ?? '') : [clean.slice(0, 2)];
  return letters.join('').toUpperCase() || '?';
}

/** A person, small. The name stands beside it or in `title`. */
export function Avatar({ name, size = 'md', className }: { name: string; size?: 'sm' | 'md'; className?: string }) {
  return (
    <span
      title={name}
      aria-hidden
      className={cn(
        'inline-flex shrink-0 items-center justify-center rounded-full border border-line-2 bg-sunken font-strong text-ink-2',
        size === 'sm' ? 'size-5 text-[9px] leading-none' : 'size-6 text-10',
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
