'use client';

import { useTranslations } from 'use-intl';
import { FactHistory } from '@/components/inventory/fact-history';
import { HistoryTab } from '@/components/network/history-tab';
import { EmptyState } from '@/components/ui/empty-state';
import type { Details } from './details';

/** How an object came to be so: as sources found it, and as people declared it. */
export function ObjectHistory({ details: { resource, fact } }: { details: Pick<Details, 'resource' | 'fact'> }) {
  const t = useTranslations('lists');
  if (!resource && !fact) return <EmptyState title={t('noHistory')}>{t('noHistoryDetail')}</EmptyState>;
  return (
    <div className="pt-3">
      {resource && <HistoryTab kind={resource.kind} objectKey={resource.key} />}
      {fact && <FactHistory title={t('declaredHistory')} facts={[fact]} />}
    </div>
  );
}
