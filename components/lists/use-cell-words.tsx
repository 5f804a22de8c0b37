'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { useTitle } from '@/components/i18n/use-title';
import type { ApiOutputs } from '@/components/api/client';
import { siteHref } from '@/components/inventory/facts';
import { TimeAgo } from '@/components/ui/time-ago';
import { linkedKind, type ListColumn } from '@/domain/lists/list';
import { pageOf } from './places';

export type Row = ApiOutputs['estate']['list']['rows'][number];

/** Closed words of cells, by list and column; their sentences are under `lists.values`. What is not here is the source's own word. */
const GROUPS: Partial<Record<string, string>> = {
  'route.type': 'routeType',
  'route.provisioning': 'routeStatus',
  'route.toward': 'toward',
  'gateway-route.type': 'gatewayRoute',
  'gateway-route.role': 'role',
  'gateway-route.installed': 'yesNo',
  'gateway-path.direction': 'pathDirection',
  'route-table.type': 'tableType',
  'node-pool.type': 'poolType',
  'node-pool.interconnect': 'interconnect',
  'bgp-peer.session': 'session',
  'bgp-peer.provisioning': 'routeStatus',
  'bgp-peer.bfd': 'onOff',
  'gateway-peer.session': 'session',
  'gateway-peer.hindrance': 'hindrance',
  'gateway-peer.lastError': 'sessionError',
  'gateway-peer.bfd': 'bfdState',
  'gateway-peer.hasKey': 'yesNo',
  'node.schedulable': 'yesNo',
};

/** A number that nobody knows is said to be unknown; a text that nobody gave is left out. */
const COUNTS: readonly ListColumn[] = [
  'routes',
  'routesLeft',
  'tables',
  'switches',
  'vbrs',
  'peers',
  'peersUp',
  'received',
  'accepted',
  'advertised',
  'drops',
  'limit',
  'bandwidth',
  'neighbours',
  'pools',
  'nodes',
  'nodesReady',
  'free',
  'desired',
  'updated',
  'podsReady',
  'available',
];

const MOMENTS: readonly ListColumn[] = ['created', 'moved'];

export const isCount = (column: ListColumn) => COUNTS.includes(column);

/** Cells as they are said in the reader's language. */
export function useCellWords() {
  const t = useTranslations('lists');
  const format = useFormatter();
  const titleOf = useTitle();
  const text = (row: Row, column: ListColumn): string => {
    const cell = column === 'title' ? (titleOf(row.title) ?? row.cells.title) : row.cells[column];
    if (cell === null || cell === undefined) return isCount(column) ? t('unknown') : '';
    const name = `values.${GROUPS[`${row.kind}.${column}`] ?? ''}.${String(cell)}` as 'values.yesNo.true';
    return t.has(name) ? t(name) : String(cell);
  };
  const cell = (row: Row, column: ListColumn): ReactNode => {
    const said = text(row, column);
    const value = row.cells[column];
    if (MOMENTS.includes(column) && typeof value === 'string' && !Number.isNaN(Date.parse(value)))
      return <TimeAgo at={new Date(value)} />;
    const kind = linkedKind(row, column);
    if (kind && typeof value === 'string')
      return (
        <Link href={pageOf(kind, value)} prefetch={false} className="mono text-accent hover:underline">
          {said}
        </Link>
      );
    if (column === 'site' && typeof value === 'string')
      return (
        <Link href={siteHref(value)} prefetch={false} className="mono text-accent hover:underline">
          {said}
        </Link>
      );
    if (value === null && isCount(column)) return <span className="text-ink-3">{said}</span>;
    if (typeof value === 'number' && isCount(column)) return format.number(value);
    return (
      <span className="block max-w-80 truncate" title={said.length > 40 ? said : undefined}>
        {said}
      </span>
    );
  };
  return { text, cell };
}
