'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { PageCrumbs } from '@/components/shell/crumbs';
import { Mono } from '@/components/ui/mono';
import { MetaItem, PageHeader } from '@/components/ui/page-header';
import { TimeAgo } from '@/components/ui/time-ago';
import { ChangeStatusBadge } from './change-status';
import { ChangeTitle } from './change-title';
import type { ChangeDetails } from './details';

/** Number, title, state, and the small facts: who wrote it, who approved it, which plan. */
export function ChangeHeader({
  details,
  actions,
  sentence,
}: {
  details: ChangeDetails;
  actions?: ReactNode;
  sentence?: ReactNode;
}) {
  const t = useTranslations('changes');
  const { change, plan, people } = details;
  const approval = details.decisions.find((each) => each.decision === 'approved' && each.voidedAt === null);
  return (
    <>
      <PageCrumbs crumbs={[{ label: `CHG-${change.number}` }]} />
      <PageHeader
        reference={`CHG-${change.number}`}
        title={<ChangeTitle operations={change.operations} />}
        badge={<ChangeStatusBadge status={change.status} />}
        actions={actions}
        sentence={sentence}
        meta={
          <>
            <MetaItem label={t('author')}>{people[change.authorId] ?? change.authorId}</MetaItem>
            {approval && (
              <MetaItem label={t('approvedBy')}>
                {people[approval.personId] ?? approval.personId}, <TimeAgo at={approval.at} />
              </MetaItem>
            )}
            {plan && (
              <MetaItem label={t('planLabel')}>
                <Mono>{plan.digest.slice(0, 12)}</Mono>
              </MetaItem>
            )}
            {change.ticket && (
              <MetaItem label={t('ticket')}>
                <Mono>{change.ticket}</Mono>
              </MetaItem>
            )}
            {change.startedAt && (
              <MetaItem label={t('started')}>
                <TimeAgo at={change.startedAt} />
              </MetaItem>
            )}
          </>
        }
      />
    </>
  );
}
