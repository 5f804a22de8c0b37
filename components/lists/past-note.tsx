'use client';

import { parseAsIsoDateTime, useQueryState } from 'nuqs';
import { useFormatter, useTranslations } from 'use-intl';
import { Button, type ButtonProps } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { MomentsButton } from '@/components/ui/moments-button';
import { StatusShape } from '@/components/ui/status-mark';

/** Leads to any moment in the past. */
export function PastButton({ size }: Pick<ButtonProps, 'size'>) {
  const t = useTranslations('lists');
  const [at, setAt] = useQueryState('at', parseAsIsoDateTime);
  return (
    <MomentsButton
      size={size}
      label={t('pastMoment')}
      go={t('showPast')}
      fields={[{ name: 'at', label: t('asKnownOn'), value: at, help: t('asKnownOnHelp') }]}
      onGo={(moments) => void setAt(moments.at)}
    />
  );
}

/** Says that the past is shown, or what else is done with it, and leads back. */
export function PastNote({ says = 'past', className = 'mb-3' }: { says?: 'past' | 'pastFiles'; className?: string }) {
  const t = useTranslations('lists');
  const format = useFormatter();
  const [at, setAt] = useQueryState('at', parseAsIsoDateTime);
  if (!at) return null;
  const moment = format.dateTime(at, { dateStyle: 'short', timeStyle: 'medium', hourCycle: 'h23' });
  return (
    <p className={cn('flex items-center gap-2 rounded-3 border border-line bg-sunken px-4 py-2 text-12', className)}>
      <StatusShape status="unknown" />
      {t(says, { moment })}
      <Button size="sm" className="ml-auto shrink-0" onClick={() => void setAt(null)}>
        {t('backToNow')}
      </Button>
    </p>
  );
}
