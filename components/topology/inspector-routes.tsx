'use client';

import { useTranslations } from 'use-intl';
import { PanelSection } from '@/components/ui/panel';
import { StatusShape, type Status } from '@/components/ui/status-mark';
import { nextHopsOf, type RouteStatus } from '@/domain/estate/routes';
import { comparePrefixes } from '@/domain/net/prefix';
import type { ObjectDetails } from './picture';

const MEANING: Record<RouteStatus, Status> = {
  available: 'healthy',
  pending: 'changing',
  modifying: 'changing',
  deleting: 'changing',
  unknown: 'unknown',
};

/** Every row of every table, in order of addresses. */
export function InspectorRoutes({ tables }: { tables: ObjectDetails['tables'] }) {
  return tables.map((table) => <TableRoutes key={table.key} table={table} />);
}

function TableRoutes({ table }: { table: ObjectDetails['tables'][number] }) {
  const t = useTranslations('topology.routes');
  const types = useTranslations('topology.routeTypes');
  const statuses = useTranslations('topology.routeStatuses');
  const entries = [...(table.entries ?? [])].sort((a, b) => comparePrefixes(a.prefix, b.prefix));
  return (
    <PanelSection
      title={<span className="mono">{table.key}</span>}
      aside={table.entries ? t('count', { count: table.rows }) : t('unread')}
    >
      <ul className="divide-y divide-line text-12">
        {entries.map((entry) => (
          <li
            key={`${entry.prefix} ${entry.type} ${nextHopsOf(entry)[0]?.key ?? ''}`}
            className="flex items-center gap-2 py-1.5"
          >
            <StatusShape status={MEANING[entry.status]} title={statuses(entry.status)} />
            <span className="min-w-0 flex-1">
              <span className="block mono font-medium">{entry.prefix}</span>
              <span className="block truncate mono text-11 text-ink-2">
                →{' '}
                {nextHopsOf(entry)
                  .map((each) => each.key)
                  .join(', ') || '-'}
              </span>
            </span>
            <span className="text-11 text-ink-3">{types(entry.type)}</span>
          </li>
        ))}
        {table.rows > entries.length && (
          <li className="py-1.5 text-ink-3">{t('more', { count: table.rows - entries.length })}</li>
        )}
      </ul>
    </PanelSection>
  );
}

/** What a gateway forwards by, best paths first. */
export function InspectorGatewayRoutes({ gateway }: { gateway: NonNullable<ObjectDetails['gateway']> }) {
  const t = useTranslations('topology.routes');
  const sources = useTranslations('topology.gatewayRoutes');
  const routes = [...gateway.routes].sort(
    (a, b) => Number(b.best) - Number(a.best) || comparePrefixes(a.prefix, b.prefix),
  );
  return (
    <PanelSection title={t('forwarding')} aside={t('count', { count: gateway.rows })}>
      <ul className="divide-y divide-line text-12">
        {routes.map((each) => (
          <li
            key={`${each.prefix} ${each.source} ${each.peer ?? ''} ${each.nextHop ?? ''}`}
            className="flex items-center gap-2 py-1.5"
          >
            <span className="min-w-0 flex-1">
              <span className="block mono font-medium">{each.prefix}</span>
              <span className="block truncate mono text-11 text-ink-2">
                → {each.nextHop ?? (each.discard ? 'Null0' : '-')}
              </span>
            </span>
            <span className="text-11 text-ink-3">
              {each.best ? sources(each.source) : t('notBest', { source: sources(each.source) })}
            </span>
          </li>
        ))}
        {gateway.rows > routes.length && (
          <li className="py-1.5 text-ink-3">{t('more', { count: gateway.rows - routes.length })}</li>
        )}
      </ul>
    </PanelSection>
  );
}
