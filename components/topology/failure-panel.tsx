'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { PanelSection } from '@/components/ui/panel';
import { StatusShape } from '@/components/ui/status-mark';
import { FailureName } from './failure-bar';
import { INSPECTOR_FRAME } from './inspector-frame';
import type { Picture } from './picture';
import type { ChangeAddress } from './use-topology-address';

type FailurePanelProps = { failure: NonNullable<Picture['failure']>; onChange: ChangeAddress };

/** Beside the supposed picture: which flows would stop, which would come back another way, which sessions would overflow. */
export function FailurePanel({ failure, onChange }: FailurePanelProps) {
  const t = useTranslations('reachability.failures');
  const { failed, lost, asymmetric, overLimit } = failure;
  const follow = (flow: string) => void onChange({ flow, from: null, to: null });
  return (
    <aside aria-label={t('heading')} className={INSPECTOR_FRAME}>
      <h2 className="px-4 py-3 text-15 font-strong">
        <FailureName failed={failed} />
      </h2>
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line">
        <PanelSection title={t('lost')} aside={lost.length || undefined}>
          {lost.length === 0 && <p className="text-12 text-ink-2">{t('lostNone')}</p>}
          <Flows flows={lost} status="broken" onFollow={follow} />
        </PanelSection>
        {asymmetric.length > 0 && (
          <PanelSection title={t('asymmetric')} aside={asymmetric.length}>
            <p className="mb-1 text-12 text-ink-3">{t('asymmetricHelp')}</p>
            <Flows flows={asymmetric} status="warning" onFollow={follow} />
          </PanelSection>
        )}
        {overLimit.length > 0 && (
          <PanelSection title={t('overLimit')} aside={overLimit.length}>
            <ul className="flex flex-col gap-1 text-12">
              {overLimit.map(({ subject, params }) => (
                <li key={subject.key}>{t.rich('overLimitLine', { ...richTags, ...params })}</li>
              ))}
            </ul>
          </PanelSection>
        )}
      </div>
      <p className="border-t border-line px-4 py-2 text-12">
        <Link href="/reachability/failures" className="text-accent hover:underline">
          {t('all')}
        </Link>
      </p>
    </aside>
  );
}

type FlowsProps = { flows: readonly string[]; status: 'broken' | 'warning'; onFollow: (flow: string) => void };

function Flows({ flows, status, onFollow }: FlowsProps) {
  return (
    <ul className="flex flex-col text-12">
      {flows.map((flow) => (
        <li key={flow}>
          <button
            type="button"
            onClick={() => onFollow(flow)}
            className="flex min-h-6 w-full items-center gap-2 text-left hover:text-accent"
          >
            <StatusShape status={status} />
            <span className="truncate">{flow}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
