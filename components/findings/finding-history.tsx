'use client';

import { useTranslations } from 'use-intl';
import { KeyValueList } from '@/components/ui/key-value';
import { PanelSection } from '@/components/ui/panel';
import { TimeAgo } from '@/components/ui/time-ago';
import { useDayText } from './day-text';
import type { Listed } from './details';

/** Since when it stands, how often it has come back, and who lives with it. */
export function FindingHistory({ finding }: { finding: Listed }) {
  const t = useTranslations('findingList');
  const day = useDayText();
  const { firstSeenAt, since, lastSeenAt, goneAt, times, accepted } = finding;
  const at = (iso: string | null) => (iso ? <TimeAgo at={new Date(iso)} /> : t('just'));
  return (
    <PanelSection title={t('panel.history')}>
      <KeyValueList
        items={[
          { id: 'first', key: t('panel.firstSeen'), value: at(firstSeenAt) },
          ...(times > 1
            ? [
                { id: 'since', key: t('panel.since'), value: at(since) },
                { id: 'times', key: t('panel.appeared'), value: t('times', { count: times }) },
              ]
            : []),
          { id: 'last', key: t('panel.lastSeen'), value: at(lastSeenAt) },
          ...(goneAt ? [{ id: 'gone', key: t('panel.goneAt'), value: at(goneAt) }] : []),
        ]}
      />
      {accepted && (
        <p className="mt-2 text-12 text-ink-2">
          {t(accepted.expired ? 'acceptanceEnded' : 'acceptedBy', {
            by: accepted.by ?? t('somebody'),
            day: day(accepted.until),
          })}
          {': '}
          {accepted.reason}
        </p>
      )}
    </PanelSection>
  );
}
