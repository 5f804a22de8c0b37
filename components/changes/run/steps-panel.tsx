'use client';

import { useTranslations } from 'use-intl';
import { Panel } from '@/components/ui/panel';
import { ExactTime } from '@/components/ui/time-ago';
import { Timeline, TimelineItem, TimelineRow, TimelineRows } from '@/components/ui/timeline';
import type { Status } from '@/components/ui/status-mark';
import type { JournalEntry } from '@/domain/changes/journal';
import { EffectTitle } from '../plan/steps-table';
import type { RunStep } from './run-steps';

/** Every write with its attempts, answers and request ids, as journalled. */
export function StepsPanel({ steps }: { steps: readonly RunStep[] }) {
  const t = useTranslations('changes.run');
  const done = steps.filter((each) => each.word === 'done').length;
  return (
    <Panel title={t('steps')} sub={t('stepsDone', { done, total: steps.length })} padded>
      <Timeline label={t('steps')}>
        {steps.map((each, index) => (
          <TimelineItem
            key={`${each.direction} ${each.step.index}`}
            status={each.status}
            statusLabel={t(`word.${each.word}`)}
            title={
              <>
                {index + 1}. <EffectTitle effect={each.direction === 'apply' ? each.step.effect : each.step.inverse} />
              </>
            }
            detail={each.direction === 'revert' ? t('wayBack') : t(`word.${each.word}`)}
            time={
              each.entries[0] && (
                <>
                  <ExactTime at={each.entries[0].at} form="clock" />
                  {each.seconds !== null && <span>{t('tookSeconds', { seconds: each.seconds.toFixed(1) })}</span>}
                </>
              )
            }
          >
            {each.entries.length > 0 && (
              <TimelineRows>
                {each.entries.map((entry, at) => (
                  <Row key={at} entry={entry} />
                ))}
              </TimelineRows>
            )}
          </TimelineItem>
        ))}
      </Timeline>
    </Panel>
  );
}

function meaning(entry: JournalEntry): Status {
  if (entry.phase === 'intent') return 'changing';
  switch (entry.result) {
    case 'accepted':
    case 'already':
    case 'resolved-applied':
    case 'settled':
      return 'healthy';
    case 'contradicted':
      return 'broken';
    case 'failed':
    case 'resolved-not-applied':
      return 'warning';
    case 'unknown':
    case null:
      return 'unknown';
  }
}

function Row({ entry }: { entry: JournalEntry }) {
  const t = useTranslations('changes.run');
  const result =
    entry.phase === 'intent' ? 'intent' : entry.phase === 'settled' ? 'settled' : (entry.result ?? 'unknown');
  return (
    <TimelineRow
      status={meaning(entry)}
      statusLabel={t(`result.${result}`)}
      label={t('attempt', { attempt: entry.attempt })}
      aside={
        <>
          {entry.requestId}
          <ExactTime at={entry.at} form="clock" />
        </>
      }
    >
      {t(`result.${result}`)}
      {entry.code && <span className="mono"> {entry.code}</span>}
    </TimelineRow>
  );
}
