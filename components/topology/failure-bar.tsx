'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { nameOfFailed } from '@/components/reachability/failures/name-of-failed';
import { IconButton } from '@/components/ui/icon-button';
import { StatusShape } from '@/components/ui/status-mark';
import type { Picture } from './picture';
import type { ChangeAddress } from './use-topology-address';

type FailureBarProps = { failure: NonNullable<Picture['failure']>; onChange: ChangeAddress };

/** That the picture is supposed, and what the failure does, in one sentence. */
export function FailureBar({ failure, onChange }: FailureBarProps) {
  const t = useTranslations('reachability.failures');
  const { lost, asymmetric, overLimit } = failure;
  const worst = lost.length > 0 ? 'broken' : asymmetric.length + overLimit.length > 0 ? 'warning' : 'healthy';
  return (
    <section
      aria-label={t('heading')}
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-2.5 gap-y-1 border-b border-line bg-mod-bg px-4 py-1.5"
    >
      <StatusShape status={worst} className="size-3.5" />
      <p className="text-13">
        <span className="font-medium">
          <FailureName failed={failure.failed} />
        </span>
        {': '}
        {t('effect', { lost: lost.length, asymmetric: asymmetric.length, overLimit: overLimit.length })}{' '}
        <span className="text-ink-2">{t('supposed')}</span>
      </p>
      <IconButton
        label={t('leave')}
        onClick={() => void onChange({ fails: null, flow: null, from: null, to: null })}
        className="ml-auto"
      >
        <X />
      </IconButton>
    </section>
  );
}

/** "If VBR vbr-1 fails". */
export function FailureName({ failed }: { failed: FailureBarProps['failure']['failed'] }) {
  const t = useTranslations('reachability.failures');
  const kinds = useTranslations('findingList.subject');
  return <>{t.rich('ifFails', { ...richTags, kind: kinds(failed.kind), key: nameOfFailed(failed) })}</>;
}
