import type { Cluster } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { BgpNetwork } from '@/domain/estate/bgp';
import type { Gateway, GatewayRoute } from '@/domain/estate/gateway';
import type { EstateView } from '@/domain/estate/view';
import { oncePerPair } from '@/domain/memo';
import type { Address } from '@/domain/net/address';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { containsPrefix, type Prefix } from '@/domain/net/prefix';
import { holds, longest, pointOf } from './addresses';
import { exitsOf } from './exits';
import { endOf, gatewaysOf, hostPart } from './link';
import { isPermitted } from './permit';
import { ageOf, dead, doubting, mostTelling, open, takenIn, turning, type Ending, type Packet } from './packet';
import { isParticular } from './particular';
import { announcing, hearsAnother, muteness, teller, type Subnet } from './speaker';
import { siteOf } from './places';
import { turnOf, type Offer } from './choice';
import { notBroughtBy, notLearned, sessionsToward, silence } from './session';

/** What a row of a gateway leads to. */
type Way =
  | { deliver: true; old?: string | null }
  | { up: Vbr }
  | { router: Gateway }
  | { neighbour: Address; lan: string }
  | { discard: true }
  | { end: Ending; perhaps?: Vbr };

/** Lower `rank` first among rows of one prefix. */
type Row = { prefix: Prefix; rank: number; state: 'yes' | 'perhaps' | 'no'; hop: string; way: Way };

const RANK = { connected: 0, static: 1, bgp: 20, interior: 110, aggregate: 200, declared: 250 };

/** Connectors read IPv4; what an estate file says of IPv6 rows counts as read too. */
function isRead({ observed }: Gateway, family: 4 | 6): boolean {
  return observed?.routes !== undefined && (family === 4 || observed.routes.some(({ prefix }) => prefix.includes(':')));
}

type Up = (packet: Packet, vbr: Vbr) => readonly Ending[];

export function throughGateway(packet: Packet, gateway: Gateway, up: Up): readonly Ending[] {
  const name = `gateway ${gateway.key}`;
  const circle = turning(packet, name);
  if (circle) return [circle];
  const seen: Packet = { ...packet, seen: [...packet.seen, name] };
  const age = isRead(gateway, packet.to.family) ? ageOf(packet.view, 'gateway-route', gateway.key) : null;
  if (age) return [open(age, 'idc')];
  const { permits } = gateway;
  const tellers = [gateway, ...matesOf(packet.view.estate, gateway)].map(({ key }) => `gateway ${key}`);
  const isKnown = packet.requests?.every((by) => tellers.some((each) => by.includes(each)));
  if (!isKnown && permits && permits.length > 0 && !isPermitted(permits, packet))
    return [packet.requests ? dead('firewall-saw-no-request', 'F18', 'idc') : dead('firewall-denies', 'V4', 'idc')];
  const fitting = rowsOf(packet.view, gateway).filter((row) => holds(row.prefix, packet.to));
  const best = longest(
    fitting.filter((row) => row.state !== 'no'),
    (row) => row.prefix,
  );
  const idle = longest(
    fitting.filter((row) => row.state === 'no'),
    (row) => row.prefix,
  );
  const whyIdle = mostTelling(idle.map(({ way }) => ('end' in way ? way.end : null)));
  if (best.length === 0) return [whyIdle ?? noRoute(packet, gateway)];
  const rank = Math.min(...best.map((row) => row.rank));
  const chosen = new Map<string, Row>();
  for (const row of best) if (row.rank === rank && chosen.get(row.hop)?.state !== 'yes') chosen.set(row.hop, row);
  const isSure = [...chosen.values()].some((row) => row.state === 'yes');
  return [...chosen.values()].flatMap(({ way, rank: own, prefix }): readonly Ending[] => {
    if ('deliver' in way) return [takenIn(doubting(seen, way.old ?? null), { kind: 'site', key: gateway.site })];
    if ('up' in way) return up(seen, way.up);
    const missing = () => (isParticular(packet.view.estate, prefix) ? null : (whyIdle ?? notBrought(packet, gateway)));
    if ('router' in way) {
      const why = packet.seen.includes(`gateway ${way.router.key}`) ? missing() : null;
      return why ? [why] : throughGateway(seen, way.router, up);
    }
    if ('neighbour' in way) return beside(seen, gateway, way, missing, up);
    if ('discard' in way)
      return [(own === RANK.aggregate ? whyIdle : null) ?? dead('discarded-at-gateway', 'F19', 'idc')];
    return way.perhaps && isSure ? up(seen, way.perhaps) : [way.end];
  });
}

