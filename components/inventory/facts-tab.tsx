'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { pageOf } from '@/components/lists/places';
import { usePast } from '@/components/lists/use-past';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { TimeAgo } from '@/components/ui/time-ago';
import { FactValue } from './fact-value';
import { declareHref, listOf, type Fact } from './facts';

type Section = 'gateways' | 'clusters' | 'flows';

/** What a list says of each kind besides its key. */
const SHOWN: Readonly<Record<Section, readonly string[]>> = {
  gateways: ['driver', 'asn', 'routerId', 'interfaces'],
  clusters: ['vpc', 'edgePodCidr', 'serviceCidr', 'nodeMask', 'nodePools', 'siteBlocks'],
  flows: ['from', 'to', 'mustHold'],
};

const PAGE = { gateways: 'gateway', clusters: 'cluster', flows: undefined } as const;

/** Facts of one kind that belong to a site. Parts of a cluster are those that lie in this site. */
export function FactsTab({ section, facts, site }: { section: Section; facts: readonly Fact[]; site: string }) {
  const t = useTranslations('inventory');
  const { may } = useMe();
  const { at, keep } = usePast();
  const declares = may('estate:declare') && !at;
  const columns = useMemo(
    (): DataColumn<Fact>[] => [
      { id: 'key', header: t('key'), value: (fact) => fact.key, mono: true },
      ...SHOWN[section].map((field): DataColumn<Fact> => {
        const valueOf = (fact: Fact) => inSite(fact.attributes[field], site);
        return {
          id: field,
          header: t(`fields.${field as 'asn'}`),
          value: (fact) => JSON.stringify(valueOf(fact) ?? ''),
          cell: (fact) => <FactValue value={valueOf(fact)} />,
        };
      }),
      {
        id: 'since',
        header: t('declared'),
        value: (fact) => new Date(fact.since),
        cell: (fact) => <TimeAgo at={new Date(fact.since)} />,
        align: 'end',
        width: 110,
      },
    ],
    [t, section, site],
  );
  // What was is not edited: its page shows it as it was.
  const kind = PAGE[section];
  const pastPage = kind && ((fact: Fact) => keep(pageOf(kind, fact.key)));
  return (
    <Panel className="mt-3">
      <DataTable
        label={t(section)}
        columns={columns}
        rows={facts}
        rowId={(fact) => fact.key}
        href={at ? pastPage : (fact) => declareHref(section, { key: fact.key })}
        tools={
          declares && (
            <Button asChild size="sm">
              <Link href={declareHref(section, section === 'gateways' ? { site } : {})}>
                <Plus aria-hidden />
                {t(`new.${section}`)}
              </Link>
            </Button>
          )
        }
        empty={
          <EmptyState
            title={t(`none.${section}`)}
            action={
              declares && (
                <Button asChild variant="primary">
                  <Link href={declareHref(section, section === 'gateways' ? { site } : {})}>{t(`new.${section}`)}</Link>
                </Button>
              )
            }
          >
            {t('noneDetail')}
          </EmptyState>
        }
      />
    </Panel>
  );
}

function inSite(value: unknown, site: string): unknown {
  const rows = listOf(value);
  return rows.some((row) => row.site !== undefined)
    ? rows.filter((row) => row.site === site).map((row) => row.key ?? row.prefix)
    : Array.isArray(value)
      ? rows.map((row) => `${String(row.name ?? row.key ?? '')} ${String(row.address ?? '')}`.trim())
      : value;
}
