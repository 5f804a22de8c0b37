'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { ErrorState } from '@/components/ui/error-state';
import { PageBody } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { DraftView } from './draft-view';
import { ReviewView } from './review-view';
import { RunView } from './run/run-view';

/** A change by the number people say. What it shows follows its status: draft, review, run. */
export function ChangePage({ number }: { number: number }) {
  const t = useTranslations('changes');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const change = useQuery(trpc.changes.get.queryOptions({ number }));
  if (change.isPending)
    return (
      <PageBody>
        <SkeletonRows rows={10} label={t('loading')} />
      </PageBody>
    );
  if (change.isError)
    return (
      <PageBody>
        <ErrorState title={t('notShown')} onRetry={() => void change.refetch()}>
          {refusal(change.error)}
        </ErrorState>
      </PageBody>
    );
  const details = change.data;
  if (details.change.startedAt !== null || details.change.status === 'applying') return <RunView details={details} />;
  if (details.plan) return <ReviewView details={details} plan={details.plan} />;
  return <DraftView details={details} />;
}
