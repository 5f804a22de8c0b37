'use client';

import { useQuery } from '@tanstack/react-query';
import { Download, Pencil } from 'lucide-react';
import Link from 'next/link';
import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useTitle } from '@/components/i18n/use-title';
import { PastButton, PastNote } from '@/components/lists/past-note';
import { usePast } from '@/components/lists/use-past';
import { PageCrumbs } from '@/components/shell/crumbs';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Mono } from '@/components/ui/mono';
import { MetaItem, PageBody, PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import { TimeAgo } from '@/components/ui/time-ago';
import { BlocksTab } from './blocks-tab';
import { declareHref, factsOfSite, listOf, type Fact } from './facts';
import { FactsTab } from './facts-tab';
import { FactHistory } from './fact-history';
import { LansTab } from './lans-tab';
import { OverviewTab } from './overview-tab';
import { useSaveSiteFile } from './use-save-site-file';

const TABS = ['overview', 'lans', 'gateways', 'clusters', 'blocks', 'flows', 'history'] as const;

/** One site: what is declared of it and in it, beside what is seen. */
export function SitePage({ siteKey }: { siteKey: string }) {
  const t = useTranslations('inventory');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { at, asked, keep } = usePast();
  const facts = useQuery(trpc.inventory.list.queryOptions(asked));
  const site = facts.data?.find((fact) => fact.section === 'sites' && fact.key === siteKey);
  return (
    <PageBody>
      <PageCrumbs crumbs={[{ label: t('sites'), href: keep('/sites') }, { label: <Mono>{siteKey}</Mono> }]} />
      {facts.isPending ? (
        <SkeletonRows rows={10} label={t('loading')} />
      ) : facts.isError ? (
        <ErrorState title={t('failed')} onRetry={() => void facts.refetch()}>
          {refusal(facts.error)}
        </ErrorState>
      ) : !site ? (
        <>
          <PastNote className="mt-6" />
          <EmptyState
            level={1}
            title={t('siteMissing', { key: siteKey })}
            action={
              <Button asChild>
                <Link href={keep('/sites')}>{t('sites')}</Link>
              </Button>
            }
          >
            {t(at ? 'siteMissingThen' : 'siteMissingDetail')}
          </EmptyState>
        </>
      ) : (
        <Content site={site} own={factsOfSite(facts.data, siteKey)} />
      )}
    </PageBody>
  );
}

function Content({ site, own }: { site: Fact; own: readonly Fact[] }) {
  const t = useTranslations('inventory');
  const titleOf = useTitle();
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('overview'));
  const of = (section: string) => own.filter((fact) => fact.section === section);
  return (
    <>
      <PageHeader
        title={<Mono>{site.key}</Mono>}
        sentence={titleOf(site.attributes.title as { en?: string; zh?: string } | undefined)}
        actions={<Verbs site={site} />}
        meta={
          <>
            <MetaItem label={t('kind')}>{t(`choices.${site.attributes.kind as 'data-centre'}`)}</MetaItem>
            <MetaItem label={t('declared')}>
              <TimeAgo at={new Date(site.since)} />
            </MetaItem>
            <MetaItem label={t('version')}>{site.version}</MetaItem>
          </>
        }
      />
      <PastNote />
      <Tabs
        label={site.key}
        className="px-0"
        value={tab}
        onChange={(next) => void setTab(next)}
        tabs={[
          { value: 'overview', label: t('overview'), content: <OverviewTab site={site} own={own} /> },
          {
            value: 'lans',
            label: t('lans'),
            count: listOf(site.attributes.lans).length,
            content: <LansTab site={site} own={own} />,
          },
          {
            value: 'gateways',
            label: t('gateways'),
            count: of('gateways').length,
            content: <FactsTab section="gateways" facts={of('gateways')} site={site.key} />,
          },
          {
            value: 'clusters',
            label: t('clustersAndPools'),
            count: of('clusters').length,
            content: <FactsTab section="clusters" facts={of('clusters')} site={site.key} />,
          },
          { value: 'blocks', label: t('blocks'), content: <BlocksTab site={site.key} /> },
          {
            value: 'flows',
            label: t('flows'),
            count: of('flows').length,
            content: <FactsTab section="flows" facts={of('flows')} site={site.key} />,
          },
          { value: 'history', label: t('history'), content: <FactHistory facts={own} /> },
        ]}
      />
    </>
  );
}

function Verbs({ site }: { site: Fact }) {
  const t = useTranslations('inventory');
  const download = useSaveSiteFile();
  return (
    <>
      <PastButton />
      <Button busy={download.isPending} onClick={() => download.mutate(site.key)}>
        <Download aria-hidden />
        {t('exportFile')}
      </Button>
      {site.editable && (
        <Button asChild variant="primary">
          <Link href={declareHref('sites', { key: site.key })}>
            <Pencil aria-hidden />
            {t('edit')}
          </Link>
        </Button>
      )}
    </>
  );
}
