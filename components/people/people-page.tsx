'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { richTags } from '@/components/i18n/rich-tags';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { AddPerson } from './add-person';
import { PersonPanel } from './person-panel';
import { useMe } from './use-me';

/** Who may do what, where, and since when. */
export function PeoplePage() {
  const t = useTranslations('people');
  const { me, may } = useMe();
  if (me && !may('people:manage'))
    return (
      <PageBody>
        <EmptyState level={1} title={t('onlyAdmins')}>
          {t('onlyAdminsDetail')}
        </EmptyState>
      </PageBody>
    );
  return (
    <PageBody>
      <PageHeader title={t('heading')} sentence={<span className="text-13 text-ink-2">{t('sentence')}</span>} />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_var(--inspector)]">
        <PeopleList myId={me?.id} />
        <div className="flex min-w-0 flex-col gap-4">
          <AddPerson />
          <Panel title={t('passwords')} padded>
            <p className="text-12 text-ink-2">{t.rich('passwordsDetail', richTags)}</p>
          </Panel>
          <Panel title={t('roles')} padded>
            <dl className="flex flex-col gap-2 text-12">
              {(['viewer', 'engineer', 'approver', 'auditor', 'admin'] as const).map((role) => (
                <div key={role}>
                  <dt className="font-medium">{t(`role.${role}`)}</dt>
                  <dd className="text-ink-2">{t(`roleMeans.${role}`)}</dd>
                </div>
              ))}
            </dl>
          </Panel>
        </div>
      </div>
    </PageBody>
  );
}

function PeopleList({ myId }: { myId: string | undefined }) {
  const t = useTranslations('people');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  // Asked only by those who may: a refusal would be a row of the audit for nothing.
  const people = useQuery(trpc.people.list.queryOptions({}, { enabled: myId !== undefined }));
  if (people.isPending)
    return (
      <Panel>
        <SkeletonRows rows={6} label={t('loading')} />
      </Panel>
    );
  if (people.isError)
    return (
      <Panel>
        <ErrorState level={2} title={t('listFailed')} onRetry={() => void people.refetch()}>
          {refusal(people.error)}
        </ErrorState>
      </Panel>
    );
  return (
    <div className="flex min-w-0 flex-col gap-4">
      {people.data.map((person) => (
        <PersonPanel key={person.id} person={person} isMe={person.id === myId} />
      ))}
    </div>
  );
}
