'use client';

import { useTranslations } from 'use-intl';
import { cn } from '@/components/ui/cn';
import { StatusShape, statuses, type Status } from '@/components/ui/status-mark';

type StatusFilterProps = {
  chosen: readonly Status[];
  counts: Readonly<Record<Status, number>> | undefined;
  onChange: (chosen: Status[]) => void;
};

/** How many there are of each meaning; a press shows those alone, another one all again. */
export function StatusFilter({ chosen, counts, onChange }: StatusFilterProps) {
  const t = useTranslations('status');
  const lists = useTranslations('lists');
  const shown = statuses.filter((each) => (counts?.[each] ?? 0) > 0 || chosen.includes(each));
  return (
    <span role="group" aria-label={lists('statusFilter')} className="flex flex-wrap gap-1">
      {shown.map((status) => {
        const on = chosen.includes(status);
        return (
          <button
            key={status}
            type="button"
            aria-pressed={on}
            onClick={() => onChange(on ? chosen.filter((each) => each !== status) : [...chosen, status])}
            className={cn(
              'inline-flex h-7 items-center gap-1.5 rounded-2 border px-2 text-12 hover:bg-hover',
              on ? 'border-accent bg-selected text-ink' : 'border-line text-ink-2',
            )}
          >
            <StatusShape status={status} />
            {t(status)} <span className="num text-ink-3">{counts?.[status] ?? 0}</span>
          </button>
        );
      })}
    </span>
  );
}
