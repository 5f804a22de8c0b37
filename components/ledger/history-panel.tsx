'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { BlockEvents } from './block-events';

type Props = { at: Date | null; onMoment: (at: Date) => void };

/** Who declared, reserved and released which block of the whole ledger, the latest first. */
export function HistoryPanel({ at, onMoment }: Props) {
  const t = useTranslations('ledger');
  const trpc = useTRPC();
  const { data, isPending } = useQuery(trpc.ledger.history.queryOptions(at ? { at: at.toISOString() } : {}));
  return (
    <Panel title={t('wholeHistory')} padded>
      <div className="max-h-80 overflow-y-auto">
        {data ? (
          <BlockEvents history={data} onMoment={onMoment} />
        ) : isPending ? (
          <SkeletonRows rows={4} label={t('loading')} />
        ) : (
          <p className="text-12 text-ink-3">{t('historyFailed')}</p>
        )}
      </div>
    </Panel>
  );
}
