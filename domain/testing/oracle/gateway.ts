import type { Cluster, KubeNode, NodePool } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { EstateView } from '@/domain/estate/view';
import { oncePerPair } from '@/domain/memo';
import type { Address } from '@/domain/net/address';
import type { Prefix } from '@/domain/net/prefix';
import { holds, longest, pointOf } from './addresses';
import { gatewaysOf, hostPart } from './link';
import { isPermitted } from './permit';
import { dead, open, takenIn, type Ending, type Packet } from './packet';
import { siteOf } from './places';
import { notAnnounced, notLearned } from './session';

/** What a row of a gateway leads to. */
type Way = { deliver: true } | { up: Vbr } | { discard: true } | { end: Ending; perhaps?: Vbr };

/** Lower `rank` first among rows of one prefix. */
type Row = { prefix: Prefix; rank: number; state: 'yes' | 'perhaps' | 'no'; hop: string; way: Way };

const RANK = { connected: 0, static: 1, bgp: 20, aggregate: 200, declared: 250 };

export function throughGateway(
  packet: Packet,
  gateway: Gateway,
  up: (packet: Packet, vbr: Vbr) => readonly Ending[],
): readonly Ending[] {
  const name = `gateway ${gateway.key}`;
  if (packet.seen.includes(name)) return [dead('forwarding-loop', 'F20', 'idc')];
  const seen: Packet = { ...packet, seen: [...packet.seen, name] };
  const { permits } = gateway;
  if (!packet.reply && permits && permits.length > 0 && !isPermitted(permits, packet))
    return [dead('firewall-denies', 'V4', 'idc')];
  const fitting = rowsOf(packet.view, gateway).filter((row) => holds(row.prefix, packet.to));
  const best = longest(
    fitting.filter((row) => row.state !== 'no'),
    (row) => row.prefix,
  );
  const idle = longest(
    fitting.filter((row) => row.state === 'no'),
    (row) => row.prefix,
  )[0];
  const whyIdle = idle && 'end' in idle.way ? idle.way.end : undefined;
  if (best.length === 0) return [whyIdle ?? noRoute(packet, gateway)];
  const rank = Math.min(...best.map((row) => row.rank));
  const chosen = new Map<string, Row>();
  for (const row of best) if (row.rank === rank && chosen.get(row.hop)?.state !== 'yes') chosen.set(row.hop, row);
  const isSure = [...chosen.values()].some((row) => row.state === 'yes');
  return [...chosen.values()].flatMap(({ way, rank: own }): readonly Ending[] => {
    if ('deliver' in way) return [takenIn(seen, { kind: 'site', key: gateway.site })];
    if ('up' in way) return up(seen, way.up);
    if ('discard' in way)
      return [(own === RANK.aggregate ? whyIdle : undefined) ?? dead('discarded-at-gateway', 'F19', 'idc')];
    return way.perhaps && isSure ? up(seen, way.perhaps) : [way.end];
  });
}

function noRoute(packet: Packet, gateway: Gateway): Ending {
  const { estate } = packet.view;
  const none =
    gateway.staticRoutes === undefined ? open('gateway-routes-not-read', 'idc') : dead('gateway-no-route', 'V4', 'idc');
  if (!estate.vpcs.some((vpc) => vpc.prefixes.some((prefix) => holds(prefix, packet.to)))) return none;
  const vbrs = vbrsOf(estate, gateway);
  if (vbrs.length === 0) return open('gateway-uplink-not-declared', 'idc');
  const whys = vbrs.map((vbr) => notAnnounced(packet.view, gateway, vbr, packet.to.family) ?? none);
  return whys.find((why) => why.kind === 'unknown') ?? whys.find((why) => why.finding === 'F34') ?? whys[0] ?? none;
}

const vbrsOf = oncePerPair((estate: Estate, gateway: Gateway): readonly Vbr[] =>
  estate.vbrs.filter((vbr) => gatewaysOf(estate, vbr).includes(gateway)),
);

