'use client';

import { useTranslations } from 'use-intl';
import { FilterChips } from '@/components/ui/filter-chips';
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
  return (
    <FilterChips
      label={lists('statusFilter')}
      chosen={chosen}
      onChange={onChange}
      chips={statuses.map((status) => ({
        value: status,
        label: t(status),
        icon: <StatusShape status={status} />,
        count: counts?.[status] ?? 0,
      }))}
    />
  );
}
