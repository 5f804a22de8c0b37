'use client';

import { useTranslations } from 'use-intl';
import { FactHistory } from '@/components/inventory/fact-history';
import { HistoryTab } from '@/components/network/history-tab';
import { EmptyState } from '@/components/ui/empty-state';
import type { FactRef } from '@/domain/estate/sections';
import type { Details } from './details';
import { useKindWord } from './use-kind-word';

type ObjectHistoryProps = { details: Pick<Details, 'resources'> & { fact: FactRef | null } };

/** How an object came to be so: as sources found it, and as people declared it. */
export function ObjectHistory({ details: { resources, fact } }: ObjectHistoryProps) {
  const t = useTranslations('lists');
  const kindWord = useKindWord();
  if (resources.length === 0 && !fact) return <EmptyState title={t('noHistory')}>{t('noHistoryDetail')}</EmptyState>;
  return (
    <div className="flex flex-col gap-3 pt-3">
      {resources.map(({ kind, key }) => (
        <HistoryTab key={kind} kind={kind} objectKey={key} title={resources.length > 1 ? kindWord(kind) : undefined} />
      ))}
      {fact && <FactHistory title={t('declaredHistory')} facts={[fact]} />}
    </div>
  );
}
