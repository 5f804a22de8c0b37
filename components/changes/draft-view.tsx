'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { PageBody } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { ActionButton } from './action-button';
import { ChangeHeader } from './change-header';
import type { ChangeDetails } from './details';
import { OutcomeNote } from './outcome-note';
import { useChangeActions } from './use-change-actions';

/** A change without a plan: being written, being planned, or ended before it had one. */
export function DraftView({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.draft');
  const actions = useChangeActions();
  const { change } = details;
  const draft = change.status === 'draft';
  return (
    <PageBody>
      <ChangeHeader
        details={details}
        actions={
          change.status === 'stale' ? (
            <StaleActions details={details} />
          ) : (
            draft && (
              <>
                <Button asChild>
                  <Link href={`/changes/${change.number}/edit`}>{t('edit')}</Link>
                </Button>
                <ActionButton
                  details={details}
                  verb="discard"
                  variant="ghost"
                  onPress={() => actions.discard.mutate({ changeId: change.id })}
                >
                  {t('discard')}
                </ActionButton>
                <ActionButton
                  details={details}
                  verb="submit"
                  variant="primary"
                  busy={actions.submit.isPending}
                  onPress={() => actions.submit.mutate({ changeId: change.id })}
                >
                  {t('plan')}
                </ActionButton>
              </>
            )
          )
        }
      />
      <OutcomeNote change={change} />
      <Panel title={t('why')} padded>
        <p className="max-w-200 whitespace-pre-wrap">{change.reason}</p>
      </Panel>
      {change.status === 'planning' && (
        <p className="mt-3" role="status">
          <StatusMark status="changing" label={t('planning')} />
        </p>
      )}
    </PageBody>
  );
}

/** Its plan is void, so it is shown like a draft; the way on is to plan it again. */
function StaleActions({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.decision');
  const actions = useChangeActions();
  const changeId = details.change.id;
  return (
    <>
      <ActionButton
        details={details}
        verb="cancel"
        variant="ghost"
        busy={actions.cancel.isPending}
        onPress={() => actions.cancel.mutate({ changeId })}
      >
        {t('cancel')}
      </ActionButton>
      <ActionButton
        details={details}
        verb="replan"
        variant="primary"
        busy={actions.replan.isPending}
        onPress={() => actions.replan.mutate({ changeId })}
      >
        {t('planAgain')}
      </ActionButton>
    </>
  );
}
