'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { VerdictSentence } from '@/components/topology/verdict-sentence';
import { VERDICT_STATUS } from '@/components/topology/verdict-status';
import { Button } from '@/components/ui/button';
import { StatusShape } from '@/components/ui/status-mark';
import { CopyAnswer } from './copy-answer';
import type { Answered, Direction } from './details';
import { DirectionPanel } from './direction-panel';
import type { ReachAddress } from './use-reach-address';

type ReachAnswerProps = { answered: Answered; address: ReachAddress };

/** One sentence that says what is; then each direction with all its parts. */
export function ReachAnswer({ answered, address }: ReachAnswerProps) {
  const t = useTranslations('reachability');
  const { answer } = answered;
  const deciding: Direction = answer.forward.kind === answer.kind ? 'forward' : 'back';
  const [worst] = answer[deciding].parts;
  const { from, to, at } = address;
  const picture = new URLSearchParams({ from, to, ...(at ? { at: at.toISOString() } : {}) });
  return (
    <>
      <section
        aria-live="polite"
        className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-3 border border-line bg-surface px-4 py-3"
      >
        <StatusShape status={VERDICT_STATUS[answer.kind]} className="size-3.5" />
        <p className="min-w-0 flex-1 text-15">
          {answer.kind === 'reachable' || !worst ? (
            t.rich('summary.reachable', { ...richTags, from, to })
          ) : (
            <VerdictSentence verdict={worst.verdict} direction={deciding} />
          )}{' '}
          {answer.kind !== 'reachable' && answer[deciding].partCount > 1 && (
            <span className="text-13 text-ink-3">{t('summary.parts', { count: answer[deciding].partCount })}</span>
          )}
        </p>
        <span className="flex gap-2">
          <CopyAnswer answered={answered} address={address} />
          <Button asChild size="sm">
            <Link href={`/topology?${picture}`}>{t('inTopology')}</Link>
          </Button>
        </span>
      </section>
      <div className="grid gap-3 xl:grid-cols-2">
        <DirectionPanel answer={answer.forward} direction="forward" />
        <DirectionPanel answer={answer.back} direction="back" />
      </div>
    </>
  );
}
