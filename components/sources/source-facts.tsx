'use client';

import { useTranslations } from 'use-intl';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono, Mono } from '@/components/ui/mono';
import { StatusMark } from '@/components/ui/status-mark';
import { TimeAgo } from '@/components/ui/time-ago';
import { FailureText } from './failure-text';
import { runMeaning, type Source } from './source-words';

/** Where it is, how it is asked, and what the last reading came to. */
export function SourceFacts({ source }: { source: Source }) {
  const t = useTranslations('sources');
  const { credential } = source;
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-1.5 px-4 py-3 md:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
      <KeyValueList
        items={[
          { key: t('endpoint'), value: <CopyMono value={`${source.protocol}://${source.endpoint}`} /> },
          { key: t('region'), value: <Mono>{source.region}</Mono> },
          {
            key: t('credential'),
            value: credential ? (
              <span className="inline-flex flex-wrap items-baseline gap-x-2">
                <Mono>…{credential.hint}</Mono>
                <span className="text-ink-3">
                  {t('rotated')} <TimeAgo at={new Date(credential.rotatedAt)} />
                </span>
                {!credential.opens && <StatusMark status="broken" label={t('credentialClosed')} />}
              </span>
            ) : (
              <StatusMark status="broken" label={t('noCredential')} />
            ),
          },
          {
            key: t('writing'),
            value: source.readOnly ? t('isReadOnly') : <StatusMark status="warning" label={t('mayWrite')} />,
          },
          {
            key: t('pace'),
            value: t('paceIs', { seconds: source.intervalSeconds, calls: source.callsPerMinute }),
          },
        ]}
      />
      <LastRun source={source} />
    </div>
  );
}

function LastRun({ source: { lastRun, lastReadAt } }: { source: Source }) {
  const t = useTranslations('sources');
  const outcome = (lastRun?.outcome ?? '') as 'complete';
  return (
    <KeyValueList
      className="content-start"
      items={[
        {
          key: t('lastRead'),
          value: lastReadAt ? (
            <TimeAgo at={new Date(lastReadAt)} />
          ) : (
            <StatusMark status="unknown" label={t('never')} />
          ),
        },
        ...(lastRun
          ? [
              {
                key: t('lastRun'),
                value: (
                  <span className="inline-flex flex-wrap items-baseline gap-x-2">
                    <StatusMark
                      status={runMeaning(lastRun.outcome)}
                      label={t.has(`outcome.${outcome}`) ? t(`outcome.${outcome}`) : lastRun.outcome}
                    />
                    <span className="text-ink-3">
                      {t('runNumber', { number: lastRun.number })}, <TimeAgo at={new Date(lastRun.startedAt)} />
                    </span>
                  </span>
                ),
              },
              {
                key: t('cameTo'),
                value: t('cameToIs', {
                  requests: lastRun.requests,
                  written: lastRun.written,
                  skipped: lastRun.skipped,
                }),
              },
            ]
          : []),
        ...(lastRun?.error ? [{ key: t('because'), value: <FailureText error={lastRun.error} /> }] : []),
      ]}
    />
  );
}
