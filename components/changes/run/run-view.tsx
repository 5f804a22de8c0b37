'use client';

import { Pause, Play, Square, Undo2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { PageBody } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { ProgressParts } from '@/components/ui/progress-bar';
import { Textarea } from '@/components/ui/textarea';
import { ActionButton } from '../action-button';
import { ChangeHeader } from '../change-header';
import type { ChangeDetails } from '../details';
import { OutcomeNote } from '../outcome-note';
import { PlanDiff, PlanTally } from '../plan/plan-diff';
import { useChangeActions } from '../use-change-actions';
import { GuardPanel } from './guard-panel';
import { LogPanel } from './log-panel';
import { runSteps } from './run-steps';
import { StepsPanel } from './steps-panel';

/** The run: what was written, what is awaited, how long until it goes back by itself, and the buttons that stop it. */
export function RunView({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.run');
  const { change, plan } = details;
  if (!plan)
    return (
      <PageBody>
        <ChangeHeader details={details} />
        <OutcomeNote change={change} />
      </PageBody>
    );
  const steps = runSteps(plan.plan, details.journal);
  return (
    <PageBody>
      <ChangeHeader details={details} actions={<RunActions details={details} />} />
      <ProgressParts
        label={t('progress')}
        parts={steps.map((each) => ({
          id: `${each.direction} ${each.step.index}`,
          weight: each.step.expectedSeconds,
          status: each.status,
          done: each.word === 'done' ? 1 : each.word === 'waiting' ? 0 : 0.5,
        }))}
      />
      <div className="mt-3">
        <OutcomeNote change={change} />
      </div>
      {change.status === 'held' && <ResolvePanel details={details} />}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_340px] xl:grid-cols-[minmax(0,1fr)_400px]">
        <div className="flex min-w-0 flex-col gap-4">
          <StepsPanel steps={steps} />
          <Panel title={t('why')} padded>
            <p className="max-w-200 whitespace-pre-wrap">{change.reason}</p>
          </Panel>
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <GuardPanel details={details} plan={plan} />
          <LogPanel details={details} />
          <Panel title={t('planned')} actions={<PlanTally diff={plan.plan.diff} />}>
            <PlanDiff diff={plan.plan.diff} />
          </Panel>
        </div>
      </div>
    </PageBody>
  );
}

function RunActions({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.run');
  const actions = useChangeActions();
  const { id, status } = details.change;
  const running = status === 'applying' || status === 'verifying';
  return (
    <>
      {status === 'applying' && (
        <>
          <ActionButton
            details={details}
            verb="pause"
            busy={actions.pause.isPending}
            onPress={() => actions.pause.mutate({ changeId: id })}
          >
            <Pause aria-hidden />
            {t('pause')}
          </ActionButton>
          <ActionButton
            details={details}
            verb="stop"
            busy={actions.stop.isPending}
            onPress={() => actions.stop.mutate({ changeId: id })}
          >
            <Square aria-hidden />
            {t('stopAfter')}
          </ActionButton>
        </>
      )}
      {status === 'paused' && (
        <ActionButton
          details={details}
          verb="resume"
          variant="primary"
          busy={actions.resume.isPending}
          onPress={() => actions.resume.mutate({ changeId: id })}
        >
          <Play aria-hidden />
          {t('resume')}
        </ActionButton>
      )}
      {(running || status === 'paused') && (
        <ActionButton
          details={details}
          verb="revert-now"
          variant="danger"
          busy={actions.revertNow.isPending}
          onPress={() => actions.revertNow.mutate({ changeId: id })}
        >
          <Undo2 aria-hidden />
          {t('revertNow')}
        </ActionButton>
      )}
      {status === 'done' && <RevertDone details={details} />}
      <Button asChild>
        <Link href={`/audit?change=${details.change.number}`}>{t('history')}</Link>
      </Button>
    </>
  );
}

/** The way back from a done change is a change of its own, planned, reviewed and approved like any other. */
function RevertDone({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.run');
  const router = useRouter();
  const actions = useChangeActions();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const revert = () =>
    actions.revertChange.mutate(
      { changeId: details.change.id, reason: reason.trim() },
      { onSuccess: ({ number }) => router.push(`/changes/${number}`) },
    );
  return (
    <>
      <ActionButton details={details} verb="revert" onPress={() => setAsking(true)}>
        <Undo2 aria-hidden />
        {t('revertChange')}
      </ActionButton>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('revertChange')}
        confirmLabel={t('planRevert')}
        cancelLabel={t('keepAsIs')}
        disabled={reason.trim().length < 3}
        busy={actions.revertChange.isPending}
        onConfirm={revert}
      >
        <p className="mb-3">{t('revertDetail')}</p>
        <Field label={t('why')}>
          <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </ConfirmDialog>
    </>
  );
}

/** Held: the lanes are kept until a person says what is true out there. */
function ResolvePanel({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.held');
  const actions = useChangeActions();
  const [reason, setReason] = useState('');
  const [ending, setEnding] = useState<'done' | 'reverted' | null>(null);
  const { id } = details.change;
  return (
    <Panel title={t('title')} padded className="mb-4">
      <p className="mb-3 max-w-200">{t('detail')}</p>
      <Field label={t('reason')} className="mb-3 max-w-150">
        <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
      <div className="flex gap-2">
        <ActionButton
          details={details}
          verb="resolve"
          disabled={reason.trim().length < 3}
          onPress={() => setEnding('done')}
        >
          {t('asDone')}
        </ActionButton>
        <ActionButton
          details={details}
          verb="resolve"
          disabled={reason.trim().length < 3}
          onPress={() => setEnding('reverted')}
        >
          {t('asReverted')}
        </ActionButton>
        <ActionButton
          details={details}
          verb="revert-now"
          variant="danger"
          onPress={() => actions.revertNow.mutate({ changeId: id })}
        >
          {t('tryAgain')}
        </ActionButton>
      </div>
      <ConfirmDialog
        open={ending !== null}
        onOpenChange={(open) => !open && setEnding(null)}
        title={t('confirm')}
        confirmLabel={t(ending === 'done' ? 'asDone' : 'asReverted')}
        cancelLabel={t('keepHeld')}
        onConfirm={() => {
          if (ending) actions.resolve.mutate({ changeId: id, as: ending, reason: reason.trim() });
          setEnding(null);
        }}
      >
        {t('confirmDetail')}
      </ConfirmDialog>
    </Panel>
  );
}
