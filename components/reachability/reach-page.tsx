'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { DeclaredFlows } from './declared-flows';
import { EndsForm } from './ends-form';
import { ReachAnswer } from './reach-answer';
import { ReachFrame } from './reach-frame';
import { useReachAddress, type ReachAddress } from './use-reach-address';

/** What two ends reach of each other: a plain sentence, then both directions hop by hop. */
export function ReachPage() {
  return (
    <ReachFrame current="pair">
      <Content />
    </ReachFrame>
  );
}

function Content() {
  const t = useTranslations('reachability');
  const [address, change] = useReachAddress();
  const { from, to } = address;
  return (
    <>
      <EndsForm key={`${from} ${to}`} address={address} onAsk={(ends) => void change(ends)} />
      {from && to ? (
        <Answer address={address} />
      ) : (
        <>
          <Panel>
            <EmptyState level={2} title={t('teach')}>
              {t('teachDetail')}
            </EmptyState>
          </Panel>
          <DeclaredFlows at={address.at} />
        </>
      )}
    </>
  );
}

function Answer({ address }: { address: ReachAddress }) {
  const t = useTranslations('reachability');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { from, to, at } = address;
  const { data, error, refetch } = useQuery(
    trpc.reachability.read.queryOptions(
      { from, to, ...(at ? { at: at.toISOString() } : {}) },
      { placeholderData: keepPreviousData },
    ),
  );
  if (error && !data)
    return (
      <ErrorState title={t('failed')} onRetry={() => void refetch()}>
        {refusal(error)}
      </ErrorState>
    );
  if (!data) return <SkeletonRows rows={8} label={t('loading')} />;
  if (!data.known)
    return (
      <ErrorState level={2} title={t('failed')}>
        {t('unknownEnd', { end: data.unknownEnd })}
      </ErrorState>
    );
  return <ReachAnswer answered={data} address={address} />;
}
