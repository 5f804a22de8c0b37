'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { richTags } from '@/components/i18n/rich-tags';
import { ErrorState } from '@/components/ui/error-state';
import { KeyValueList } from '@/components/ui/key-value';
import { Panel, PanelSection } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StatusMark } from '@/components/ui/status-mark';
import { AnnounceSet } from './announce-set';
import { Attractions } from './attractions';
import type { Advice } from './details';
import { useSomePrefixes } from './use-some-prefixes';

const FIT_STATUS = { fits: 'healthy', near: 'warning', over: 'broken' } as const;

/** The smallest set to announce over each session, whether it keeps the limit, and what fewer prefixes would draw. */
export function AnnouncePanel({ kind, id }: { kind: 'vbr' | 'gateway'; id: string }) {
  const t = useTranslations('announcing');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { data, error } = useQuery(trpc.reachability.announcements.queryOptions({ kind, key: id }));
  return (
    <Panel title={t(kind === 'vbr' ? 'title' : 'titleOfGateway')}>
      {!data && !error && <SkeletonRows rows={3} label={t('loading')} />}
      {error && !data && <ErrorState title={t('failed')}>{refusal(error)}</ErrorState>}
      {data?.length === 0 && <p className="px-4 py-3 text-12 text-ink-3">{t('none')}</p>}
      {data?.map((advice) => (
        <OneSession key={`${advice.vbr} ${advice.peer}`} advice={advice} />
      ))}
    </Panel>
  );
}

function OneSession({ advice }: { advice: Advice }) {
  const t = useTranslations('announcing');
  const some = useSomePrefixes();
  const { gateway, announced, by, missing, exact, limit, fit, wider } = advice;
  const name = gateway
    ? t.rich('session', { ...richTags, gateway, vbr: advice.vbr })
    : t.rich('sessionUnknown', { ...richTags, peer: advice.peer, vbr: advice.vbr });
  return (
    <PanelSection title={<span>{name}</span>}>
      <KeyValueList
        items={[
          {
            id: 'now',
            key: t('now'),
            value: t('routes', { count: announced.length }),
            aside: t(`by.${by}`),
          },
          ...(missing.length > 0
            ? [{ id: 'missing', key: t('missing'), value: <span className="mono text-11">{some(missing)}</span> }]
            : []),
          {
            id: 'exact',
            key: t('exact'),
            value: (
              <span className="flex flex-wrap items-center gap-x-2">
                {t('routes', { count: exact.prefixes.length })} {t('limit', { limit })}
                <StatusMark status={FIT_STATUS[fit]} label={t(`fit.${fit}`)} />
              </span>
            ),
          },
        ]}
      />
      <AnnounceSet set={exact} neighbour={advice.vbr} />
      {wider && (
        <div className="mt-3 border-t border-line pt-2">
          <h4 className="text-12 font-strong">
            {t('wider')}: {t('routes', { count: wider.prefixes.length })} {t('limit', { limit })}
          </h4>
          <p className="text-12 text-ink-2">{t('widerHelp')}</p>
          <Attractions attractions={wider.attractions} />
          <AnnounceSet set={wider} neighbour={advice.vbr} />
        </div>
      )}
    </PanelSection>
  );
}
