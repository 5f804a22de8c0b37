'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { Finding } from '@/domain/checks/finding';
import type { EstateView } from '@/domain/estate/view';
import { useEstate } from './use-estate';

/** Loading, failed and empty, said once for every page that shows the estate. */
export function EstateGate({ children }: { children: (view: EstateView, findings: readonly Finding[]) => ReactNode }) {
  const t = useTranslations('network');
  const refusal = useRefusalText();
  const { query, view, findings } = useEstate();
  if (query.isPending) return <SkeletonRows rows={10} label={t('loading')} />;
  if (query.isError)
    return (
      <ErrorState title={t('failed')} onRetry={() => void query.refetch()}>
        {refusal(query.error)}
      </ErrorState>
    );
  if (!view)
    return (
      <EmptyState
        title={t('emptyTitle')}
        action={
          <Button asChild variant="primary">
            <Link href="/settings/sources">{t('openSources')}</Link>
          </Button>
        }
      >
        {t('emptyDetail')}
      </EmptyState>
    );
  return children(view, findings);
}
