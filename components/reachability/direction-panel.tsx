'use client';

import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { HopTimeline } from '@/components/topology/hop-list';
import { VerdictSentence } from '@/components/topology/verdict-sentence';
import { VERDICT_STATUS } from '@/components/topology/verdict-status';
import { Panel } from '@/components/ui/panel';
import { StatusMark, StatusShape } from '@/components/ui/status-mark';
import type { AnsweredDirection, AnsweredPart, Direction } from './details';
import { PartActions } from './part-actions';
import { usePrefixesText } from './prefixes-text';

/** One direction: every part of the answer, the worst open. */
export function DirectionPanel({ answer, direction }: { answer: AnsweredDirection; direction: Direction }) {
  const t = useTranslations('reachability');
  const path = useTranslations('topology.path');
  const hidden = answer.partCount - answer.parts.length;
  return (
    <Panel
      title={t(`direction.${direction}`)}
      sub={answer.partCount > 1 ? t('partCount', { count: answer.partCount }) : undefined}
      actions={<StatusMark status={VERDICT_STATUS[answer.kind]} label={path(`badge.${direction}.${answer.kind}`)} />}
      className="self-start"
      footer={hidden > 0 ? t('moreParts', { count: hidden }) : undefined}
    >
      <ul>
        {answer.parts.map((part, at) => (
          <Part
            key={`${part.source.shown[0] ?? ''} ${part.destination.shown[0] ?? ''} ${at}`}
            part={part}
            direction={direction}
            first={at === 0}
            alone={answer.partCount === 1}
          />
        ))}
      </ul>
    </Panel>
  );
}

type PartProps = { part: AnsweredPart; direction: Direction; first: boolean; alone: boolean };

function Part({ part, direction, first, alone }: PartProps) {
  const t = useTranslations('reachability');
  const [open, setOpen] = useState(first);
  const text = usePrefixesText(3);
  const { verdict } = part;
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li className="border-b border-line last:border-b-0">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-start gap-2 px-4 py-2 text-left hover:bg-hover"
      >
        <StatusShape status={VERDICT_STATUS[verdict.kind]} className="mt-1" />
        <span className="min-w-0 flex-1">
          <span className="block">
            <VerdictSentence verdict={verdict} direction={direction} />
          </span>
          <span className="block text-11 break-words text-ink-3">
            {alone && <>{t('whole')} · </>}
            {t.rich('addresses', {
              ...richTags,
              source: text(part.source),
              destination: text(part.destination),
            })}
          </span>
        </span>
        <Chevron aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.5] text-ink-3" />
      </button>
      {open && (
        <>
          <PartActions part={part} />
          <HopTimeline verdict={verdict} label={t(`direction.${direction}`)} />
          <Assumptions part={part} />
        </>
      )}
    </li>
  );
}

function Assumptions({ part: { verdict } }: { part: AnsweredPart }) {
  const t = useTranslations('reachability');
  const assumptions = useTranslations('topology.assumptions');
  if (verdict.assumptions.length === 0) return null;
  return (
    <div className="px-4 pb-3 text-12">
      <p className="text-ink-3">{t('assumes')}</p>
      <ul className="list-disc pl-4 text-ink-2 marker:text-ink-3">
        {verdict.assumptions.map((each) => (
          <li key={JSON.stringify(each)}>{assumptions(each.code, { ...each.params })}</li>
        ))}
      </ul>
    </div>
  );
}
