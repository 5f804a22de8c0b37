'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { StatusMark, type Status } from '@/components/ui/status-mark';
import type { Finding } from '@/domain/checks/finding';
import type { EstateView } from '@/domain/estate/view';
import { EstateGate } from './estate-gate';
import { peersOfVbr, vbrMeaning } from './vbr-status';

type Row = {
  key: string;
  name: string;
  meaning: Status;
  status: string;
  circuits: string;
  vlanId?: number;
  routes: number | null;
  quota: number;
  up: number;
  peers: number;
  received: number;
};

function rowsOf(view: EstateView, findings: readonly Finding[]): Row[] {
  return view.estate.vbrs.map((vbr) => {
    const peers = peersOfVbr(vbr);
    return {
      key: vbr.key,
      name: vbr.name ?? '',
      meaning: vbrMeaning(view, vbr, findings),
      status: vbr.status ?? '',
      circuits: vbr.physicalConnections.join(', '),
      vlanId: vbr.vlanId,
      routes: vbr.routeTable?.entries?.filter((entry) => entry.type === 'custom').length ?? null,
      quota: vbr.routeTable?.quota ?? 200,
      up: peers.filter((peer) => peer.observed?.sessionState === 'established').length,
      peers: peers.length,
      received: peers.reduce((sum, peer) => sum + (peer.observed?.receivedRoutes ?? 0), 0),
    };
  });
}

/** Every VBR with its state, its table and its sessions. */
export function VbrList() {
  const t = useTranslations('network');
  return (
    <PageBody>
      <PageHeader title={t('vbrs')} />
      <EstateGate>{(view, findings) => <VbrTable view={view} findings={findings} />}</EstateGate>
    </PageBody>
  );
}

function VbrTable({ view, findings }: { view: EstateView; findings: readonly Finding[] }) {
  const t = useTranslations('network');
  const words = useTranslations('status');
  const rows = useMemo(() => rowsOf(view, findings), [view, findings]);
  const columns = useMemo(
    (): DataColumn<Row>[] => [
      { id: 'key', header: t('vbr'), value: (row) => row.key, mono: true, hideable: false },
      {
        id: 'state',
        header: t('state'),
        value: (row) => row.meaning,
        cell: (row) => <StatusMark status={row.meaning} label={words(row.meaning)} />,
        width: 130,
      },
      { id: 'status', header: t('provisioning'), value: (row) => row.status, width: 110 },
      { id: 'name', header: t('name'), value: (row) => row.name },
      { id: 'circuits', header: t('circuits'), value: (row) => row.circuits, mono: true },
      { id: 'vlan', header: 'VLAN', value: (row) => row.vlanId, align: 'end', width: 80 },
      {
        id: 'routes',
        header: t('customRoutes'),
        value: (row) => row.routes,
        cell: (row) => (row.routes === null ? t('unknown') : t('ofQuota', { used: row.routes, quota: row.quota })),
        align: 'end',
        width: 140,
      },
      {
        id: 'peers',
        header: t('peersUp'),
        value: (row) => row.up,
        cell: (row) => t('ofPeers', { up: row.up, peers: row.peers }),
        align: 'end',
        width: 130,
      },
      { id: 'received', header: t('received'), value: (row) => row.received, align: 'end', width: 120 },
    ],
    [t, words],
  );
  return (
    <DataTable
      label={t('vbrs')}
      columns={columns}
      rows={rows}
      rowId={(row) => row.key}
      href={(row) => `/network/vbrs/${encodeURIComponent(row.key)}`}
      remember="vbrs"
      empty={<EmptyState title={t('noVbrs')}>{t('noVbrsDetail')}</EmptyState>}
    />
  );
}
