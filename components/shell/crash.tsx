'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';

/** A page that could not be drawn: what it means, the reference into the log, the way to try again. */
export function Crash({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  const t = useTranslations('errors.crashed');
  return (
    <ErrorState
      level={1}
      title={t('title')}
      reference={digest ? t('reference', { digest }) : t('noReference')}
      onRetry={onRetry}
      action={
        <Button asChild variant="ghost">
          <Link href="/topology">{t('home')}</Link>
        </Button>
      }
    >
      {t('detail')}
    </ErrorState>
  );
}
