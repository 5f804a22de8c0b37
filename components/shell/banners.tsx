'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { cn } from '@/components/ui/cn';
import { StatusShape, statusTone, type Status } from '@/components/ui/status-mark';
import { ExactTime } from '@/components/ui/time-ago';

/** One line across the page, for what holds everywhere. */
export function Banner({
  status,
  role = 'status',
  children,
}: {
  status: Status;
  role?: 'status' | 'alert';
  children: ReactNode;
}) {
  const tone = statusTone[status];
  return (
    <div
      role={role}
      className={cn('flex min-h-9 items-center gap-2 border-b px-6 py-1.5 text-12', tone.soft, tone.line)}
    >
      <StatusShape status={status} />
      <p className="min-w-0 text-ink">{children}</p>
    </div>
  );
}

/** Every apply is stopped, by a person, for all. */
export function AppliesStoppedBanner() {
  const t = useTranslations('shell.banner');
  return (
    <Banner status="warning">
      <strong className="font-strong">{t('stopped')}</strong> {t('stoppedDetail')}{' '}
      <Link href="/settings/sources" className="font-medium text-accent hover:underline">
        {t('stoppedLink')}
      </Link>
    </Banner>
  );
}

/** The live stream is down; shown until it heals. `since` is when the picture was last known to be true. */
export function ConnectionLostBanner({ since }: { since: Date | number }) {
  const t = useTranslations('shell.banner');
  return (
    <Banner status="unknown">
      {t.rich('lost', { time: () => <ExactTime key="time" at={since} form="minute" /> })}
    </Banner>
  );
}
