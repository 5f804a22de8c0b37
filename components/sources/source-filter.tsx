'use client';

import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { FilterChips } from '@/components/ui/filter-chips';
import { Input } from '@/components/ui/input';
import { StatusShape } from '@/components/ui/status-mark';
import { HEALTH_MEANING } from './source-words';
import { HEALTHS, type useSourceFilter } from './use-source-filter';

/** Above many sources: what is looked for, and how well they are. */
export function SourceFilter({ filter }: { filter: ReturnType<typeof useSourceFilter> }) {
  const t = useTranslations('sources');
  const { address, change, named, shown } = filter;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Input
        aria-label={t('filter')}
        placeholder={t('filter')}
        lead={<Search />}
        value={address.q}
        onChange={(event) => void change({ q: event.target.value || null })}
        className="h-7 w-56 text-12"
      />
      <FilterChips
        label={t('healthFilter')}
        chosen={address.health}
        onChange={(health) => void change({ health })}
        chips={HEALTHS.map((health) => ({
          value: health,
          label: t(`health.${health}`),
          icon: <StatusShape status={HEALTH_MEANING[health]} />,
          count: named.filter((source) => source.health === health).length,
        }))}
      />
      <span className="ml-auto num text-12 text-ink-3" aria-live="polite">
        {t('sourceCount', { count: shown.length })}
      </span>
    </div>
  );
}
