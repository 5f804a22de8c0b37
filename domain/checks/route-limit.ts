import type { RouteEntry, RouteTable } from '@/domain/estate/routes';
import { oncePer } from '@/domain/memo';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import { exactAggregate } from '@/domain/routing/aggregate';
import { gatewayOfSession, hostOf, sessionsOf, type Session } from '@/domain/routing/bgp-session';
import type { VbrCheck } from './each-vbr';
import { stopsNothing, type Check, type Fault, type Finding, type FindingSubject } from './finding';

/** From here on it is time to aggregate: 80 % of a limit. */
const NEAR = 0.8;

/**
 * Routes beyond a group's limit are dropped while the session stays up, so the newest nodes are cut off without any alarm
 * (F10). Express Connect, "Virtual border router": 110 per peer unless raised.
 */
export const routeLimit: VbrCheck = (index, vbr) => {
  if (evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale') return [];
  return sessionsOf(vbr).flatMap((session): readonly Fault[] => {
    const { group, peer } = session;
    const limit = group.routeLimit;
    const received = peer.observed?.receivedRoutes;
    if (!limit || received === undefined || received < limit * NEAR) return [];
    const params = {
      vbr: vbr.key,
      peer: peer.key,
      received,
      limit,
      percent: Math.floor((received * 100) / limit),
      enough: enough(index, session),
    };
    const severity = received >= limit ? 'error' : 'warning';
    return [
      {
        code: 'F10',
        kind: 'route-limit',
        severity,
        owner: 'idc',
        subject: { kind: 'bgp-peer', key: peer.key },
        params,
        stops: stopsNothing,
      },
    ];
  });
};

/** How many prefixes would say the same: of what the gateway was seen to announce, else of what the VBR holds. 0: nobody knows. */
function enough(index: EstateIndex, session: Session): number {
  const { vbr } = session;
  const local = hostOf(vbr.localGatewayAddress);
  const paths = gatewayOfSession(index, session)?.observed?.paths ?? [];
  const sent = paths.filter(({ direction, peer }) => direction === 'advertised' && peer === local);
  const held = (vbr.routeTable?.entries ?? []).filter(({ type }) => type === 'bgp');
  return exactAggregate((sent.length > 0 ? sent : held).map(({ prefix }) => prefix)).length;
}

const customRows = oncePer((entries: readonly RouteEntry[]) => entries.filter(({ type }) => type === 'custom').length);

/** A table that holds no more custom rows refuses the next change (V5). */
export const routeTableQuota: Check = ({ index }) => {
  const findings: Finding[] = [];
  const look = (router: FindingSubject, table: RouteTable) => {
    const finding = nearlyFull(index, router, table);
    if (finding) findings.push(finding);
  };
  for (const { key, routeTable } of index.vbrs.values())
    if (hasQuota(routeTable)) look({ kind: 'vbr', key }, routeTable);
  for (const { key, routeTables = [] } of index.vpcs.values())
    for (const table of routeTables) if (hasQuota(table)) look({ kind: 'vpc', key }, table);
  return findings;
};

function hasQuota(table: RouteTable | undefined): table is RouteTable {
  return table?.quota !== undefined;
}

function nearlyFull(index: EstateIndex, router: FindingSubject, table: RouteTable): Finding | null {
  if (!table.entries || table.quota === undefined) return null;
  const used = customRows(table.entries);
  if (used < table.quota * NEAR) return null;
  if (evidenceOf(index, 'route-entry', table.key).kind === 'stale') return null;
  const params = {
    router: router.key,
    routeTable: table.key,
    used,
    quota: table.quota,
    percent: Math.floor((used * 100) / table.quota),
  };
  return {
    code: 'V5',
    kind: 'route-table-quota',
    severity: 'warning',
    owner: 'cloud',
    subject: router,
    params,
    flows: [],
  };
}
