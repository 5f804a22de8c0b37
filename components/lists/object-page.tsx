'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsIsoDateTime, parseAsString, useQueryStates } from 'nuqs';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { isMissing, useRefusalText } from '@/components/api/refusal-text';
import { useTitle } from '@/components/i18n/use-title';
import { PageCrumbs } from '@/components/shell/crumbs';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Mono } from '@/components/ui/mono';
import { MetaItem, PageBody, PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { Tag } from '@/components/ui/tag';
import type { ListKind, PageKind } from '@/domain/lists/list';
import { Age } from './age';
import { ConfigFields } from './config-fields';
import { DeclaredBy } from './declared-by';
import type { Details } from './details';
import { ObjectHistory } from './object-history';
import { ObjectList } from './object-list';
import { ObjectSummary } from './object-summary';
import type { Holder } from './row-changes';
import { PastNote } from './past-note';
import { LIST_PATHS } from './places';
import { usePast } from './use-past';

/** One object: how it is, as it is declared and as it was found, what belongs to it, and how it came to be so. */
export function ObjectPage({ kind, id }: { kind: PageKind; id: string }) {
  return (
    <PageBody>
      <Suspense>
        <Content kind={kind} id={id} />
      </Suspense>
    </PageBody>
  );
}

/** What of the tab that is left must not narrow the one that is opened. */
const FORGOTTEN = { q: null, status: null, sort: null, page: null };
const ADDRESS = {
  tab: parseAsString.withDefault('summary'),
  at: parseAsIsoDateTime,
  q: parseAsString,
  status: parseAsString,
  sort: parseAsString,
  page: parseAsString,
};

function Content({ kind, id }: { kind: PageKind; id: string }) {
  const t = useTranslations('lists');
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const [{ tab, at }, change] = useQueryStates(ADDRESS, { history: 'replace', shallow: true });
  const asked = { kind, id, ...(at ? { at: at.toISOString() } : {}) };
  const { data, isPending, error, refetch } = useQuery(trpc.estate.details.queryOptions(asked));
  if (isPending) return <SkeletonRows rows={8} label={t('loading')} className="pt-6" />;
  if (!data)
    return isMissing(error) ? (
      <>
        <PastNote className="mt-6" />
        <EmptyState level={1} title={refusal(error)}>
          {t('missingDetail')}
        </EmptyState>
      </>
    ) : (
      <ErrorState level={1} title={t('failed')} onRetry={() => void refetch()}>
        {refusal(error)}
      </ErrorState>
    );
  return (
    <>
      <Head details={data} />
      <PastNote />
      <ObjectTabs details={data} tab={tab} onTab={(next) => void change({ ...FORGOTTEN, tab: next })} />
    </>
  );
}

/** The tab says that something differs before it is opened. */
function ConfigLabel({ fields }: Pick<Details, 'fields'>) {
  const t = useTranslations('lists');
  const words = useTranslations('topology.config');
  const differing = fields.filter(({ drift }) => drift).length;
  if (differing === 0) return t('tabs.config');
  return (
    <>
      {t('tabs.config')} <Tag tone="mod">{words('differ', { count: differing })}</Tag>
    </>
  );
}

function Head({ details: { row } }: { details: Details }) {
  const t = useTranslations('lists');
  const words = useTranslations('status');
  const titleOf = useTitle();
  const { keep } = usePast();
  const named = titleOf(row.title) ?? row.cells.title;
  return (
    <>
      <PageCrumbs
        crumbs={[
          { label: t(`headings.${row.kind}`), href: keep(LIST_PATHS[row.kind]) },
          { label: <Mono>{row.key}</Mono> },
        ]}
      />
      <PageHeader
        title={<Mono>{row.key}</Mono>}
        badge={<Badge status={row.status}>{words(row.status)}</Badge>}
        sentence={typeof named === 'string' ? named : undefined}
        meta={
          <MetaItem label={t('age')}>
            <Age row={row} />
          </MetaItem>
        }
      />
    </>
  );
}

/** The router whose rows or sessions a list shows, where a change can add one. */
function holderOf({ kind, key, router }: Details['row'], member: ListKind): Holder | undefined {
  if (kind === 'vbr' || (kind === 'vpc' && member === 'route')) return { router: { kind, key } };
  return router && { router, ...(kind === 'route-table' ? { table: key } : {}) };
}

type ObjectTabsProps = { details: Details; tab: string; onTab: (tab: string) => void };

function ObjectTabs({ details, tab, onTab }: ObjectTabsProps) {
  const t = useTranslations('lists');
  const { row, members, fields } = details;
  const tabs = [
    { value: 'summary', label: t('tabs.summary'), content: <ObjectSummary details={details} onTab={onTab} /> },
    {
      value: 'config',
      label: <ConfigLabel fields={fields} />,
      content: <ConfigFields fields={fields} by={<DeclaredBy details={details} />} />,
    },
    ...members.map(({ kind, count }) => ({
      value: kind as string,
      label: t(`headings.${kind}`),
      count,
      content: (
        <Panel className="mt-3">
          <ObjectList kind={kind} within={row.id} holder={holderOf(row, kind)} />
        </Panel>
      ),
    })),
    { value: 'history', label: t('tabs.history'), content: <ObjectHistory details={details} /> },
  ];
  const open = tabs.some((each) => each.value === tab) ? tab : 'summary';
  return <Tabs label={row.key} value={open} onChange={onTab} tabs={tabs} className="px-0" />;
}
