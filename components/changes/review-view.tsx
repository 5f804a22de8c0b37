'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { PageBody } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { backwards, gainedBy, guardCounts, lostBy } from '@/domain/changes/plan';
import { ChangeHeader } from './change-header';
import type { ChangeDetails } from './details';
import { DecisionPanel } from './decision-panel';
import { OutcomeNote } from './outcome-note';
import { PlanDiff, PlanTally } from './plan/plan-diff';
import { countFindings, FindingsList } from './plan/findings-list';
import { FlowsTable } from './plan/flows-table';
import { QuotaLines } from './plan/quota-lines';
import { SessionsTable } from './plan/sessions-table';
import { StepsTable } from './plan/steps-table';
import { WarningsPanel } from './plan/warnings-panel';

type PlanOf = NonNullable<ChangeDetails['plan']>;

/** Everything an approver reads, to be read in thirty seconds: one sentence, the diff, the flows, the time, the way back. */
export function ReviewView({ details, plan }: { details: ChangeDetails; plan: PlanOf }) {
  const t = useTranslations('changes.plan');
  const { plan: body } = plan;
  const gained = gainedBy(body.flows);
  const lost = lostBy(body.flows);
  const tables = new Set(body.diff.map((row) => row.table)).size;
  return (
    <PageBody>
      <ChangeHeader details={details} sentence={<Sentence plan={plan} />} />
      <OutcomeNote change={details.change} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px] xl:grid-cols-[minmax(0,1fr)_376px]">
        <div className="flex min-w-0 flex-col gap-4">
          <Panel title={t('why')} padded>
            <p className="max-w-200 whitespace-pre-wrap">{details.change.reason}</p>
          </Panel>
          <Panel title={t('diff')} sub={t('tables', { count: tables })} actions={<PlanTally diff={body.diff} />}>
            <PlanDiff diff={body.diff} />
          </Panel>
          <Panel title={t('stepsByLane')} sub={t('stepsSub', { calls: body.writes, seconds: body.expectedSeconds })}>
            <StepsTable plan={body} />
          </Panel>
          <Panel
            title={t('flowsBetween')}
            sub={t('flowsSub', {
              gained: gained.length,
              kept: body.flows.filter((line) => line.now === 'reachable').length - lost.length,
              lost: lost.length,
            })}
            actions={
              lost.length === 0 ? (
                <StatusMark status="healthy" label={t('noFlowBreaks')} />
              ) : (
                <StatusMark status="broken" label={t('flowsBreak', { count: lost.length })} />
              )
            }
          >
            <FlowsTable flows={body.flows} />
          </Panel>
          {body.sessions.length > 0 && (
            <Panel
              title={t('sessions')}
              sub={t('sessionsSub', { count: body.guard.comeUp.length + body.guard.stayUp.length })}
            >
              <SessionsTable sessions={body.sessions} />
            </Panel>
          )}
          {countFindings(body.findings) > 0 && (
            <Panel
              title={t('findings')}
              sub={t('findingsSub', { appear: body.findings.appear.length, go: body.findings.go.length })}
              padded
            >
              <FindingsList findings={body.findings} />
            </Panel>
          )}
          <WarningsPanel warnings={body.warnings} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <DecisionPanel details={details} plan={plan} />
          <Panel title={t('comesBack')} sub={t('callsAbout', { calls: body.writes, seconds: body.expectedSeconds })}>
            <PlanDiff diff={backwards(body.diff)} />
            <p className="border-t border-line px-4 py-2.5 text-12 text-ink-2">
              {t('byItself', { seconds: body.guard.proveWithinSeconds })}
            </p>
          </Panel>
          {body.quota.length > 0 && (
            <Panel title={t('quotaAfter')} padded>
              <QuotaLines quota={body.quota} />
            </Panel>
          )}
        </div>
      </div>
    </PageBody>
  );
}

/** What the change brings, what it may cost, and that it undoes itself: one sentence. */
function Sentence({ plan }: { plan: PlanOf }) {
  const t = useTranslations('changes.plan');
  const gained = gainedBy(plan.plan.flows);
  const lost = lostBy(plan.plan.flows);
  const gains =
    gained.length > 0 ? t.rich('sentenceGains', { ...richTags, flows: gained.join(', ') }) : t('sentenceNoGain');
  const costs = lost.length > 0 ? t.rich('sentenceLoses', { ...richTags, flows: lost.join(', ') }) : t('sentenceKeeps');
  return (
    <>
      {gains} {costs} {t('sentenceGuard', guardCounts(plan.plan.guard))}
    </>
  );
}
