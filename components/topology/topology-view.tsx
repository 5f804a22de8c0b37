'use client';

import { useTranslations } from 'use-intl';
import { useRefusalText } from '@/components/api/refusal-text';
import { ErrorState } from '@/components/ui/error-state';
import { useTakenOver } from '@/components/ui/use-taken-over';
import { NothingYet } from './nothing-yet';
import { TopologySkeleton } from './topology-skeleton';
import { TopologyWorkspace } from './topology-workspace';
import { usePicture } from './use-picture';
import { useTopologyAddress } from './use-topology-address';

/** The estate drawn from the cloud at the left to the nodes at the right. */
export function TopologyView() {
  const t = useTranslations('topology');
  const refusal = useRefusalText();
  const [address, change] = useTopologyAddress();
  const query = usePicture(address);
  const takenOver = useTakenOver();
  // The answer may be here before the page is: both first show the same.
  if (query.isPending || !takenOver) return <TopologySkeleton label={t('loading')} />;
  if (!query.data)
    return (
      <ErrorState title={t('failed')} onRetry={() => void query.refetch()}>
        {refusal(query.error)}
      </ErrorState>
    );
  if (query.data.empty && address.at === null) return <NothingYet />;
  return (
    <TopologyWorkspace
      picture={query.data}
      waiting={query.isPlaceholderData}
      problem={query.isError ? refusal(query.error) : null}
      address={address}
      onChange={change}
    />
  );
}
