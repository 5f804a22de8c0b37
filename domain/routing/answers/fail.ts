import { groupFamily, type BgpGroup, type BgpPeer } from '@/domain/estate/bgp';
import { addressesOf, type Cluster, type KubeNode } from '@/domain/estate/cluster';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { nextHopsOf, type NextHop, type RouteEntry, type RouteTable } from '@/domain/estate/routes';
import { without } from '@/domain/estate/projection';
import { inClusterKey } from '@/domain/estate/resource';
import type { TransitRouter } from '@/domain/estate/transit-router';
import type { EstateView } from '@/domain/estate/view';
import type { Vpc } from '@/domain/estate/vpc';
import { prefixFamily } from '@/domain/net/prefix';
import { gatewayOfSession, localHost, sessionHealth, sessionsOf, type Session } from '../sessions/bgp-session';
import { indexEstate, siteOfPool, type EstateIndex } from '../estate-index';
import { withOrigin, withOriginView } from '../origin';
import { circuitReadiness, circuitsToward, gatewaysOf, vbrReadiness, vbrsOf } from '../sessions/link';

/** What may fail: a leased line, a VBR, a session, a gateway, a node that announces pods, a pair between VPC and VBR, an attachment of either to a transit router. */
export const FAILABLE = [
  ...(['physical-connection', 'vbr', 'bgp-peer', 'gateway', 'node'] as const),
  ...(['router-interface', 'transit-router-attachment'] as const),
] as const;
/** A node is called by its cluster as well: its name is its own only there. */
export type Failed = { kind: (typeof FAILABLE)[number]; key: string };

/** Everything of these kinds that can fail, in the order of the estate. A pair of interfaces fails as one, by its VPC's side. */
export function failableOf({ estate }: EstateView, kinds: readonly Failed['kind'][]): readonly Failed[] {
  const vpcs = new Set(estate.vpcs.map(({ key }) => key));
  const keys: Readonly<Record<Failed['kind'], () => readonly string[]>> = {
    'physical-connection': () => estate.physicalConnections.map(({ key }) => key),
    vbr: () => estate.vbrs.map(({ key }) => key),
    'bgp-peer': () => estate.vbrs.flatMap((vbr) => sessionsOf(vbr).map(({ peer }) => peer.key)),
    gateway: () => estate.gateways.map(({ key }) => key),
    node: () =>
      estate.clusters.flatMap(({ key, nodes = [] }) =>
        nodes.flatMap(({ name, speaker }) => (speaker ? inClusterKey(key, name) : [])),
      ),
    'router-interface': () => estate.routerInterfaces.flatMap(({ key, router }) => (vpcs.has(router) ? key : [])),
    'transit-router-attachment': () =>
      estate.transitRouters.flatMap(({ attachments }) => attachments.map(({ key }) => key)),
  };
  return kinds.flatMap((kind) => keys[kind]().map((key) => ({ kind, key })));
}

/**
 * The estate once one thing has failed and everybody has noticed: the sessions over it are down, what was learnt over them is
 * withdrawn, and equal-cost routes of a VPC leave out the way that is dead (the health check of the pair sees to that). A
 * gateway takes its links with it; where a site has another one, nodes use that.
 */
export function withFailure(view: EstateView, failed: Failed): EstateView {
  const now = indexEstate(view);
  const broken = breakThing(view, failed);
  const index = indexEstate(broken);
  const dead = new Set([...touchedVbrs(now, failed)].filter((key) => isDead(index, key)));
  const interfaces = deadInterfaces(index, failed, dead);
  const ends = (session: Session) =>
    dead.has(session.vbr.key) ||
    (failed.kind === 'bgp-peer' && session.peer.key === failed.key) ||
    (failed.kind === 'gateway' && gatewayOfSession(now, session)?.key === failed.key) ||
    (failed.kind === 'physical-connection' && isCutOff(index, session, failed.key));
  const { vbrs, vpcs, gateways, transitRouters: transits } = broken.estate;
  const lost = lostPeers(now, dead, ends);
  const after = {
    ...broken,
    estate: {
      ...broken.estate,
      vbrs: ['node', 'router-interface', 'transit-router-attachment'].includes(failed.kind)
        ? vbrs
        : vbrs.map((vbr) => withSessionsDown(vbr, ends)),
      gateways: lost.size === 0 ? gateways : withoutPeers(gateways, ({ key }) => lost.get(key)),
      vpcs: interfaces.size === 0 ? vpcs : vpcs.map((vpc) => withoutWays(vpc, interfaces)),
      transitRouters: interfaces.size === 0 ? transits : transits.map((each) => transitAfter(each, interfaces)),
    },
    revision: `${view.revision}-${failed.kind}:${failed.key}`,
  };
  return withOriginView(after, view);
}

