'use client';

import { useTranslations } from 'use-intl';
import { Mono } from '@/components/ui/mono';
import { ProgressBar } from '@/components/ui/progress-bar';
import type { QuotaLine } from '@/domain/changes/plan';

/** How much of each limit is used after the change. */
export function QuotaLines({ quota }: { quota: readonly QuotaLine[] }) {
  const t = useTranslations('changes.plan');
  return (
    <ul className="flex flex-col gap-1.5">
      {quota.map((line) => (
        <li key={`${line.kind}:${line.where}`} className="grid grid-cols-[1fr_96px_96px] items-center gap-3 text-12">
          <Mono>{line.where}</Mono>
          <ProgressBar
            value={line.after}
            max={line.limit}
            label={t('quotaOf', { where: line.where })}
            tone={line.after >= line.limit * 0.8 ? 'warning' : 'accent'}
          />
          <span className="num text-right text-ink-2">
            {t(line.kind === 'bgp-peers' ? 'quotaPeers' : 'quotaRoutes', { after: line.after, limit: line.limit })}
          </span>
        </li>
      ))}
    </ul>
  );
}
