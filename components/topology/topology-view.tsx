'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { ErrorState } from '@/components/ui/error-state';
import { NothingYet } from './nothing-yet';
import { TopologySkeleton } from './topology-skeleton';
import { TopologyWorkspace } from './topology-workspace';

/** The estate drawn from the cloud at the left to the nodes at the right. */
export function TopologyView() {
  const t = useTranslations('topology');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const estate = useQuery(trpc.estate.view.queryOptions({}));
  if (estate.isPending) return <TopologySkeleton label={t('loading')} />;
  if (estate.isError && !estate.data)
    return (
      <ErrorState title={t('failed')} onRetry={() => void estate.refetch()}>
        {refusal(estate.error)}
      </ErrorState>
    );
  const { estate: known } = estate.data;
  if (known.vpcs.length + known.vbrs.length + known.sites.length === 0) return <NothingYet />;
  return <TopologyWorkspace view={estate.data} />;
}