/** Statuses by which each kind of thing says that it carries nothing. */
const TERMINATED = 'terminated';
const INACTIVE = 'inactive';
const DETACHED = 'detached';

function breakThing(view: EstateView, { kind, key }: Failed): EstateView {
  const { estate } = view;
  const be = (part: Partial<EstateView['estate']>): EstateView => ({ ...view, estate: { ...estate, ...part } });
  if (kind === 'bgp-peer') return view;
  if (kind === 'vbr') return be({ vbrs: set(estate.vbrs, key, { status: TERMINATED }) });
  if (kind === 'router-interface')
    return be({ routerInterfaces: set(estate.routerInterfaces, key, { status: INACTIVE }) });
  if (kind === 'transit-router-attachment')
    return be({
      transitRouters: estate.transitRouters.map((each) =>
        each.attachments.some((own) => own.key === key)
          ? { ...each, attachments: set(each.attachments, key, { status: DETACHED }) }
          : each,
      ),
    });
  if (kind === 'node') {
    const goneFor = sessionsOfNode(indexEstate(view), key);
    return be({
      clusters: estate.clusters.map((cluster) => withoutNode(cluster, key)),
      gateways: withoutPeers(estate.gateways, goneFor),
    });
  }
  if (kind === 'physical-connection')
    return be({ physicalConnections: set(estate.physicalConnections, key, { status: TERMINATED }) });
  const links = linksOf(indexEstate(view), key);
  return be({
    gateways: estate.gateways.filter((each) => each.key !== key),
    physicalConnections: estate.physicalConnections.map((each) =>
      links.has(each.key) ? { ...each, status: TERMINATED } : each,
    ),
  });
}

function set<T extends { key: string }>(rows: readonly T[], key: string, change: Partial<T>): T[] {
  return rows.map((row) => (row.key === key ? { ...row, ...change } : row));
}

function withoutNode(cluster: Cluster, key: string): Cluster {
  const isIt = ({ name }: KubeNode) => inClusterKey(cluster.key, name) === key;
  if (!cluster.nodes?.some(isIt)) return cluster;
  return { ...cluster, nodes: cluster.nodes.map((node) => (isIt(node) ? { ...node, ready: false } : node)) };
}

/** A node's addresses by gateway: where another node of the gateway's site has one of them, it is that one's session. */
function sessionsOfNode(index: EstateIndex, key: string): (gateway: Gateway) => ReadonlySet<string> {
  const placed = index.estate.clusters.flatMap((cluster) =>
    (cluster.nodes ?? []).map((node) => {
      const pool = index.pools.get(node.pool ?? '')?.pool;
      return { node, isIt: inClusterKey(cluster.key, node.name) === key, site: pool && siteOfPool(index, pool) };
    }),
  );
  const its = placed.filter(({ isIt }) => isIt);
  const addresses = new Set(its.flatMap(({ node }) => addressesOf(node)));
  const namesakes = placed.filter(({ node, isIt }) => !isIt && addressesOf(node).some((each) => addresses.has(each)));
  return ({ site }) => {
    if (its.some((each) => each.site === site)) return addresses;
    const others = new Set(namesakes.filter((each) => each.site === site).flatMap(({ node }) => addressesOf(node)));
    return new Set([...addresses].filter((each) => !others.has(each)));
  };
}

