'use client';

import { useTranslations } from 'use-intl';
import { Popover } from '@/components/ui/popover';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusShape } from '@/components/ui/status-mark';
import { TimeAgo } from '@/components/ui/time-ago';
import { assertNever } from '@/domain/errors';
import type { Freshness as Facts } from './shell-data';

const line = 'flex items-center gap-1.5 text-12 whitespace-nowrap text-ink-2';

/** How old the picture is, or who does not answer. Silence is unknown, never green. */
export function Freshness({ facts }: { facts: Facts }) {
  const t = useTranslations('shell.freshness');
  switch (facts.kind) {
    case 'all-observed':
      return (
        <div className={line}>
          <StatusShape status="healthy" />
          <span>{t.rich('observed', { age: () => <TimeAgo key="age" at={facts.observedAt} /> })}</span>
        </div>
      );
    case 'none':
    case 'unknown':
      return (
        <div className={line}>
          <StatusShape status="unknown" />
          {t(facts.kind)}
        </div>
      );
    case 'pending':
      return (
        <div className={line}>
          <span className="sr-only">{t('pending')}</span>
          <Skeleton className="w-44" />
        </div>
      );
    case 'silent':
      return <Silent sources={facts.sources} />;
    default:
      return assertNever(facts);
  }
}

function Silent({ sources }: { sources: Extract<Facts, { kind: 'silent' }>['sources'] }) {
  const t = useTranslations('shell.freshness');
  return (
    <Popover
      label={t('sources')}
      align="end"
      trigger={
        <button type="button" className={`${line} rounded-2 hover:text-ink`}>
          <StatusShape status="warning" />
          {t('silent', { count: sources.length, name: sources[0]?.name ?? '' })}
        </button>
      }
    >
      <ul className="flex flex-col gap-1.5">
        {sources.map((source) => (
          <li key={source.name} className="flex items-center gap-2">
            <StatusShape status="unknown" />
            <span className="mono">{source.name}</span>
            <span className="ml-auto pl-4 text-ink-3">
              {source.observedAt
                ? t.rich('silentSince', { age: () => <TimeAgo key="age" at={source.observedAt ?? 0} /> })
                : t('neverSeen')}
            </span>
          </li>
        ))}
      </ul>
    </Popover>
  );
}
