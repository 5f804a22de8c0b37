'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { listOf, type Fact } from './facts';

type Row = { key: string; prefix: string; gateway: string; interfaces: string; pools: string };

/** The LANs of a site, with the gateway interfaces on them and the pools in them. */
export function LansTab({ site, own }: { site: Fact; own: readonly Fact[] }) {
  const t = useTranslations('inventory');
  const rows = useMemo(() => rowsOf(site, own), [site, own]);
  const columns = useMemo(
    (): DataColumn<Row>[] => [
      { id: 'key', header: t('lan'), value: (row) => row.key, mono: true },
      { id: 'prefix', header: t('fields.prefix'), value: (row) => row.prefix, mono: true },
      { id: 'gateway', header: t('fields.gatewayAddress'), value: (row) => row.gateway, mono: true },
      { id: 'interfaces', header: t('fields.interfaces'), value: (row) => row.interfaces, mono: true },
      { id: 'pools', header: t('fields.nodePools'), value: (row) => row.pools, mono: true },
    ],
    [t],
  );
  return (
    <Panel className="mt-3">
      <DataTable
        label={t('lans')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.key}
        empty={<EmptyState title={t('noLans')}>{t('noLansDetail')}</EmptyState>}
      />
    </Panel>
  );
}

function rowsOf(site: Fact, own: readonly Fact[]): Row[] {
  const on = (lan: unknown, section: string, list: string) =>
    own
      .filter((fact) => fact.section === section)
      .flatMap((fact) => listOf(fact.attributes[list]).map((row) => ({ fact, row })))
      .filter(({ row }) => row.lan === lan);
  return listOf(site.attributes.lans).map((lan) => ({
    key: String(lan.key),
    prefix: String(lan.prefix),
    gateway: typeof lan.gatewayAddress === 'string' ? lan.gatewayAddress : '',
    interfaces: on(lan.key, 'gateways', 'interfaces')
      .map(({ fact, row }) => `${fact.key} ${String(row.name)}`)
      .join(', '),
    pools: on(lan.key, 'clusters', 'nodePools')
      .map(({ row }) => String(row.key))
      .join(', '),
  }));
}
