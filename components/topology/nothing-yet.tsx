'use client';

import { Share2 } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** Nothing has been read: what would be here, and the one button that changes it. */
export function NothingYet() {
  const t = useTranslations('topology.empty');
  return (
    <EmptyState
      className="pt-32"
      icon={<Share2 />}
      title={t('title')}
      action={
        <Button asChild variant="primary">
          <Link href="/settings/sources">{t('action')}</Link>
        </Button>
      }
    >
      {t('detail')}
    </EmptyState>
  );
}