/** A gateway's sessions with peers that are gone, and what it was seen to have learnt from them; what others told it stays. */
function withoutPeers(
  gateways: readonly Gateway[],
  goneFor: (gateway: Gateway) => ReadonlySet<string> | undefined,
): Gateway[] {
  return gateways.map((gateway) => {
    const { peers, routes } = gateway.observed ?? {};
    const gone = goneFor(gateway);
    if (!gone) return gateway;
    if (!peers?.some(({ address }) => gone.has(address)) && !routes?.some(({ peer = '' }) => gone.has(peer)))
      return gateway;
    return {
      ...gateway,
      observed: {
        ...gateway.observed,
        ...(peers
          ? { peers: peers.map((each) => (gone.has(each.address) ? { ...each, sessionState: 'down' } : each)) }
          : {}),
        ...(routes ? { routes: routes.filter(({ peer = '' }) => !gone.has(peer)) } : {}),
      },
    };
  });
}

/** The circuits of the VBRs that lead to this gateway and no other. */
function linksOf(index: EstateIndex, key: string): ReadonlySet<string> {
  const gateway = index.gateways.get(key);
  const vbrs = gateway ? vbrsOf(index, gateway).filter((vbr) => gatewaysOf(index, vbr).length === 1) : [];
  return new Set(vbrs.flatMap((vbr) => vbr.physicalConnections));
}

function touchedVbrs(index: EstateIndex, { kind, key }: Failed): ReadonlySet<string> {
  if (kind === 'vbr') return new Set([key]);
  const circuits = kind === 'physical-connection' ? new Set([key]) : kind === 'gateway' ? linksOf(index, key) : null;
  if (!circuits) return new Set();
  const touched = [...index.vbrs.values()].filter((vbr) => vbr.physicalConnections.some((each) => circuits.has(each)));
  return new Set(touched.map((vbr) => vbr.key));
}

/** A session over a circuit that has failed, to a gateway that no other circuit of its VBR leads to. */
function isCutOff(index: EstateIndex, session: Session, circuit: string): boolean {
  const { vbr } = session;
  if (!vbr.physicalConnections.includes(circuit)) return false;
  const gateway = gatewayOfSession(index, session);
  const left = gateway ? circuitsToward(index, vbr, gateway) : [];
  return left.length > 0 && left.every((key) => circuitReadiness(index.circuits.get(key)) === 'not-ready');
}

