'use client';

import { Plus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { ChangeLink } from '@/components/network/change-link';
import { useReach } from '@/components/people/use-reach';
import { Button } from '@/components/ui/button';
import type { DataColumn } from '@/components/ui/data-table';
import type { RouterRef } from '@/domain/changes/effect';
import type { ListKind } from '@/domain/lists/list';
import type { Row } from './use-cell-words';

/** What changes can be made of the rows of these lists, each a link to its form. */
const CHANGED: readonly ListKind[] = ['route', 'bgp-peer'];

/** A column of changes for lists whose rows can be changed, for who may change them; null for all others. */
export function useChangeColumn(kind: ListKind, rows: readonly Row[] | undefined): DataColumn<Row> | null {
  const t = useTranslations('network');
  const mayChange = useReach();
  if (!CHANGED.includes(kind)) return null;
  if (!rows?.some(({ router }) => router && mayChange(router))) return null;
  return {
    id: 'change',
    header: t('action'),
    value: () => null,
    sortable: false,
    width: kind === 'route' ? 190 : 110,
    align: 'end',
    cell: (row) => (row.router && mayChange(row.router) ? <Changes row={row} router={row.router} /> : null),
  };
}

function Changes({ row: { kind, cells, key }, router }: { row: Row; router: RouterRef }) {
  const t = useTranslations('network');
  if (kind === 'bgp-peer') {
    const address = String(cells.address ?? '');
    const parameters = { operation: 'remove-bgp-peer', vbr: router.key, group: String(cells.group ?? ''), address };
    return <ChangeLink does="remove" label={t('removePeer', { address })} parameters={parameters} />;
  }
  const nextHop = String(cells.nextHop ?? '');
  // Rows that others made come and go with them; one with several next hops is no row that an operation can name.
  if (cells.type !== 'custom' || nextHop === '' || nextHop.includes(',')) return null;
  const place = { [router.kind]: router.key, table: String(cells.table ?? ''), prefix: key, nextHop };
  return (
    <span className="inline-flex">
      {(['move', 'remove'] as const).map((does) => (
        <ChangeLink
          key={does}
          does={does}
          label={t(`${does}Route`, { prefix: key })}
          parameters={{ operation: `${does}-route-entry`, ...place }}
        />
      ))}
    </span>
  );
}

/** Where a change can add a row or a session: a router, or one of its tables. */
export type Holder = { router: RouterRef; table?: string };

/** Adds to what a router holds, for who may. */
export function AddToRouter({ kind, holder }: { kind: ListKind; holder: Holder | undefined }) {
  const t = useTranslations('network');
  const mayChange = useReach();
  if (!holder || !CHANGED.includes(kind) || !mayChange(holder.router)) return null;
  const { router, table } = holder;
  const operation = kind === 'route' ? 'add-route-entry' : 'add-bgp-peer';
  return (
    <Button asChild size="sm" variant="primary">
      <Link
        href={`/changes/new?${new URLSearchParams({ operation, [router.kind]: router.key, ...(table ? { table } : {}) })}`}
      >
        <Plus aria-hidden />
        {t(kind === 'route' ? 'addRoute' : 'addPeer')}
      </Link>
    </Button>
  );
}