/** Whoever tells it what a firewall of its own let through. */
function matesOf({ gateways }: Estate, { key, site, firewallGroup }: Gateway): readonly Gateway[] {
  if (firewallGroup === undefined) return [];
  return gateways.filter(
    (each) =>
      each.key !== key && each.site === site && each.firewallGroup === firewallGroup && each.permits?.length !== 0,
  );
}

/** By way of whoever has an address in a LAN of the gateway. */
function beside(
  packet: Packet,
  gateway: Gateway,
  { neighbour, lan }: { neighbour: Address; lan: string },
  missing: () => Ending | null,
  up: Up,
): readonly Ending[] {
  const { estate } = packet.view;
  const arrived = (old: string | null) => [takenIn(doubting(packet, old), { kind: 'site', key: gateway.site })];
  const site = estate.sites.find(({ key }) => key === gateway.site);
  const own = site?.lans.find(({ key }) => key === lan);
  if (own && holds(own.prefix, packet.to)) return arrived(null);
  const node = nodeAt(estate, gateway, neighbour);
  if (node && knowsPod(node, packet)) return arrived(ageOfNodes(packet.view, node.cluster));
  const near = aroundOf(estate, gateway).lans;
  const isElsewhere = site?.lans.some((each) => !near.includes(each) && holds(each.prefix, packet.to));
  if (!node && !isElsewhere && site?.hostPrefixes.some((prefix) => holds(prefix, packet.to))) return arrived(null);
  const why = missing();
  if (why) return [why];
  const exits = node ? exitsOf(estate, gateway.site, lan) : [];
  if (exits.length === 0) return [open('next-hop-not-known', 'idc')];
  return exits.flatMap((exit) => throughGateway(packet, exit, up));
}

function nodeAt(estate: Estate, gateway: Gateway, address: Address) {
  for (const { cluster, pool } of poolsOf(estate, gateway))
    for (const node of cluster.nodes ?? [])
      if (node.pool === pool.key && node.address === address) return { cluster, pool, node };
  return null;
}

/** Its own pods, and what Flannel tells it: those of its cluster's nodes in the same LAN. */
function knowsPod({ cluster, pool, node }: NonNullable<ReturnType<typeof nodeAt>>, { to }: Packet): boolean {
  if (pool.hostNetwork) return false;
  return (cluster.nodes ?? []).some((each) => {
    const its = cluster.nodePools?.find(({ key }) => key === each.pool);
    const isTold = its?.kind === 'edge' && !its.hostNetwork && each.flannel?.ready !== false;
    const isMate = each === node || (isTold && pool.lan !== undefined && its.lan === pool.lan);
    return isMate && [each.podCidr, each.podCidr6].some((prefix) => prefix !== undefined && holds(prefix, to));
  });
}

/** Why no VBR told the gateway of an address of the cloud; null where none was to. */
function notBrought(packet: Packet, gateway: Gateway): Ending | null {
  const { estate } = packet.view;
  if (!estate.vpcs.some((vpc) => vpc.prefixes.some((prefix) => holds(prefix, packet.to)))) return null;
  const none = rowless(packet, gateway);
  return mostTelling(vbrsOf(estate, gateway).map((vbr) => notBroughtBy(packet.view, gateway, vbr, packet.to, none)));
}

function noRoute(packet: Packet, gateway: Gateway): Ending {
  const { estate } = packet.view;
  const none = rowless(packet, gateway);
  if (!estate.vpcs.some((vpc) => vpc.prefixes.some((prefix) => holds(prefix, packet.to)))) return none;
  const vbrs = vbrsOf(estate, gateway);
  if (vbrs.length === 0) return open('gateway-uplink-not-declared', 'idc');
  return mostTelling(vbrs.map((vbr) => notBroughtBy(packet.view, gateway, vbr, packet.to, none) ?? none)) ?? none;
}

function rowless(packet: Packet, gateway: Gateway): Ending {
  const isKnown =
    gateway.staticRoutes !== undefined || (gateway.driver !== 'gobgp' && isRead(gateway, packet.to.family));
  return isKnown ? dead('gateway-no-route', 'V4', 'idc') : open('gateway-routes-not-read', 'idc');
}

const vbrsOf = oncePerPair((estate: Estate, gateway: Gateway): readonly Vbr[] =>
  estate.vbrs.filter((vbr) => gatewaysOf(estate, vbr).includes(gateway)),
);