/** The addresses of VBRs that gateways lose as neighbours, by gateway: link addresses repeat from circuit to circuit. */
function lostPeers(
  now: EstateIndex,
  dead: ReadonlySet<string>,
  ends: (session: Session) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> {
  const lost = new Map<string, Set<string>>();
  for (const vbr of now.vbrs.values()) {
    for (const session of sessionsOf(vbr).filter(ends)) {
      const address = localHost(vbr, groupFamily(session.group));
      const far = dead.has(vbr.key) ? undefined : gatewayOfSession(now, session);
      for (const { key } of far ? [far] : gatewaysOf(now, vbr))
        lost.set(key, (lost.get(key) ?? new Set()).add(address ?? ''));
    }
  }
  return lost;
}

/** A VBR that is down itself, or that has no circuit left. */
function isDead(index: EstateIndex, key: string): boolean {
  const vbr = index.vbrs.get(key);
  if (!vbr) return false;
  const circuits = vbr.physicalConnections.map((each) => circuitReadiness(index.circuits.get(each)));
  return vbrReadiness(vbr) === 'not-ready' || circuits.every((each) => each === 'not-ready');
}

/** Of a family without a session left that is up, nothing that was learnt stays. */
function withSessionsDown(vbr: Vbr, ends: (session: Session) => boolean): Vbr {
  const sessions = sessionsOf(vbr);
  const down = new Set(sessions.filter(ends).map(({ peer }) => peer));
  if (down.size === 0) return vbr;
  const up = sessions.filter((each) => !down.has(each.peer) && sessionHealth(each) === 'established');
  const carried = new Set(up.map(({ group }) => groupFamily(group)));
  const isLost = ({ type, prefix }: RouteEntry) => type === 'bgp' && !carried.has(prefixFamily(prefix));
  const table = vbr.routeTable;
  const lost = (table?.entries ?? []).filter(isLost).map(({ prefix }) => prefix);
  const left = table?.entries?.filter((entry) => !isLost(entry));
  return {
    ...vbr,
    ...(vbr.bgpGroups ? { bgpGroups: vbr.bgpGroups.map((group) => withPeersDown(group, down)) } : {}),
    ...(table && left && lost.length > 0 ? { routeTable: withOrigin({ ...table, entries: left }, table, lost) } : {}),
  };
}

function withPeersDown(group: BgpGroup, down: ReadonlySet<BgpPeer>): BgpGroup {
  const peers = group.peers?.map((peer) =>
    down.has(peer) ? { ...peer, observed: { sessionState: 'down' as const } } : peer,
  );
  return { ...group, ...(peers ? { peers } : {}) };
}

/** Interfaces and attachments that lead to nothing any more. */
function deadInterfaces(index: EstateIndex, failed: Failed, dead: ReadonlySet<string>): ReadonlySet<string> {
  const own = ['router-interface', 'transit-router-attachment'].includes(failed.kind) ? [failed.key] : [];
  if (dead.size === 0) return new Set(own);
  const leading = [...index.routerInterfaces.values()].filter((near) => {
    const far = near.opposite === undefined ? undefined : index.routerInterfaces.get(near.opposite);
    return dead.has(far?.router ?? near.oppositeRouter ?? '');
  });
  const attached = index.estate.transitRouters.flatMap(({ attachments }) =>
    attachments.filter(({ router }) => dead.has(router)),
  );
  return new Set([...own, ...[...leading, ...attached].map(({ key }) => key)]);
}

function withoutWays(vpc: Vpc, dead: ReadonlySet<string>): Vpc {
  const concerns = (entry: RouteEntry) => (entry.nextHops ?? []).some(({ key }) => dead.has(key));
  const tableAfter = (table: RouteTable): RouteTable => {
    const prefixes = (table.entries ?? []).filter(concerns).map(({ prefix }) => prefix);
    if (!table.entries || prefixes.length === 0) return table;
    const entries = table.entries.map((each) => (concerns(each) ? withWays(each, dead) : each));
    return withOrigin({ ...table, entries }, table, prefixes);
  };
  if (!vpc.routeTables?.some(({ entries }) => entries?.some(concerns))) return vpc;
  return { ...vpc, routeTables: vpc.routeTables.map(tableAfter) };
}

/** Equal-cost rows leave out what is dead; a row that was learnt is withdrawn with its last way. */
function transitAfter(transit: TransitRouter, dead: ReadonlySet<string>): TransitRouter {
  const isDead = ({ key }: NextHop) => dead.has(key);
  const rowsAfter = (entry: RouteEntry): readonly RouteEntry[] => {
    const hops = nextHopsOf(entry);
    if (!hops.some(isDead)) return [entry];
    return entry.type !== 'custom' && hops.every(isDead) ? [] : [withWays(entry, dead)];
  };
  if (!transit.routeTables?.some(({ entries }) => entries?.some((each) => nextHopsOf(each).some(isDead))))
    return transit;
  return {
    ...transit,
    routeTables: transit.routeTables.map((table) =>
      table.entries ? { ...table, entries: table.entries.flatMap(rowsAfter) } : table,
    ),
  };
}

/** With no way left the row stays as it is, and what it sends is lost. */
function withWays(entry: RouteEntry, dead: ReadonlySet<string>): RouteEntry {
  const [first, ...more]: readonly NextHop[] = nextHopsOf(entry).filter(({ key }) => !dead.has(key));
  if (!first) return entry;
  const row = without<RouteEntry, 'nextHops'>(entry, ['nextHops']);
  return more.length === 0 ? { ...row, nextHop: first } : { ...row, nextHops: [first, ...more] };
}
