'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { ExplainedList, isAboutFlow } from '@/components/changes/plan/explained-list';
import { FindingsList } from '@/components/changes/plan/findings-list';
import { Panel, PanelSection } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusMark } from '@/components/ui/status-mark';
import { useSettled } from '@/components/ui/use-settled';
import type { FactRef } from '@/domain/estate/sections';

export type AskedEffect = { written?: FactRef & { attributes: Record<string, unknown> }; retired?: readonly FactRef[] };

/** What a fact would make of flows and findings, worked out while it is typed. `asked` null: it cannot be told yet. */
export function FactEffect({ asked, touched }: { asked: AskedEffect | null; touched: boolean }) {
  const t = useTranslations('inventory.effect');
  const { data, isFetching, isError } = useFactEffect(asked);
  const shown = asked ? data : undefined;
  const sub = !touched
    ? t('waiting')
    : !asked
      ? t('incomplete')
      : isError
        ? t('failed')
        : isFetching
          ? t('computing')
          : t('onNewest');
  if (!shown)
    return (
      <Panel as="aside" title={t('title')} sub={sub} padded>
        {asked && isError ? (
          <StatusMark status="unknown" label={t('failedDetail')} className="whitespace-normal" />
        ) : asked ? (
          <Skeleton className="h-24" />
        ) : (
          <p className="text-12 text-ink-3">{t('waitingDetail')}</p>
        )}
      </Panel>
    );
  const explained = shown.explained.filter(isAboutFlow);
  const { appear, go } = shown.findings;
  const nothing = explained.length + appear.length + go.length === 0;
  return (
    <Panel as="aside" title={t('title')} sub={sub}>
      <div aria-live="polite">
        {nothing && <p className="px-4 py-3 text-12 text-ink-2">{t('nothing')}</p>}
        {explained.length > 0 && (
          <PanelSection title={t('flows')}>
            <ExplainedList explained={explained} />
          </PanelSection>
        )}
        {appear.length + go.length > 0 && (
          <PanelSection title={t('findings')}>
            <FindingsList findings={{ appear, go, between: [] }} />
          </PanelSection>
        )}
      </div>
    </Panel>
  );
}

function useFactEffect(asked: AskedEffect | null) {
  const trpc = useTRPC();
  const settled = useSettled(JSON.stringify(asked));
  const question = settled === 'null' ? null : (JSON.parse(settled) as AskedEffect);
  const { written, retired = [] } = question ?? {};
  return useQuery(
    trpc.inventory.effect.queryOptions(
      { ...(written ? { written } : {}), retired: [...retired] },
      {
        enabled: question !== null,
        placeholderData: keepPreviousData,
        staleTime: 5_000,
        // Whoever has typed on no longer waits for the answer.
        trpc: { abortOnUnmount: true },
      },
    ),
  );
}
