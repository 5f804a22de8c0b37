'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useReach } from '@/components/people/use-reach';
import { Button } from '@/components/ui/button';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { Panel } from '@/components/ui/panel';
import { EmptyState } from '@/components/ui/empty-state';
import { StatusMark } from '@/components/ui/status-mark';
import type { Vbr } from '@/domain/estate/express-connect';
import { ChangeLink } from './change-link';
import { peersOfVbr, sessionMeaning, type PeerRow } from './vbr-status';

/** Sessions with their state and counters. Provisioned is one thing, Established another. */
export function PeersTab({ vbr }: { vbr: Vbr }) {
  const t = useTranslations('network');
  const writes = useReach()({ kind: 'vbr', key: vbr.key });
  const rows = useMemo(() => peersOfVbr(vbr), [vbr]);
  const columns = useMemo(
    (): DataColumn<PeerRow>[] => [
      { id: 'address', header: t('peer'), value: (row) => row.address, mono: true, hideable: false },
      {
        id: 'session',
        header: t('session'),
        value: (row) => row.observed?.sessionState ?? 'unknown',
        cell: (row) => (
          <StatusMark
            status={sessionMeaning(row)}
            label={t(`sessionState.${row.observed?.sessionState ?? 'unknown'}`)}
          />
        ),
        width: 150,
      },
      {
        id: 'status',
        header: t('provisioning'),
        value: (row) => t(`peerStatus.${row.status ?? 'unknown'}`),
        width: 120,
      },
      { id: 'group', header: t('group'), value: (row) => row.group, mono: true },
      {
        id: 'asns',
        header: t('asns'),
        value: (row) => `${row.localAsn ?? '?'} – ${row.peerAsn ?? '?'}`,
        mono: true,
        width: 130,
      },
      {
        id: 'received',
        header: t('received'),
        value: (row) => row.observed?.receivedRoutes,
        cell: (row) => t('ofRoutes', { used: row.observed?.receivedRoutes ?? 0, limit: row.routeLimit ?? 110 }),
        align: 'end',
        width: 150,
      },
      {
        id: 'advertised',
        header: t('advertised'),
        value: (row) => row.observed?.advertisedRoutes,
        align: 'end',
        width: 110,
      },
      {
        id: 'bfd',
        header: 'BFD',
        value: (row) => (row.bfd ? t(row.bfd.enabled ? 'bfdOn' : 'bfdOff', { hops: row.bfd.hops ?? 0 }) : t('unknown')),
        width: 110,
      },
      {
        id: 'remove',
        header: t('action'),
        value: () => null,
        sortable: false,
        width: 110,
        align: 'end',
        cell: (row) => (
          <ChangeLink
            does="remove"
            label={t('removePeer', { address: row.address ?? '' })}
            parameters={{ operation: 'remove-bgp-peer', vbr: vbr.key, group: row.group, address: row.address ?? '' }}
          />
        ),
      },
    ],
    [t, vbr.key],
  );
  const shown = useMemo(() => columns.filter((column) => writes || column.id !== 'remove'), [columns, writes]);
  const add = new URLSearchParams({
    operation: 'add-bgp-peer',
    vbr: vbr.key,
    group: vbr.bgpGroups?.[0]?.key ?? '',
    address: vbr.peerGatewayAddress?.split('/')[0] ?? '',
  });
  return (
    <Panel className="mt-3">
      <DataTable
        label={t('peersOf', { vbr: vbr.key })}
        columns={shown}
        rows={rows}
        rowId={(row) => row.key}
        remember="vbr-peers"
        tools={
          writes && (
            <Button asChild size="sm" variant="primary">
              <Link href={`/changes/new?${add}`}>
                <Plus aria-hidden />
                {t('addPeer')}
              </Link>
            </Button>
          )
        }
        empty={<EmptyState title={t('noPeers')}>{t('noPeersDetail')}</EmptyState>}
      />
    </Panel>
  );
}