/** Written out once for a view: rows are many, and packets more. */
const rowsOf = oncePerPair((view: EstateView, gateway: Gateway): readonly Row[] => {
  const [declared, observed] = [declaredRows(view, gateway), isRead(gateway, 4) ? observedRows(view, gateway) : []];
  const from = ({ prefix }: Row) => isRead(gateway, prefix.includes(':') ? 6 : 4);
  return [...declared.filter((row) => !from(row)), ...observed.filter(from)];
});

/** What nobody reads does as it is declared, and as the VBRs' side of its sessions shows. */
function declaredRows(view: EstateView, gateway: Gateway): readonly Row[] {
  const { vbrs } = aroundOf(view.estate, gateway);
  const own = ownRows(view.estate, gateway);
  const rows = [...own, ...hostRows(view.estate, gateway, own)];
  rows.push(...networkRows(view, gateway, vbrs).map(({ row }) => row));
  return [...rows, ...podRows(view, gateway)];
}

/** What it was seen to have: all of it, or what it learnt beside what is declared. */
function observedRows(view: EstateView, gateway: Gateway): readonly Row[] {
  const isWhole = gateway.driver !== 'gobgp';
  const routes = (gateway.observed?.routes ?? []).filter(
    ({ installed, discard, nextHop, source }) =>
      installed !== false && (discard === true || nextHop !== undefined || (source === 'connected' && isWhole)),
  );
  const rows = routes.map((route) => seenRow(view, gateway, route));
  for (const { row } of networkRows(view, gateway, aroundOf(view.estate, gateway).vbrs)) {
    const isOld = 'end' in row.way && ['stale-reading', 'never-read'].includes(row.way.end.code ?? '');
    const isThere = routes.some((each) => each.prefix === row.prefix && each.nextHop === row.hop);
    if (row.state === 'perhaps' && !isOld && !isThere) rows.push(row);
  }
  rows.push(...lackedPods(view.estate, gateway, new Set(routes.map(({ prefix }) => prefix))));
  if (isWhole) return rows;
  const all = [...ownRows(view.estate, gateway), ...rows];
  return [...all, ...hostRows(view.estate, gateway, all)];
}

function seenRow(view: EstateView, gateway: Gateway, route: GatewayRoute): Row {
  const { prefix, nextHop, source, discard, best } = route;
  if (discard) return rowOf(prefix, source === 'bgp' ? 'aggregate' : 'static', 'discard', { discard: true });
  const kind = source === 'connected' || source === 'static' || source === 'bgp' ? source : 'interior';
  if (nextHop === undefined) return rowOf(prefix, kind, 'connected', { deliver: true });
  const way = wayTo(view.estate, gateway, nextHop);
  const isTold = source === 'bgp' && 'up' in way && !ageOf(view, 'bgp-peer', way.up.key);
  const gone = isTold && silence(view, gateway, way.up, prefix.includes(':') ? 6 : 4);
  if (gone && gone.kind === 'unreachable') return rowOf(prefix, kind, nextHop, { end: gone }, 'no');
  const row = rowOf(prefix, kind, nextHop, way);
  return best ? row : { ...row, rank: row.rank + 1 };
}

function lackedPods(estate: Estate, gateway: Gateway, there: ReadonlySet<string>): readonly Row[] {
  const subnets = subnetsOf(estate, gateway);
  const lacked = subnets.filter(({ prefix }) => !there.has(prefix));
  return lacked.map((subnet) => {
    const owner = announcing(subnet).length > 0 ? 'idc' : 'cluster';
    const end = dead('pod-subnet-not-announced', lacked.length < subnets.length ? 'F04' : 'F03', owner);
    return rowOf(subnet.prefix, 'bgp', '-', { end }, 'no');
  });
}

function rowOf(prefix: Prefix, kind: keyof typeof RANK, hop: string, way: Way, state: Row['state'] = 'yes'): Row {
  return { prefix, rank: RANK[kind], hop, way, state };
}

function aroundOf(estate: Estate, gateway: Gateway) {
  const site = estate.sites.find(({ key }) => key === gateway.site);
  const named = gateway.interfaces.flatMap(({ lan }) => (lan === undefined ? [] : [lan]));
  const lans = (site?.lans ?? []).filter(({ key }) => named.length === 0 || named.includes(key));
  return { site, lans, vbrs: vbrsOf(estate, gateway) };
}

