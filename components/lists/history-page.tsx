'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { Suspense } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { MomentsButton } from '@/components/ui/moments-button';
import { MetaItem, PageBody, PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { Segmented } from '@/components/ui/segmented';
import { SkeletonRows } from '@/components/ui/skeleton';
import { DifferenceFilter } from './difference-filter';
import { DifferenceTable } from './difference-table';
import { Pager } from './pager';
import { SPANS, useStretch } from './use-stretch';

const PAGE_SIZE = 50;

/** What came, went and changed in the whole estate between two moments. */
export function HistoryPage() {
  return (
    <PageBody>
      <Suspense>
        <Content />
      </Suspense>
    </PageBody>
  );
}

function Content() {
  const t = useTranslations('lists.differences');
  const format = useFormatter();
  const stretch = useStretch();
  const { address, change, from, to } = stretch;
  const moment = (at: Date) => format.dateTime(at, { dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
  const picture = new URLSearchParams({ since: from.toISOString(), ...(address.to ? { at: to.toISOString() } : {}) });
  return (
    <>
      <PageHeader
        title={t('heading')}
        actions={
          <>
            <Segmented
              label={t('span')}
              value={address.from ? '' : address.span}
              onChange={(span) => void change({ span: SPANS.find((each) => each === span), from: null, page: null })}
              segments={SPANS.map((each) => ({ value: each as string, label: t(`spans.${each}`) }))}
            />
            <MomentsButton
              label={t('moments')}
              go={t('show')}
              fields={[
                { name: 'from', label: t('from'), value: from, required: true },
                { name: 'to', label: t('until'), value: address.to, help: t('untilHelp') },
              ]}
              onGo={(moments) => void change({ ...moments, page: null })}
            />
            <Button asChild>
              <Link href={`/topology?${picture}`}>{t('inTopology')}</Link>
            </Button>
          </>
        }
        meta={
          <>
            <MetaItem label={t('from')}>{moment(from)}</MetaItem>
            <MetaItem label={t('to')}>{moment(to)}</MetaItem>
          </>
        }
      />
      <Found stretch={stretch} />
    </>
  );
}

function Found({ stretch: { address, change, from, to } }: { stretch: ReturnType<typeof useStretch> }) {
  const t = useTranslations('lists.differences');
  const lists = useTranslations('lists');
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const { data, isPending, error, refetch } = useQuery(
    trpc.estate.differences.queryOptions(
      {
        from: from.toISOString(),
        to: to.toISOString(),
        ...(address.kind ? { kind: address.kind } : {}),
        ...(address.difference ? { difference: address.difference } : {}),
        page: Math.max(1, address.page),
        pageSize: PAGE_SIZE,
      },
      { placeholderData: keepPreviousData },
    ),
  );
  if (isPending) return <SkeletonRows rows={10} label={lists('loading')} />;
  if (!data)
    return (
      <ErrorState level={2} title={lists('failed')} onRetry={() => void refetch()}>
        {refusal(error)}
      </ErrorState>
    );
  if (data.counts.length === 0) return <EmptyState title={t('nothing')}>{t('nothingDetail')}</EmptyState>;
  return (
    <div className="grid grid-cols-[208px_minmax(0,1fr)] items-start gap-6">
      <DifferenceFilter
        counts={data.counts}
        kind={address.kind}
        difference={address.difference}
        onChange={(next) => void change({ ...next, page: null })}
      />
      <Panel title={t('found', { count: data.found })}>
        <DifferenceTable rows={data.rows} from={from} />
        <Pager page={data.page} pages={Math.ceil(data.found / PAGE_SIZE)} onPage={(page) => void change({ page })} />
      </Panel>
    </div>
  );
}
