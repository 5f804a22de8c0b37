'use client';

import { FileQuestion } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

/** An address that leads to nothing: why, and where to go from here. */
export function NothingHere() {
  const t = useTranslations('errors.notFound');
  return (
    <EmptyState
      level={1}
      icon={<FileQuestion />}
      title={t('title')}
      action={
        <div className="flex gap-2">
          <Button asChild variant="primary">
            <Link href="/topology">{t('home')}</Link>
          </Button>
          <Button asChild>
            <Link href="/audit">{t('audit')}</Link>
          </Button>
        </div>
      }
    >
      {t('detail')}
    </EmptyState>
  );
}