function wayTo(estate: Estate, gateway: Gateway, nextHop: Address): Way {
  const { lans, vbrs } = aroundOf(estate, gateway);
  const vbr = vbrs.find((each) => endOf(each, 'local', nextHop.includes(':') ? 6 : 4) === nextHop);
  if (vbr) return { up: vbr };
  const lan = lans.find((each) => holds(each.prefix, pointOf(nextHop)));
  const isNear =
    lan !== undefined ||
    gateway.interfaces.some(
      ({ address, circuit }) => circuit === undefined && holds(parseInterfaceAddress(address).prefix, pointOf(nextHop)),
    );
  const router = estate.gateways.find(
    ({ key, site, interfaces }) =>
      key !== gateway.key && site === gateway.site && interfaces.some(({ address }) => hostPart(address) === nextHop),
  );
  if (router && isNear) return { router };
  return lan ? { neighbour: nextHop, lan: lan.key } : { end: open('next-hop-not-known', 'idc') };
}

/** Interfaces, static routes and aggregates as declared. */
function ownRows(estate: Estate, gateway: Gateway): Row[] {
  const rows = aroundOf(estate, gateway).lans.map((lan) => rowOf(lan.prefix, 'connected', lan.key, { deliver: true }));
  for (const route of gateway.staticRoutes ?? [])
    if ('nextHop' in route)
      rows.push(rowOf(route.prefix, 'static', route.nextHop, wayTo(estate, gateway, route.nextHop)));
    else rows.push(rowOf(route.prefix, 'static', 'discard', { discard: true }));
  for (const { prefix, discard } of gateway.aggregates ?? [])
    if (discard) rows.push(rowOf(prefix, 'aggregate', 'discard', { discard: true }));
  return rows;
}

/** Hosts are somewhere in the site; in a LAN where the gateway does not stand they are only where its other rows lead. */
function hostRows(estate: Estate, gateway: Gateway, beside: readonly Row[]): Row[] {
  const { site, lans } = aroundOf(estate, gateway);
  const [hosts, others] = [site?.hostPrefixes ?? [], (site?.lans ?? []).filter((lan) => !lans.includes(lan))];
  const asked = others.flatMap(({ prefix: lan }) => {
    const around = longest(
      hosts.filter((each) => containsPrefix(each, lan)),
      (each) => each,
    );
    const inside = hosts.filter((each) => each !== lan && containsPrefix(lan, each));
    return [
      ...around.slice(0, 1).map((host) => ({ prefix: lan, host })),
      ...inside.map((host) => ({ prefix: host, host })),
    ];
  });
  const apart = asked.flatMap(({ prefix, host }) => {
    const rows = instead(prefix, host, beside);
    return rows ? [{ prefix, rows }] : [];
  });
  const rest = hosts.filter((prefix) => !apart.some((each) => each.prefix === prefix));
  return [
    ...rest.map((prefix) => rowOf(prefix, 'declared', gateway.site, { deliver: true })),
    ...apart.flatMap(({ rows }) => rows),
  ];
}

/** What leads to hosts of such a LAN; null where that is asked before the site's range, or delivers. */
function instead(prefix: Prefix, host: Prefix, beside: readonly Row[]): readonly Row[] | null {
  const over = longest(
    beside.filter((row) => row.state !== 'no' && containsPrefix(row.prefix, prefix)),
    (row) => row.prefix,
  );
  const best = over.filter(({ rank }) => over.every((other) => rank <= other.rank));
  const [first] = best;
  if (first && (containsPrefix(host, first.prefix) || best.some(({ way }) => 'deliver' in way))) return null;
  const onward = best.filter(({ way }) => 'router' in way || 'neighbour' in way);
  if (onward.length > 0) return onward.map(({ hop, way }) => rowOf(prefix, 'declared', hop, way));
  return [rowOf(prefix, 'declared', '?', { end: open('lan-router-not-declared', 'idc') }, 'perhaps')];
}

/** What the VBRs say, each behind what is preferred to it. */
function networkRows(view: EstateView, gateway: Gateway, vbrs: readonly Vbr[]) {
  const said = vbrs.flatMap((vbr) =>
    announcedBy(vbr).map((network) => ({
      row: networkRow(view, gateway, vbr, network),
      ...cloudOffer(view, gateway, vbr, network.prefix.includes(':') ? 6 : 4),
    })),
  );
  return said.map((each) => {
    if (each.row.state === 'no') return each;
    const sure = said.filter(({ row }) => row.prefix === each.row.prefix && row.state === 'yes');
    return { ...each, row: { ...each.row, rank: each.row.rank + turnOf(each, sure) / 1024 } };
  });
}

function cloudOffer(view: EstateView, gateway: Gateway, vbr: Vbr, family: 4 | 6): Offer {
  const declared = gateway.bgpPeers?.find(({ address }) => address === endOf(vbr, 'local', family));
  const [first] = sessionsToward(view, gateway, vbr, family);
  const { localPreference: preference = 100, med = 0 } = declared ?? {};
  return { preference, length: 1, neighbour: first?.group.localAsn ?? 45104, med };
}

