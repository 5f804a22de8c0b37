'use client';

import { Check, Play, X } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { CopyMono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { Textarea } from '@/components/ui/textarea';
import { TimeAgo } from '@/components/ui/time-ago';
import { toast } from '@/components/ui/toaster';
import { ActionButton } from './action-button';
import type { ChangeDetails } from './details';
import { useChangeActions } from './use-change-actions';

/** Approve this plan and no other; apply it once approved. Approval starts nothing. */
export function DecisionPanel({ details, plan }: { details: ChangeDetails; plan: NonNullable<ChangeDetails['plan']> }) {
  const t = useTranslations('changes.decision');
  const actions = useChangeActions();
  const [comment, setComment] = useState('');
  const { change } = details;
  const said = comment.trim() || undefined;
  const deciding = change.status === 'planned';
  const applying = change.status === 'approved' || change.status === 'scheduled';
  return (
    <Panel title={t(deciding ? 'title' : 'next')}>
      <div className="flex flex-col gap-3 px-4 py-3">
        <div>
          <p className="text-11 text-ink-3">{t('thisPlan')}</p>
          <CopyMono
            value={plan.digest}
          >{`sha256 ${plan.digest.slice(0, 4)} ${plan.digest.slice(4, 8)} ${plan.digest.slice(8, 12)} … ${plan.digest.slice(-4)}`}</CopyMono>
        </div>
        <Decisions details={details} />
        {deciding && (
          <>
            <Field label={t('comment')} note={t('onRecord')}>
              <Textarea rows={2} value={comment} onChange={(event) => setComment(event.target.value)} />
            </Field>
            <div className="flex gap-2">
              <ActionButton
                details={details}
                verb="approve"
                variant="primary"
                className="flex-1"
                busy={actions.approve.isPending}
                onPress={() => actions.approve.mutate({ changeId: change.id, planDigest: plan.digest, comment: said })}
              >
                <Check aria-hidden />
                {t('approve')}
              </ActionButton>
              <ActionButton
                details={details}
                verb="reject"
                variant="danger"
                busy={actions.reject.isPending}
                onPress={() =>
                  said
                    ? actions.reject.mutate({ changeId: change.id, comment: said })
                    : toast.error(t('rejectNeedsComment'))
                }
              >
                <X aria-hidden />
                {t('reject')}
              </ActionButton>
            </div>
            <WhyNot details={details} verb="approve" />
            <p className="text-12 text-ink-3">{t('voids')}</p>
          </>
        )}
        {applying && (
          <>
            <ActionButton
              details={details}
              verb="apply"
              variant="primary"
              busy={actions.apply.isPending}
              onPress={() => actions.apply.mutate({ changeId: change.id })}
            >
              <Play aria-hidden />
              {t('apply')}
            </ActionButton>
            <WhyNot details={details} verb="apply" />
            <Schedule details={details} />
          </>
        )}
        {change.status === 'stale' && (
          <ActionButton
            details={details}
            verb="replan"
            variant="primary"
            busy={actions.replan.isPending}
            onPress={() => actions.replan.mutate({ changeId: change.id })}
          >
            {t('planAgain')}
          </ActionButton>
        )}
        <Aside details={details} />
      </div>
    </Panel>
  );
}

/** Who decided what, and which of it still counts. */
function Decisions({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.decision');
  if (details.decisions.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5 border-y border-line py-2 text-12">
      {details.decisions.map((each) => (
        <li key={each.id}>
          <StatusMark
            status={each.voidedAt ? 'unknown' : each.decision === 'approved' ? 'healthy' : 'broken'}
            label={t(each.voidedAt ? 'voided' : each.decision, {
              name: details.people[each.personId] ?? each.personId,
            })}
          />{' '}
          <span className="text-ink-3">
            <TimeAgo at={each.at} />
          </span>
          {each.comment && <p className="ml-4.5 text-ink-2">“{each.comment}”</p>}
        </li>
      ))}
    </ul>
  );
}

/** A disabled button explains itself in words, not only on hover. */
function WhyNot({ details, verb }: { details: ChangeDetails; verb: 'approve' | 'apply' }) {
  const t = useTranslations('errors.reasons');
  const refusal = details.actions.find((each) => each.action === verb)?.refusal;
  if (!refusal) return null;
  const reason = refusal.reason as 'unexpected';
  return <p className="text-12 text-ink-2">{t.has(reason) ? t(reason, refusal.params as never) : refusal.reason}</p>;
}

function Schedule({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.decision');
  const actions = useChangeActions();
  const [at, setAt] = useState('');
  const when = at ? new Date(at) : null;
  return (
    <div className="flex items-end gap-2">
      <Field label={t('later')} className="flex-1">
        <input
          type="datetime-local"
          aria-label={t('later')}
          value={at}
          onChange={(event) => setAt(event.target.value)}
          className="h-8 w-full rounded-2 border border-line-2 bg-surface px-2 text-12"
        />
      </Field>
      <ActionButton
        details={details}
        verb="schedule"
        disabled={!when}
        busy={actions.schedule.isPending}
        onPress={() => when && actions.schedule.mutate({ changeId: details.change.id, at: when })}
      >
        {t('schedule')}
      </ActionButton>
    </div>
  );
}

/** Edit, cancel: ways out that are not the decision. */
function Aside({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.decision');
  const router = useRouter();
  const actions = useChangeActions();
  const { change } = details;
  const editable = details.actions.some((each) => each.action === 'edit' && each.allowed);
  return (
    <div className="flex gap-2 border-t border-line pt-3">
      {editable && (
        <Button size="sm" onClick={() => router.push(`/changes/${change.number}/edit`)}>
          {t('edit')}
        </Button>
      )}
      <ActionButton
        details={details}
        verb="cancel"
        size="sm"
        variant="ghost"
        busy={actions.cancel.isPending}
        onPress={() => actions.cancel.mutate({ changeId: change.id })}
      >
        {t('cancel')}
      </ActionButton>
    </div>
  );
}
