'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Badge } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/icon-button';
import { StatusShape } from '@/components/ui/status-mark';
import type { Flow } from '@/domain/estate/flow';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { FlowSelect } from './flow-select';
import { decidingDirection, VerdictSentence } from './verdict-sentence';
import { VERDICT_STATUS } from './verdict-status';

type PathBarProps = {
  verdict: FlowVerdict;
  verdicts: readonly FlowVerdict[];
  flows: readonly Flow[];
  onChoose: (flow: string) => void;
  onLeave: () => void;
};

/** The flow that is shown, both directions in a word each, and one sentence about it. */
export function PathBar({ verdict, verdicts, flows, onChoose, onLeave }: PathBarProps) {
  const t = useTranslations('topology.path');
  const direction = decidingDirection(verdict);
  return (
    <section aria-label={t('label')} className="flex shrink-0 flex-col gap-1 border-b border-line bg-surface px-4 py-2">
      <div className="flex h-7 items-center gap-2 text-12">
        <span className="font-medium text-ink-3">{t('label')}</span>
        <FlowSelect flows={flows} verdicts={verdicts} value={verdict.flow} onChange={onChoose} />
        <span className="ml-auto flex items-center gap-2">
          {(['forward', 'back'] as const).map((each) => (
            <Badge key={each} status={VERDICT_STATUS[verdict[each].kind]}>
              {t(`badge.${each}.${verdict[each].kind}`)}
            </Badge>
          ))}
          <IconButton label={t('leave')} onClick={onLeave}>
            <X />
          </IconButton>
        </span>
      </div>
      <p className="flex items-center gap-2.5 text-15">
        <StatusShape status={VERDICT_STATUS[verdict.kind]} className="size-3.5" />
        <span className="min-w-0">
          {verdict.kind === 'reachable' ? (
            t('bothReach')
          ) : (
            <VerdictSentence verdict={verdict[direction]} direction={direction} />
          )}
        </span>
      </p>
    </section>
  );
}
