'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/icon-button';
import { StatusShape } from '@/components/ui/status-mark';
import { FlowSelect } from './flow-select';
import type { Picture } from './picture';
import type { ChangeAddress, TopologyAddress } from './use-topology-address';
import { decidingDirection, VerdictSentence } from './verdict-sentence';
import { VERDICT_STATUS } from './verdict-status';

type PathBarProps = { picture: Picture; address: TopologyAddress; onChange: ChangeAddress };

/** The flow that is shown, both directions in a word each, and one sentence about it. */
export function PathBar({ picture, address, onChange }: PathBarProps) {
  const t = useTranslations('topology.path');
  const { verdict, unknownEnd } = picture;
  const direction = verdict && decidingDirection(verdict);
  return (
    <section aria-label={t('label')} className="flex shrink-0 flex-col gap-1 border-b border-line bg-surface px-4 py-2">
      <div className="flex h-7 items-center gap-2 text-12">
        <span className="font-medium text-ink-3">{t('label')}</span>
        {address.from && address.to ? (
          <span className="truncate mono">{`${address.from} ⇄ ${address.to}`}</span>
        ) : (
          <FlowSelect
            flows={picture.flows}
            value={verdict?.flow ?? null}
            onChange={(flow) => void onChange({ flow })}
          />
        )}
        <span className="ml-auto flex items-center gap-2">
          {verdict &&
            (['forward', 'back'] as const).map((each) => (
              <Badge key={each} status={VERDICT_STATUS[verdict[each].kind]}>
                {t(`badge.${each}.${verdict[each].kind}`)}
              </Badge>
            ))}
          <IconButton label={t('leave')} onClick={() => void onChange({ flow: null, from: null, to: null })}>
            <X />
          </IconButton>
        </span>
      </div>
      <p className="flex items-center gap-2.5 text-15">
        <StatusShape status={verdict ? VERDICT_STATUS[verdict.kind] : 'unknown'} className="size-3.5" />
        <span className="min-w-0">
          {unknownEnd !== undefined && t('unknownEnd', { end: unknownEnd })}
          {verdict?.kind === 'reachable' && t('bothReach')}
          {verdict && direction && verdict.kind !== 'reachable' && (
            <VerdictSentence verdict={verdict[direction]} direction={direction} />
          )}
        </span>
      </p>
    </section>
  );
}
