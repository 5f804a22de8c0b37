import type { Finding } from '@/domain/checks/finding';
import type { GatewayRoute } from '@/domain/estate/gateway';
import { nextHopsOf, type RouteEntry, type RouteTable } from '@/domain/estate/routes';
import { comparePrefixes, type Prefix } from '@/domain/net/prefix';
import { code, text, type CardRow, type GraphStatus, type LabelCode } from './graph';

/** So many rows are written out in a card; the rest is one line, and the table has them all. */
const SHOWN = 5;

const BAND: Partial<Record<RouteEntry['status'], GraphStatus>> = {
  pending: 'changing',
  modifying: 'changing',
  deleting: 'changing',
  unknown: 'unknown',
};

const TYPE: Partial<Record<RouteEntry['type'], LabelCode>> = {
  custom: 'route-type-custom',
  system: 'route-type-system',
  bgp: 'route-type-bgp',
};

export function routeRowId(prefix: string, nextHop: string): string {
  return `route ${prefix} ${nextHop}`;
}

export function missingRowId(prefix: string): string {
  return `missing ${prefix}`;
}

/** A table as rows of a card: what is missing first, then what is there, in the order of addresses. */
export function routeRows(table: RouteTable, missing: readonly Finding[], stale: boolean): readonly CardRow[] {
  const entries = table.entries;
  if (!entries) return [{ kind: 'section', id: 'routes', lead: text(table.key), trail: code('silent') }];
  const trail = table.quota
    ? code('routes-of-quota', { count: entries.filter((each) => each.type === 'custom').length, quota: table.quota })
    : code('routes', { count: entries.length });
  const lost = missing.map(({ params }): CardRow & { kind: 'route' } => {
    const prefix = String(params.prefix);
    return { kind: 'route', id: missingRowId(prefix), prefix, nextHop: code('no-route'), band: 'broken' };
  });
  const ordered = [...entries].sort(
    (a, b) => comparePrefixes(a.prefix, b.prefix) || (rowText(a) < rowText(b) ? -1 : 1),
  );
  const shown = ordered.slice(0, Math.max(1, SHOWN - lost.length));
  const more = ordered.length - shown.length;
  return [
    { kind: 'section', id: 'routes', lead: text(table.key), trail },
    ...lost.sort((a, b) => comparePrefixes(a.prefix as Prefix, b.prefix as Prefix)),
    ...shown.map((entry) => routeRow(entry, stale)),
    ...(more > 0 ? [{ kind: 'fact' as const, id: 'more', lead: code('more-routes', { count: more }) }] : []),
  ];
}

function rowText(entry: RouteEntry): string {
  return `${entry.type} ${nextHopText(entry)}`;
}

function nextHopText(entry: RouteEntry): string {
  return [...nextHopsOf(entry).map((each) => each.key)].sort().join(' + ') || '-';
}

function routeRow(entry: RouteEntry, stale: boolean): CardRow {
  const band = stale ? 'unknown' : BAND[entry.status];
  const type = TYPE[entry.type] ?? 'route-type-other';
  return {
    kind: 'route',
    id: routeRowId(entry.prefix, nextHopText(entry)),
    prefix: entry.prefix,
    nextHop: text(nextHopText(entry)),
    note:
      entry.status === 'available' ? code(type, { type: entry.type }) : code('route-status', { status: entry.status }),
    ...(band ? { band } : {}),
  };
}

/** Everything a table can be found by. */
export function routeTexts(table: RouteTable): readonly string[] {
  return [table.key, ...(table.entries ?? []).flatMap((entry) => [entry.prefix, nextHopText(entry)])];
}

/** What a gateway forwards by: the best path to each prefix, a few of them written out. */
export function gatewayRouteRows(routes: readonly GatewayRoute[], stale: boolean): readonly CardRow[] {
  const best = routes
    .filter((each) => each.best)
    .sort((a, b) => comparePrefixes(a.prefix, b.prefix) || ((a.nextHop ?? '') < (b.nextHop ?? '') ? -1 : 1));
  const more = best.length - SHOWN;
  return [
    {
      kind: 'section',
      id: 'routes',
      lead: code('forwarding-table'),
      trail: code('routes', { count: best.length }),
    },
    ...best.slice(0, SHOWN).map(({ prefix, nextHop, source, discard }): CardRow => ({
      kind: 'route',
      id: routeRowId(prefix, nextHop ?? (discard ? 'Null0' : '-')),
      prefix,
      nextHop: text(nextHop ?? (discard ? 'Null0' : '-')),
      note: source === 'bgp' ? code('route-type-bgp') : code('route-type-other', { type: source }),
      ...(stale ? { band: 'unknown' as const } : {}),
    })),
    ...(more > 0 ? [{ kind: 'fact' as const, id: 'more', lead: code('more-routes', { count: more }) }] : []),
  ];
}
