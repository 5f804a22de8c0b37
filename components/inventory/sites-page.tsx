'use client';

import { useQuery } from '@tanstack/react-query';
import { FileUp, Plus } from 'lucide-react';
import Link from 'next/link';
import { parseAsString, useQueryState } from 'nuqs';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useTitle } from '@/components/i18n/use-title';
import { PastButton, PastNote } from '@/components/lists/past-note';
import { usePast } from '@/components/lists/use-past';
import { useMe } from '@/components/people/use-me';
import { CsvMenu } from '@/components/sources/csv-menu';
import { Button } from '@/components/ui/button';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { Menu, MenuItem } from '@/components/ui/dropdown-menu';
import { TimeAgo } from '@/components/ui/time-ago';
import { FACT_SECTIONS } from '@/domain/estate/sections';
import { declareHref, factsOfSite, listOf, siteHref, type Fact } from './facts';

type Row = {
  key: string;
  title: string;
  kind: string;
  hosts: string;
  lans: number;
  gateways: number;
  clusters: number;
  since: Date;
};

/** Every site that is declared, and what stands in it. */
export function SitesPage() {
  const t = useTranslations('inventory');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const titleOf = useTitle();
  const { may } = useMe();
  const [typed, setTyped] = useQueryState('q', parseAsString.withDefault(''));
  const { at, asked, keep } = usePast();
  const declares = may('estate:declare') && !at;
  const facts = useQuery(trpc.inventory.list.queryOptions(asked));
  const columns = useColumns();
  const rows = useMemo(
    () => facts.data?.filter(({ section }) => section === 'sites').map((fact) => rowOf(fact, facts.data, titleOf)),
    [facts.data, titleOf],
  );
  return (
    <PageBody>
      <PageHeader title={t('sites')} actions={<Verbs />} />
      <PastNote />
      <Panel>
        <DataTable
          label={t('sites')}
          columns={columns}
          rows={rows}
          rowId={(row) => row.key}
          href={(row) => keep(siteHref(row.key))}
          remember="sites"
          filter={typed}
          onFilterChange={(q) => void setTyped(q || null)}
          error={
            facts.isError
              ? { title: t('failed'), detail: refusal(facts.error), onRetry: () => void facts.refetch() }
              : undefined
          }
          empty={
            <EmptyState title={t(at ? 'noSitesThen' : 'noSites')} action={declares ? <Verbs /> : undefined}>
              {t(at ? 'noSitesThenDetail' : 'noSitesDetail')}
            </EmptyState>
          }
        />
      </Panel>
    </PageBody>
  );
}

function Verbs() {
  const t = useTranslations('inventory');
  const { may, mayEverywhere } = useMe();
  const { at } = usePast();
  const everywhere = mayEverywhere('estate:declare') && !at;
  return (
    <div className="flex flex-wrap gap-2">
      <PastButton />
      <CsvMenu />
      {may('estate:declare') && !at && (
        <Button asChild>
          <Link href="/settings/sources/import">
            <FileUp aria-hidden />
            {t('importFile')}
          </Link>
        </Button>
      )}
      {everywhere && (
        <Button asChild variant="primary">
          <Link href={declareHref('sites', {})}>
            <Plus aria-hidden />
            {t('new.sites')}
          </Link>
        </Button>
      )}
      {everywhere && (
        <Menu trigger={<Button>{t('declareOther')}</Button>}>
          {FACT_SECTIONS.filter((section) => section !== 'sites').map((section) => (
            <MenuItem key={section} asChild>
              <Link href={declareHref(section, {})}>{t(`new.${section}`)}</Link>
            </MenuItem>
          ))}
        </Menu>
      )}
    </div>
  );
}

function rowOf(site: Fact, facts: readonly Fact[], titleOf: ReturnType<typeof useTitle>): Row {
  const own = factsOfSite(facts, site.key);
  const count = (section: string) => own.filter((fact) => fact.section === section).length;
  const { attributes } = site;
  return {
    key: site.key,
    title: titleOf(attributes.title as { en?: string; zh?: string } | undefined) ?? '',
    kind: String(attributes.kind),
    hosts: ((attributes.hostPrefixes as string[] | undefined) ?? []).join(', '),
    lans: listOf(attributes.lans).length,
    gateways: count('gateways'),
    clusters: count('clusters'),
    since: new Date(site.since),
  };
}

function useColumns(): DataColumn<Row>[] {
  const t = useTranslations('inventory');
  return useMemo(
    () => [
      { id: 'key', header: t('site'), value: (row) => row.key, mono: true, hideable: false },
      { id: 'title', header: t('name'), value: (row) => row.title },
      { id: 'kind', header: t('kind'), value: (row) => t(`choices.${row.kind as 'data-centre'}`), width: 120 },
      { id: 'hosts', header: t('hosts'), value: (row) => row.hosts, mono: true },
      { id: 'lans', header: t('lans'), value: (row) => row.lans, align: 'end', width: 80 },
      { id: 'gateways', header: t('gateways'), value: (row) => row.gateways, align: 'end', width: 100 },
      { id: 'clusters', header: t('clusters'), value: (row) => row.clusters, align: 'end', width: 100 },
      {
        id: 'since',
        header: t('declared'),
        value: (row) => row.since,
        cell: (row) => <TimeAgo at={row.since} />,
        align: 'end',
        width: 120,
      },
    ],
    [t],
  );
}
