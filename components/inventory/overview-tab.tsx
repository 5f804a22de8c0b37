'use client';

import { useTranslations } from 'use-intl';
import { Panel } from '@/components/ui/panel';
import { ComparedFact } from './compared-fact';
import type { Fact } from './facts';

/** The site itself, and whatever is declared to stand in it, beside what its source shows. */
export function OverviewTab({ site, own }: { site: Fact; own: readonly Fact[] }) {
  const t = useTranslations('inventory');
  const seen = own.filter(({ section }) => section !== 'sites' && section !== 'flows');
  return (
    <div className="grid grid-cols-1 items-start gap-4 pt-4 lg:grid-cols-2">
      <ComparedFact fact={site} />
      <div className="flex min-w-0 flex-col gap-4">
        {seen.map((fact) => (
          <ComparedFact key={`${fact.section} ${fact.key}`} fact={fact} />
        ))}
        {seen.length === 0 && (
          <Panel padded>
            <p className="text-12 text-ink-3">{t('nothingInIt')}</p>
          </Panel>
        )}
      </div>
    </div>
  );
}
