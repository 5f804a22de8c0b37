'use client';

import { useFormatter, useTranslations } from 'use-intl';
import { cn } from '@/components/ui/cn';
import { Tooltip } from '@/components/ui/tooltip';
import type { Timeline } from './picture';

type TimeMark = Timeline['marks'][number];

/** A change is a diamond, a reading that found something new a triangle, a declaration a square. */
const SHAPE: Record<TimeMark['kind'], string> = {
  change: 'M6 1 11 6 6 11 1 6Z',
  reading: 'M1.500 2.500h9L6 10.500Z',
  declared: 'M2 2h8v8H2Z',
};
const COLOUR: Record<TimeMark['kind'], string> = {
  change: 'fill-accent stroke-accent',
  reading: 'fill-none stroke-warning',
  declared: 'fill-none stroke-ink-2',
};

/** What happened there; choosing it looks at the moment after. */
export function TimeMarkButton({ mark, left, onChoose }: { mark: TimeMark; left: number; onChoose: () => void }) {
  const t = useTranslations('topology.time');
  const format = useFormatter();
  const at = format.dateTime(new Date(mark.at), { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  const words =
    mark.kind === 'change'
      ? t('change', { number: mark.number, count: mark.count, at })
      : mark.kind === 'reading'
        ? t('reading', { source: mark.source, written: mark.written, count: mark.count, at })
        : t('declared', { count: mark.count, at });
  return (
    <Tooltip content={words}>
      <button
        type="button"
        aria-label={words}
        onClick={(event) => {
          event.stopPropagation();
          onChoose();
        }}
        className="absolute top-1 flex h-5 w-4 -translate-x-1/2 items-center justify-center rounded-1"
        style={{ left: `${left}%` }}
      >
        <svg viewBox="0 0 12 12" aria-hidden className={cn('size-3', COLOUR[mark.kind])} strokeWidth={1.5}>
          <path d={SHAPE[mark.kind]} />
        </svg>
      </button>
    </Tooltip>
  );
}
