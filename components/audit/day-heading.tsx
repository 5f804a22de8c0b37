'use client';

import { useFormatter, useTranslations } from 'use-intl';
import { useTimeZone } from '@/components/ui/ui-context';

/** One day of the reader's calendar, and how much of it is shown. */
export function DayHeading({ at, groups, entries }: { at: number; groups: number | null; entries: number }) {
  const t = useTranslations('audit');
  const format = useFormatter();
  const timeZone = useTimeZone();
  const day = format.dateTime(at, { dateStyle: 'full', timeZone });
  return (
    <h2 className="flex items-baseline gap-3 pt-4 pb-2 text-12">
      <span className="font-strong">{day}</span>
      <span className="font-regular text-ink-3">
        {groups === null ? t('entries', { entries }) : t('groupsAndEntries', { groups, entries })}
      </span>
    </h2>
  );
}
