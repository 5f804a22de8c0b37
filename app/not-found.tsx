import { FileQuestion } from 'lucide-react';
import Link from 'next/link';
import { translatorFor } from '@/components/i18n/translator';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { requestLocale } from './request-locale';

export default async function NotFound() {
  const t = translatorFor(await requestLocale(), 'errors');
  return (
    <main className="flex min-h-full items-center justify-center">
      <EmptyState
        level={1}
        icon={<FileQuestion />}
        title={t('notFound.title')}
        action={
          <div className="flex gap-2">
            <Button asChild variant="primary">
              <Link href="/topology">{t('notFound.home')}</Link>
            </Button>
            <Button asChild>
              <Link href="/audit">{t('notFound.audit')}</Link>
            </Button>
          </div>
        }
      >
        {t('notFound.detail')}
      </EmptyState>
    </main>
  );
}