/** Its networks, and what transit routers wrote into its table: those are announced as they stand there. */
function announcedBy({ bgpNetworks = [], routeTable }: Vbr): readonly BgpNetwork[] {
  const written = (routeTable?.entries ?? []).filter(({ type, nextHop, nextHops = [] }) => {
    const kinds = [nextHop, ...nextHops].map((hop) => hop?.kind);
    const isTransit = kinds.includes('transit-router-attachment') || kinds.includes('ecr');
    return isTransit && (type === 'cen' || type === 'ecr');
  });
  const others = written.filter(({ prefix }) => !bgpNetworks.some((each) => each.prefix === prefix));
  return [
    ...bgpNetworks,
    ...others.map(({ prefix, status }) => ({ prefix, status: status === 'deleting' ? ('deleted' as const) : status })),
  ];
}

function networkRow(view: EstateView, gateway: Gateway, vbr: Vbr, network: BgpNetwork): Row {
  const why = notLearned(view, gateway, vbr, network);
  const hop = endOf(vbr, 'local', network.prefix.includes(':') ? 6 : 4) ?? vbr.key;
  if (!why) return rowOf(network.prefix, 'bgp', hop, { up: vbr });
  const perhaps = why.code === 'bgp-session-state-unknown' ? { perhaps: vbr } : {};
  return rowOf(network.prefix, 'bgp', hop, { end: why, ...perhaps }, why.kind === 'unknown' ? 'perhaps' : 'no');
}

function poolsOf(estate: Estate, gateway: Gateway) {
  return estate.clusters.flatMap((cluster) =>
    (cluster.nodePools ?? [])
      .filter((pool) => pool.kind === 'edge' && siteOf(estate, pool) === gateway.site)
      .map((pool) => ({ cluster, pool })),
  );
}

export function subnetsOf(estate: Estate, gateway: Gateway): readonly Subnet[] {
  return poolsOf(estate, gateway).flatMap(({ cluster, pool }) =>
    (cluster.nodes ?? [])
      .filter((node) => node.pool === pool.key)
      .flatMap((node): Subnet[] =>
        [node.podCidr, node.podCidr6].flatMap((prefix) => (prefix ? [{ cluster, pool, node, prefix }] : [])),
      ),
  );
}

/** Who is there to announce is as old as the list of nodes and pools. */
function ageOfNodes(view: EstateView, { key }: Cluster): string | null {
  return ageOf(view, 'node-pool', key) ?? ageOf(view, 'node', key);
}

function podRows(view: EstateView, gateway: Gateway): Row[] {
  const { estate } = view;
  const [pools, subnets] = [poolsOf(estate, gateway), subnetsOf(estate, gateway)];
  const someAre = subnets.some((subnet) => teller(view, gateway, subnet));
  const rows = subnets.map((subnet) => {
    const { prefix, node, cluster } = subnet;
    const speaker = teller(view, gateway, subnet);
    const own = speaker?.speaker?.nextHop === 'self' ? speaker.address : node.address;
    const old = ageOfNodes(view, cluster);
    if (speaker) return rowOf(prefix, 'bgp', own ?? speaker.name, { deliver: true, old });
    if (old) return rowOf(prefix, 'bgp', '-', { end: open(old) }, 'no');
    const finding = someAre ? 'F04' : 'F03';
    const mutes = announcing(subnet).map((each) => muteness(view, gateway, each));
    if (mutes[0] && !mutes.includes(null) && !hearsAnother(view, gateway))
      return rowOf(prefix, 'bgp', '-', { end: dead(mutes[0], finding, 'idc') }, 'no');
    const owner = announcing(subnet).length > 0 ? 'idc' : 'cluster';
    const end: Ending = { ...open('pod-subnet-not-announced', owner), finding };
    return rowOf(prefix, 'bgp', '-', { end }, 'no');
  });
  for (const cluster of new Set(pools.map((each) => each.cluster))) {
    if (subnets.some((subnet) => subnet.cluster === cluster)) continue;
    const blocks = (cluster.siteBlocks ?? []).filter(({ site }) => site === gateway.site).map(({ prefix }) => prefix);
    const all = blocks.length > 0 ? blocks : [cluster.edgePodCidr, cluster.edgePodCidr6];
    for (const prefix of all)
      if (prefix) rows.push(rowOf(prefix, 'declared', gateway.site, { deliver: true, old: ageOfNodes(view, cluster) }));
  }
  return rows;
}
