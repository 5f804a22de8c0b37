import type { Finding } from '@/domain/checks/finding';
import { routeLimitOf } from '@/domain/estate/bgp';
import { customRows, quotaOf } from '@/domain/changes/rules/table';
import type { PhysicalConnection, Vbr } from '@/domain/estate/express-connect';
import type { RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { CLOUD_ASN, gatewayOfSession, sessionsOf, type Session } from '@/domain/routing/sessions/bgp-session';
import { sessionStatus } from '@/domain/topology/cloud-elements';
import { fromFindings, worst } from '@/domain/topology/status';
import { tableStatus, type Lister } from './lister';
import type { ListRow } from './list';

export function vpcRows(lister: Lister): ListRow[] {
  return [...lister.index.vpcs.values()].map((vpc) => ({
    kind: 'vpc',
    id: vpc.key,
    key: vpc.key,
    ...titleOf(vpc),
    status: lister.drawn('vpc', vpc.key),
    within: [],
    part: { kind: 'vpc' },
    cells: {
      title: vpc.name ?? null,
      site: vpc.site ?? null,
      provisioning: vpc.status ?? null,
      prefixes: vpc.prefixes.join(', '),
      switches: vpc.vSwitches?.length ?? null,
      tables: vpc.routeTables?.length ?? null,
      routes: sumKnown((vpc.routeTables ?? []).map((each) => each.entries?.length)),
    },
  }));
}

export function vbrRows(lister: Lister): ListRow[] {
  const vpcs = vpcsByVbr(lister);
  return [...lister.index.vbrs.values()].map((vbr) => {
    const sessions = sessionsOf(vbr);
    return {
      kind: 'vbr',
      id: vbr.key,
      key: vbr.key,
      ...titleOf(vbr),
      status: lister.drawn('vbr', vbr.key),
      within: [...vbr.physicalConnections, ...(vpcs.get(vbr.key) ?? [])],
      part: { kind: 'vbr' },
      cells: {
        title: vbr.name ?? null,
        site: vbr.site ?? null,
        provisioning: vbr.status ?? null,
        circuits: vbr.physicalConnections.join(', '),
        vlan: vbr.vlanId ?? null,
        ...countsOf(vbr.routeTable),
        ...sessionCounts(sessions),
        received: sumKnown(sessions.map((each) => each.peer.observed?.receivedRoutes)),
      },
    };
  });
}

/** vSwitches of all VPCs, and how many addresses each has left. */
export function switchRows(lister: Lister): ListRow[] {
  const naming = new Map<string, Finding[]>();
  for (const finding of lister.context.findings)
    for (const value of Object.values(finding.params))
      if (typeof value === 'string') naming.set(value, [...(naming.get(value) ?? []), finding]);
  return [...lister.index.vpcs.values()].flatMap((vpc) => {
    const stale = lister.stale('v-switch', vpc.key);
    return (vpc.vSwitches ?? []).map((each): ListRow => ({
      kind: 'v-switch',
      id: each.key,
      key: each.key,
      status: stale ? 'unknown' : isPending(each.status) ? 'changing' : fromFindings(naming.get(each.key) ?? []),
      within: [vpc.key],
      part: { kind: 'v-switch', within: vpc.key },
      cells: {
        title: each.name ?? null,
        vpc: vpc.key,
        zone: each.zone ?? null,
        prefixes: each.prefix,
        free: each.availableAddresses ?? null,
        provisioning: each.status ?? null,
      },
    }));
  });
}

function isPending(status: string | undefined): boolean {
  return status?.toLowerCase() === 'pending';
}

/** The VPCs at the far side of each VBR's router interfaces. */
function vpcsByVbr({ index }: Lister): ReadonlyMap<string, ReadonlySet<string>> {
  const vpcs = new Map<string, Set<string>>();
  for (const { router, opposite, oppositeRouter } of index.routerInterfaces.values()) {
    const far = oppositeRouter ?? index.routerInterfaces.get(opposite ?? '')?.router;
    if (far === undefined || !index.vbrs.has(router)) continue;
    const known = vpcs.get(router) ?? new Set<string>();
    vpcs.set(router, known.add(far));
  }
  return vpcs;
}

export function tableRows(lister: Lister): ListRow[] {
  const row = (kind: 'vpc' | 'vbr', router: Vpc | Vbr, table: RouteTable): ListRow => ({
    kind: 'route-table',
    id: table.key,
    key: table.key,
    status: tableStatus(lister, table.key, table.entries),
    within: [router.key],
    router: { kind, key: router.key },
    part: { kind: 'route-entry', within: table.key },
    cells: { router: router.key, type: table.kind ?? null, ...countsOf(table) },
  });
  return [
    ...[...lister.index.vpcs.values()].flatMap((vpc) => (vpc.routeTables ?? []).map((table) => row('vpc', vpc, table))),
    ...[...lister.index.vbrs.values()].flatMap((vbr) => (vbr.routeTable ? [row('vbr', vbr, vbr.routeTable)] : [])),
  ];
}

export function circuitRows(lister: Lister): ListRow[] {
  const carried = new Map<string, number>();
  for (const { physicalConnections } of lister.index.vbrs.values())
    for (const key of physicalConnections) carried.set(key, (carried.get(key) ?? 0) + 1);
  return [...lister.index.circuits.values()].map((circuit) => ({
    kind: 'circuit',
    id: circuit.key,
    key: circuit.key,
    ...titleOf(circuit),
    status: lister.drawn('physical-connection', circuit.key),
    within: [],
    part: { kind: 'physical-connection' },
    cells: {
      title: circuit.name ?? null,
      site: lister.circuitSites.get(circuit.key) ?? null,
      provisioning: circuit.status ?? null,
      business: circuit.businessStatus ?? null,
      bandwidth: circuit.bandwidthMbps ?? null,
      accessPoint: circuit.accessPoint ?? null,
      vbrs: carried.get(circuit.key) ?? 0,
    },
  }));
}

export function groupRows(lister: Lister): ListRow[] {
  return [...lister.index.vbrs.values()].flatMap((vbr) =>
    (vbr.bgpGroups ?? []).map((group): ListRow => {
      const sessions = (group.peers ?? []).map((peer) => ({ vbr, group, peer }));
      return {
        kind: 'bgp-group',
        id: group.key,
        key: group.key,
        status: worst(sessions.map((each) => sessionStatus(lister.context, each))),
        within: [vbr.key],
        router: { kind: 'vbr', key: vbr.key },
        part: { kind: 'bgp-group', within: vbr.key },
        cells: {
          title: group.name ?? null,
          vbr: vbr.key,
          provisioning: group.status ?? null,
          localAsn: group.localAsn ?? CLOUD_ASN,
          peerAsn: group.peerAsn ?? null,
          limit: routeLimitOf(group),
          ...sessionCounts(sessions),
        },
      };
    }),
  );
}

export function peerRows(lister: Lister): ListRow[] {
  return [...lister.index.vbrs.values()].flatMap(sessionsOf).map((session) => {
    const { vbr, group, peer } = session;
    const gateway = gatewayOfSession(lister.index, session);
    return {
      kind: 'bgp-peer',
      id: peer.key,
      key: peer.key,
      status: sessionStatus(lister.context, session),
      within: [vbr.key, group.key, ...(gateway ? [gateway.key] : [])],
      router: { kind: 'vbr', key: vbr.key },
      part: { kind: 'bgp-peer', within: vbr.key },
      cells: {
        vbr: vbr.key,
        group: group.key,
        address: peer.address ?? null,
        session: peer.observed?.sessionState ?? 'unknown',
        provisioning: peer.status ?? null,
        localAsn: group.localAsn ?? CLOUD_ASN,
        peerAsn: group.peerAsn ?? null,
        received: peer.observed?.receivedRoutes ?? null,
        limit: routeLimitOf(group),
        advertised: peer.observed?.advertisedRoutes ?? null,
        bfd: peer.bfd?.enabled ?? null,
      },
    };
  });
}

/** A name people gave stands before one the cloud holds; both are found. */
export function titleOf({ title }: Pick<Vpc | PhysicalConnection, 'title'>): Pick<ListRow, 'title'> {
  return title ? { title } : {};
}

function countsOf(table: RouteTable | undefined) {
  if (!table?.entries) return { routes: null, routesLeft: null };
  return { routes: table.entries.length, routesLeft: Math.max(0, quotaOf(table) - customRows(table)) };
}

function sessionCounts(sessions: readonly Session[]) {
  const up = sessions.filter((each) => each.peer.observed?.sessionState === 'established').length;
  return { peersUp: up, peers: sessions.length };
}

/** A sum with a part that nobody knows is not known. */
function sumKnown(counts: readonly (number | undefined)[]): number | null {
  return counts.reduce<number | null>((sum, each) => (sum === null || each === undefined ? null : sum + each), 0);
}
