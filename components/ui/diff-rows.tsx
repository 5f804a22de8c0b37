import type { ReactNode } from 'react';
import { cn } from './cn';

export type DiffKind = 'add' | 'mod' | 'del' | 'same';

export type DiffRow = {
  kind: DiffKind;
  /** What it is about: a destination, a rule. Mono. */
  subject: ReactNode;
  detail?: ReactNode;
  note?: ReactNode;
};

export type DiffGroup = { title?: ReactNode; icon?: ReactNode; rows: readonly DiffRow[] };

const signs: Record<DiffKind, string> = { add: '+', mod: '~', del: '−', same: '' };
const tones: Record<DiffKind, string> = {
  add: 'bg-add-bg [--sign:var(--add)]',
  mod: 'bg-mod-bg [--sign:var(--mod)]',
  del: 'bg-del-bg [--sign:var(--del)]',
  same: 'text-ink-3',
};

/** What a change adds, alters and takes away. `words` names the signs for those who cannot see them. */
export function DiffRows({
  groups,
  words,
  className,
}: {
  groups: readonly DiffGroup[];
  words: Record<DiffKind, string>;
  className?: string;
}) {
  return (
    <div className={cn('text-12', className)}>
      {groups.map((group, index) => (
        <section key={index}>
          {group.title && (
            <h3 className="flex h-7 items-center gap-2 border-y border-line bg-sunken px-4 text-11 font-regular text-ink-3 [&>svg]:size-3 [&>svg]:stroke-[1.5] [section:first-child>&]:border-t-0">
              {group.icon}
              {group.title}
            </h3>
          )}
          <ul>
            {group.rows.map((row, at) => (
              <li
                key={at}
                data-diff={row.kind}
                className={cn(
                  'grid min-h-7 grid-cols-[20px_minmax(136px,auto)_1fr_auto] items-center gap-2 px-4',
                  tones[row.kind],
                )}
              >
                <span aria-hidden className="mono text-center font-strong text-(--sign)">
                  {signs[row.kind]}
                </span>
                <span className="mono">
                  <span className="sr-only">{words[row.kind]} </span>
                  {row.subject}
                </span>
                <span className="min-w-0 truncate">{row.detail}</span>
                {row.note ? <span className="text-11 text-ink-3">{row.note}</span> : <span />}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** "+2 ~0 −0": how much a change adds, alters and takes away. */
export function DiffTally({ add, mod, del, label }: { add: number; mod: number; del: number; label: string }) {
  const part = (sign: string, count: number, tone: string) => (
    <span aria-hidden className={cn(count > 0 ? ['font-strong', tone] : 'text-ink-3')}>
      {sign}
      {count}
    </span>
  );
  return (
    <span className="inline-flex gap-2 mono text-12" title={label}>
      <span className="sr-only">{label}</span>
      {part('+', add, 'text-add')}
      {part('~', mod, 'text-mod')}
      {part('−', del, 'text-del')}
    </span>
  );
}
