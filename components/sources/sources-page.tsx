'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { AppliesPanel } from './applies-panel';
import { EstateFilePanel } from './estate-file-panel';
import { SourceFilter } from './source-filter';
import { SourcePanel } from './source-panel';
import type { Source } from './source-words';
import { useSourceFilter } from './use-source-filter';

/** Where everything on screen is read from, and the two switches that hold writing back. */
export function SourcesPage() {
  const t = useTranslations('sources');
  const { me, may } = useMe();
  const manages = may('source:manage');
  return (
    <PageBody>
      <PageHeader
        title={t('heading')}
        sentence={<span className="text-13 text-ink-2">{t('sentence')}</span>}
        actions={manages && <AddLink />}
      />
      {me && !manages && <p className="mb-3 text-12 text-ink-3">{t('readOnlyForYou')}</p>}
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_var(--inspector)]">
        <SourceList />
        {/* The switch is for bad nights: where there is one column, it comes first. */}
        <div className="order-first grid min-w-0 grid-cols-1 items-start gap-4 md:grid-cols-2 lg:order-none lg:grid-cols-1">
          <AppliesPanel />
          <EstateFilePanel />
        </div>
      </div>
    </PageBody>
  );
}

function AddLink() {
  const t = useTranslations('sources');
  return (
    <Button asChild variant="primary">
      <Link href="/settings/sources/new">
        <Plus aria-hidden />
        {t('addAccount')}
      </Link>
    </Button>
  );
}

function SourceList() {
  const t = useTranslations('sources');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { may } = useMe();
  const list = useQuery(trpc.sources.list.queryOptions({}));
  if (list.isPending)
    return (
      <Panel>
        <SkeletonRows rows={8} label={t('loading')} />
      </Panel>
    );
  if (list.isError)
    return (
      <Panel>
        <ErrorState level={2} title={t('listFailed')} onRetry={() => void list.refetch()}>
          {refusal(list.error)}
        </ErrorState>
      </Panel>
    );
  if (list.data.length === 0)
    return (
      <Panel>
        <EmptyState level={2} title={t('emptyTitle')} action={may('source:manage') ? <AddLink /> : t('emptyAskAdmin')}>
          {t('emptyDetail')}
        </EmptyState>
      </Panel>
    );
  return <Sources sources={list.data} />;
}

function Sources({ sources }: { sources: readonly Source[] }) {
  const t = useTranslations('sources');
  const filter = useSourceFilter(sources);
  const { address, change, isMany, shown } = filter;
  const toggle = (key: string) => {
    const others = address.open.filter((each) => each !== key);
    void change({ open: others.length < address.open.length ? others : [...others, key] });
  };
  return (
    <div className={cn('flex min-w-0 flex-col', isMany ? 'gap-2' : 'gap-4')}>
      {isMany && <SourceFilter filter={filter} />}
      {shown.map((source) => (
        <SourcePanel
          key={source.id}
          source={source}
          fold={isMany ? { open: address.open.includes(source.key), onToggle: () => toggle(source.key) } : undefined}
        />
      ))}
      {shown.length === 0 && (
        <Panel>
          <EmptyState level={2} title={t('noMatch')} />
        </Panel>
      )}
    </div>
  );
}