/** Written out once for a view: rows are many, and packets more. */
const rowsOf = oncePerPair((view: EstateView, gateway: Gateway): readonly Row[] => {
  const { estate } = view;
  const site = estate.sites.find(({ key }) => key === gateway.site);
  const named = gateway.interfaces.flatMap(({ lan }) => (lan === undefined ? [] : [lan]));
  const lans = (site?.lans ?? []).filter(({ key }) => named.length === 0 || named.includes(key));
  const vbrs = vbrsOf(estate, gateway);
  const row = (prefix: Prefix, kind: keyof typeof RANK, hop: string, way: Way, state: Row['state'] = 'yes'): Row => ({
    prefix,
    rank: RANK[kind],
    hop,
    way,
    state,
  });
  const rows = lans.map((lan) => row(lan.prefix, 'connected', lan.key, { deliver: true }));
  for (const route of gateway.staticRoutes ?? [])
    if ('nextHop' in route) {
      const vbr = vbrs.find((each) => hostPart(each.localGatewayAddress) === route.nextHop);
      const near = lans.some((lan) => holds(lan.prefix, pointOf(route.nextHop)));
      const way: Way = vbr ? { up: vbr } : near ? { deliver: true } : { end: open('next-hop-not-known', 'idc') };
      rows.push(row(route.prefix, 'static', route.nextHop, way));
    } else rows.push(row(route.prefix, 'static', 'discard', { discard: true }));
  for (const { prefix, discard } of gateway.aggregates ?? [])
    if (discard) rows.push(row(prefix, 'aggregate', 'discard', { discard: true }));
  for (const prefix of site?.hostPrefixes ?? []) rows.push(row(prefix, 'declared', gateway.site, { deliver: true }));
  for (const vbr of vbrs)
    for (const network of vbr.bgpNetworks ?? []) {
      const why = notLearned(view, gateway, vbr, network);
      const hop = hostPart(vbr.localGatewayAddress) ?? vbr.key;
      if (!why) rows.push(row(network.prefix, 'bgp', hop, { up: vbr }));
      else {
        const perhaps = why.code === 'bgp-session-state-unknown' ? { perhaps: vbr } : {};
        rows.push(row(network.prefix, 'bgp', hop, { end: why, ...perhaps }, why.kind === 'unknown' ? 'perhaps' : 'no'));
      }
    }
  return [...rows, ...podRows(estate, gateway, row)];
});

type MakeRow = (prefix: Prefix, kind: keyof typeof RANK, hop: string, way: Way, state?: Row['state']) => Row;
type Subnet = { cluster: Cluster; pool: NodePool; node: KubeNode; prefix: Prefix };

function podRows(estate: Estate, gateway: Gateway, row: MakeRow): Row[] {
  const pools = estate.clusters.flatMap((cluster) =>
    (cluster.nodePools ?? [])
      .filter((pool) => pool.kind === 'edge' && siteOf(estate, pool) === gateway.site)
      .map((pool) => ({ cluster, pool })),
  );
  const subnets = pools.flatMap(({ cluster, pool }) =>
    (cluster.nodes ?? [])
      .filter((node) => node.pool === pool.key)
      .flatMap((node): Subnet[] =>
        [node.podCidr, node.podCidr6].flatMap((prefix) => (prefix ? [{ cluster, pool, node, prefix }] : [])),
      ),
  );
  const someAre = subnets.some((subnet) => teller(gateway, subnet));
  const rows = subnets.map((subnet) => {
    const { prefix, node, cluster } = subnet;
    const speaker = teller(gateway, subnet);
    const own = speaker?.speaker?.nextHop === 'self' ? speaker.address : node.address;
    if (speaker) return row(prefix, 'bgp', own ?? speaker.name, { deliver: true });
    const hasSpeaker = (cluster.nodes ?? []).some((each) => each.speaker);
    const end: Ending = {
      ...open('pod-subnet-not-announced', hasSpeaker ? 'idc' : 'cluster'),
      finding: someAre ? 'F04' : 'F03',
    };
    return row(prefix, 'bgp', '-', { end }, 'no');
  });
  for (const cluster of new Set(pools.map((each) => each.cluster))) {
    if (subnets.some((subnet) => subnet.cluster === cluster)) continue;
    const blocks = (cluster.siteBlocks ?? []).filter(({ site }) => site === gateway.site).map(({ prefix }) => prefix);
    const all = blocks.length > 0 ? blocks : [cluster.edgePodCidr, cluster.edgePodCidr6];
    for (const prefix of all) if (prefix) rows.push(row(prefix, 'declared', gateway.site, { deliver: true }));
  }
  return rows;
}

/** The node from which a gateway hears of a pod subnet. */
function teller(gateway: Gateway, { cluster, pool, node, prefix }: Subnet): KubeNode | undefined {
  const lanOf = (each: KubeNode) => cluster.nodePools?.find(({ key }) => key === each.pool)?.lan;
  return (cluster.nodes ?? []).find((each) => {
    if (!each.speaker || each.ready === false) return false;
    const speaksForLan = each.speaker.announces === 'lan' && pool.lan !== undefined && lanOf(each) === pool.lan;
    return (speaksForLan || each === node) && isHeard(gateway, each, prefix);
  });
}

function isHeard({ bgpPeers, filters }: Gateway, node: KubeNode, prefix: Prefix): boolean {
  const peers =
    bgpPeers === undefined ||
    bgpPeers.some(({ address, peerAsn }) => isOf(node, address) && peerAsn === node.speaker?.asn);
  const filter = filters?.find(({ direction, peer }) => direction === 'in' && isOf(node, peer));
  return peers && (!filter || filter.permit.includes(prefix));
}

function isOf({ address, address6 }: KubeNode, peer: Address): boolean {
  return peer === address || peer === address6;
}
