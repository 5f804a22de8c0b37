'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { TopologySkeleton } from './topology-skeleton';

/** Goes on to what the view shows; says so when there is no such view, or not for this person. */
export function OpenView({ id }: { id: string }) {
  const t = useTranslations('topology');
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const router = useRouter();
  const view = useQuery(trpc.views.get.queryOptions({ viewId: id }, { retry: false }));
  const address = view.data?.address;
  useEffect(() => {
    if (address === undefined) return;
    router.replace(`${address}${address.includes('?') ? '&' : '?'}saved=${encodeURIComponent(id)}`);
  }, [address, id, router]);
  if (!view.isError) return <TopologySkeleton label={t('loading')} />;
  return (
    <EmptyState
      className="pt-32"
      title={t('views.gone')}
      action={
        <Button asChild variant="primary">
          <Link href="/topology">{t('views.openTopology')}</Link>
        </Button>
      }
    >
      {refusal(view.error)}
    </EmptyState>
  );
}
