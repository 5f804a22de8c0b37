'use client';

import { useLocale, useTranslations } from 'use-intl';
import type { ApiOutputs } from '@/components/api/client';
import { Mono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { ProgressBar } from '@/components/ui/progress-bar';

type Capacity = ApiOutputs['ledger']['read']['capacities'][number];

/** How many nodes each range still takes, and until when at the present pace. */
export function CapacityPanel({ capacities, count }: { capacities: readonly Capacity[]; count: number }) {
  const t = useTranslations('ledger');
  if (capacities.length === 0) return null;
  return (
    <Panel
      title={t('capacity')}
      sub={count > capacities.length ? t('fullest', { shown: capacities.length, count }) : undefined}
    >
      <ul className="max-h-120 divide-y divide-line overflow-y-auto text-12">
        {capacities.map((each) => (
          <li key={`${each.cluster} ${each.prefix} ${each.site ?? ''}`} className="flex flex-col gap-1 px-4 py-2">
            <div className="flex items-baseline gap-2">
              <Mono className="font-medium">{each.prefix}</Mono>
              <span className="truncate text-ink-3">
                {each.cluster} · {each.site ?? t('wholeCluster')}
              </span>
              <span className="num ml-auto">{t('ofNodes', { used: each.used, nodes: each.nodes })}</span>
            </div>
            <ProgressBar
              value={each.used}
              max={each.nodes}
              tone={each.remaining === 0 ? 'broken' : each.used > each.nodes * 0.8 ? 'warning' : 'accent'}
              label={`${t('nodes')} ${each.prefix}`}
              className="w-full"
            />
            <p className="text-ink-3">
              {t('forecast')}: <ForecastText forecast={each.forecast} />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ForecastText({ forecast }: { forecast: Capacity['forecast'] }) {
  const t = useTranslations('ledger.forecasts');
  const locale = useLocale();
  if (forecast.kind === 'too-little-data') return <>{t(forecast.kind, { days: forecast.days })}</>;
  if (forecast.kind !== 'runs-out') return <>{t(forecast.kind)}</>;
  const date = new Date(forecast.at).toLocaleDateString(locale, { year: 'numeric', month: 'short', day: 'numeric' });
  return <>{t('runs-out', { date, perWeek: Math.round(forecast.perWeek * 10) / 10 })}</>;
}
