'use client';

import { Clock } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { Mono } from '@/components/ui/mono';
import { Panel, PanelSection } from '@/components/ui/panel';
import { Skeleton } from '@/components/ui/skeleton';
import { StatusMark, StatusShape } from '@/components/ui/status-mark';
import { sessionName } from '@/domain/changes/session';
import { ProblemText } from '../problem-text';
import { ExplainedList, isAboutFlow } from '../plan/explained-list';
import { countFindings, FindingsList, isAboutFinding } from '../plan/findings-list';
import { PlanDiff, PlanTally } from '../plan/plan-diff';
import { QuotaLines } from '../plan/quota-lines';
import { SessionExpectation } from '../plan/sessions-table';
import type { ChangeForm } from './use-change-form';

/** What the change would do, recomputed while it is typed: rows, flows, limits, calls and honest seconds. */
export function EffectPanel({ change }: { change: ChangeForm }) {
  const t = useTranslations('changes.effectPanel');
  const { preview, previewing, previewFailed } = change;
  const sub = previewFailed ? t('failed') : previewing ? t('computing') : preview ? t('onNewest') : t('waiting');
  if (!preview)
    return (
      <Panel title={t('title')} sub={sub} padded>
        {previewFailed ? <StatusMark status="unknown" label={t('failedDetail')} /> : <Empty computing={previewing} />}
      </Panel>
    );
  const plan = preview;
  const { gained, lost } = preview;
  const explained = preview.explained.filter(isAboutFlow);
  const warnings = preview.problems.filter((problem) => problem.severity === 'warning' && !isAboutFinding(problem));
  return (
    <Panel title={t('title')} sub={sub} actions={<PlanTally diff={plan.diff} />}>
      {plan.diff.length > 0 && <PlanDiff diff={plan.diff} />}
      <PanelSection
        title={t('flows')}
        aside={t('guarded', { count: plan.guard.mustHold.length + plan.guard.expectGain.length })}
      >
        <FlowList flows={gained} word={t('gained')} none={t('noneGained')} status="healthy" />
        <FlowList flows={lost} word={t('lost')} none={t('noneLost')} status="broken" />
      </PanelSection>
      {explained.length > 0 && (
        <PanelSection title={t('explained')}>
          <ExplainedList explained={explained} />
        </PanelSection>
      )}
      {plan.sessions.length > 0 && (
        <PanelSection title={t('sessions')}>
          <ul className="flex flex-col gap-1 text-12">
            {plan.sessions.map((line) => (
              <li key={sessionName(line)} className="flex items-center gap-2">
                <Mono>{line.address}</Mono>
                <span className="ml-auto">
                  <SessionExpectation line={line} />
                </span>
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      {countFindings(plan.findings) > 0 && (
        <PanelSection title={t('findings')}>
          <FindingsList findings={plan.findings} />
        </PanelSection>
      )}
      {warnings.length > 0 && (
        <PanelSection title={t('warnings')}>
          <ul className="flex flex-col gap-1 text-12">
            {warnings.map((problem, index) => (
              <li key={index} className="flex gap-1.5 text-warning-text">
                <StatusShape status="warning" className="mt-0.5" />
                <span className="min-w-0">
                  <ProblemText problem={problem} />
                </span>
              </li>
            ))}
          </ul>
        </PanelSection>
      )}
      {plan.quota.length > 0 && (
        <PanelSection title={t('quota')}>
          <QuotaLines quota={plan.quota} />
        </PanelSection>
      )}
      <PanelSection>
        <p className="flex items-center gap-2 text-13">
          <Clock aria-hidden className="size-4 stroke-[1.5]" />
          {t.rich('calls', {
            ...richTags,
            calls: plan.writes,
            seconds: plan.expectedSeconds,
            lanes: plan.lanes.length,
          })}
        </p>
      </PanelSection>
    </Panel>
  );
}

function Empty({ computing }: { computing: boolean }) {
  const t = useTranslations('changes.effectPanel');
  return computing ? <Skeleton className="h-24" /> : <p className="text-12 text-ink-3">{t('waitingDetail')}</p>;
}

function FlowList({
  flows,
  word,
  none,
  status,
}: {
  flows: readonly string[];
  word: ReactNode;
  none: ReactNode;
  status: 'healthy' | 'broken';
}) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-12">
      {flows.length > 0 ? (
        <StatusMark status={status} label={word} />
      ) : (
        <span className="font-medium text-ink-2">{word}</span>
      )}
      {flows.length > 0 ? (
        flows.map((flow) => (
          <span key={flow} className="mono">
            {flow}
          </span>
        ))
      ) : (
        <span className="text-ink-3">{none}</span>
      )}
    </p>
  );
}
