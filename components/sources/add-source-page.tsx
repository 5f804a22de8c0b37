'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useMe } from '@/components/people/use-me';
import { PageCrumbs } from '@/components/shell/crumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { toast } from '@/components/ui/toaster';
import { AddSourceForm } from './add-source-form';
import { connectionOf, EMPTY_DRAFT, inputOf, problemsIn, type SourceDraft } from './source-draft';
import { useLeaveWarning } from './use-leave-warning';

/** A real account: typed, tried, and added read-only. */
export function AddSourcePage() {
  const t = useTranslations('sources');
  const { me, may } = useMe();
  return (
    <PageBody>
      <PageCrumbs crumbs={[{ label: t('addAccount') }]} />
      {me && !may('source:manage') ? (
        <EmptyState level={1} title={t('onlyAdmins')}>
          {t('readOnlyForYou')}
        </EmptyState>
      ) : (
        <>
          <PageHeader
            title={t('addAccount')}
            sentence={<span className="text-13 text-ink-2">{t('addSentence')}</span>}
          />
          <Adding />
        </>
      )}
    </PageBody>
  );
}

/** Fields that say nothing of where to connect and how. */
const BESIDE: readonly string[] = ['name', 'key', 'readOnly', 'callsPerMinute', 'intervalSeconds', 'deadlineSeconds'];

function Adding() {
  const t = useTranslations('sources');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const [draft, setDraft] = useState(EMPTY_DRAFT);
  const [asked, setAsked] = useState<'nothing' | 'connection' | 'all'>('nothing');
  const test = useMutation(trpc.sources.testConnection.mutationOptions());
  const add = useMutation(
    trpc.sources.add.mutationOptions({
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.sources.pathKey() }),
      onSuccess() {
        toast.success(t('added'), { description: t('addedDetail') });
        router.push('/settings/sources');
      },
    }),
  );
  useLeaveWarning(draft !== EMPTY_DRAFT && !add.isSuccess);
  const change = (edits: Partial<SourceDraft>) => {
    setDraft({ ...draft, ...edits });
    add.reset();
    // What was found out about another place or another key says nothing about this one.
    if (Object.keys(edits).some((field) => !BESIDE.includes(field))) test.reset();
  };
  const attempt = (what: 'connection' | 'all', go: () => void) => {
    setAsked(what === 'all' || asked === 'all' ? 'all' : 'connection');
    if (Object.keys(problemsIn(draft, what === 'connection' ? what : undefined)).length === 0) go();
  };
  return (
    <AddSourceForm
      draft={draft}
      onChange={change}
      problems={asked === 'nothing' ? {} : problemsIn(draft, asked === 'connection' ? asked : undefined)}
      test={test}
      add={add}
      onTest={() => attempt('connection', () => test.mutate({ connection: connectionOf(draft) }))}
      onAdd={() => attempt('all', () => add.mutate(inputOf(draft)))}
    />
  );
}
