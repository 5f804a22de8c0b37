'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { richTags } from '@/components/i18n/rich-tags';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/cn';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono } from '@/components/ui/mono';
import { StatusMark, statusTone } from '@/components/ui/status-mark';
import { ExactTime } from '@/components/ui/time-ago';

/** The last walk over the chain; none until somebody asks, because it reads every row. */
export function useChainCheck() {
  const trpc = useTRPC();
  return useQuery(trpc.audit.verify.queryOptions({}, { enabled: false, staleTime: Infinity }));
}

export type ChainCheck = ReturnType<typeof useChainCheck>;

/** Beside the title: verified or broken, how much of it, and when. */
export function ChainBadge({ chain: { data, dataUpdatedAt } }: { chain: ChainCheck }) {
  const t = useTranslations('audit.chain');
  if (!data) return null;
  return (
    <span role="status">
      <Badge status={data.intact ? 'healthy' : 'broken'}>
        {t(data.intact ? 'intact' : 'broken')}
        <span className="font-regular">
          {t('rows', { rows: data.rows })}, <ExactTime at={dataUpdatedAt} className="text-11" />
        </span>
      </Badge>
    </span>
  );
}

/** The verdict in full: how far the chain holds, where it first does not, and what the anchor outside says. */
export function ChainReport({ chain }: { chain: ChainCheck }) {
  const t = useTranslations('audit.chain');
  const refusal = useRefusalText();
  const { data, error } = chain;
  if (error)
    return (
      <p role="alert" className="mb-3 text-12">
        <StatusMark status="broken" label={t('notVerified')} /> {refusal(error)}
      </p>
    );
  if (!data) return null;
  const tone = statusTone[data.intact ? 'healthy' : 'broken'];
  return (
    <section aria-label={t('report')} className={cn('mb-4 rounded-3 border px-4 py-3', tone.soft, tone.line)}>
      {data.firstBad && (
        <p role="alert" className="mb-2 text-13 font-medium">
          {t.rich('firstBad', { ...richTags, seq: data.firstBad.seq, action: data.firstBad.action })}{' '}
          {t(`fault.${data.firstBad.reason}`)}
        </p>
      )}
      <KeyValueList
        items={[
          { key: t('holds'), value: t('rows', { rows: data.rows }) },
          {
            key: t('head'),
            value: data.head ? (
              <span className="inline-flex flex-wrap items-baseline gap-x-2">
                {t('row', { seq: data.head.seq })} <CopyMono value={data.head.hash} />
              </span>
            ) : (
              t('empty')
            ),
          },
          {
            key: t('anchor'),
            value: (
              <span>
                {t(`verdict.${data.anchor.verdict}`)}
                {data.anchor.seq && data.anchor.at && (
                  <span className="text-ink-2">
                    {' '}
                    {t('anchoredAt', { seq: data.anchor.seq })}{' '}
                    <ExactTime form="full" at={new Date(data.anchor.at)} className="text-11" />
                  </span>
                )}
              </span>
            ),
          },
        ]}
      />
    </section>
  );
}
