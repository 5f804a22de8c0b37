'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono, Mono } from '@/components/ui/mono';
import { StatusMark } from '@/components/ui/status-mark';
import { TimeAgo } from '@/components/ui/time-ago';
import { credentialKindOf } from '@/domain/sources/settings';
import { FailureText } from './failure-text';
import { runMeaning, type Source } from './source-words';

type Translator = ReturnType<typeof useTranslations<'sources'>>;

/** Where it is, how it is asked, and what the last reading came to. */
export function SourceFacts({ source }: { source: Source }) {
  const t = useTranslations('sources');
  const { credential } = source;
  const isOpened = credentialKindOf(source.settings, source.protocol) !== 'none';
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-1.5 px-4 py-3 md:grid-cols-2 lg:grid-cols-1 xl:grid-cols-2">
      <KeyValueList
        items={[
          { key: t('system'), value: t(`systems.${source.settings.system}`) },
          ...placeOf(source, t),
          {
            key: t('credential'),
            value: !isOpened ? (
              t('noneNeeded')
            ) : credential ? (
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
            value: t('paceIs', {
              seconds: source.intervalSeconds,
              deadline: source.deadlineSeconds,
              calls: source.callsPerMinute,
            }),
          },
        ]}
      />
      <LastRun source={source} />
    </div>
  );
}

type Fact = { key: string; value: ReactNode };

/** Where it is, in the words of its system. */
function placeOf({ settings, protocol, endpoint, region }: Source, t: Translator): Fact[] {
  const address = { key: t('endpoint'), value: <CopyMono value={`${protocol}://${endpoint}`} /> };
  switch (settings.system) {
    case 'vpc':
    case 'ack':
      return [address, { key: t('region'), value: <Mono>{region}</Mono> }];
    case 'kubernetes': {
      const { access } = settings;
      const inside = access.kind === 'ack' && access.privateAddress ? ` (${t('privateAddress')})` : '';
      const through =
        access.kind === 'ack' ? `${t('accesses.ack')}: ${access.source}${inside}` : t('accesses.kubeconfig');
      return [
        { key: t('cluster'), value: <CopyMono value={settings.cluster} /> },
        { key: t('access'), value: through },
      ];
    }
    case 'gobgp':
      return [{ key: t('gateway'), value: <CopyMono value={settings.gateway} /> }, address];
    case 'frr':
      return [
        { key: t('gateway'), value: <CopyMono value={settings.gateway} /> },
        settings.access.kind === 'ssh' ? address : { key: t('access'), value: t('onThisMachine') },
      ];
  }
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
