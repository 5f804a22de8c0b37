import { addressesOf, edgePodCidrsOf, podCidrsOf, type Cluster, type KubeNode } from '@/domain/estate/cluster';
import type { Gateway } from '@/domain/estate/gateway';
import { passesFilters } from '@/domain/estate/gateway-filter';
import type { Prefix } from '@/domain/net/prefix';
import { oncePer } from '@/domain/memo';
import { ownsAddress } from '../sessions/bgp-session';
import { bestPaths, type PathMerits } from '../sessions/best-path';
import { staleIn } from '../cluster-reading';
import {
  edgePoolsAt,
  gatewaysOfSite,
  groupBy,
  nodesOfPool,
  type EstateIndex,
  type PoolInCluster,
} from '../estate-index';
import { isLeftOut } from '../flannel';
import { gatewayRow, intoPool, surely, type GatewayRow } from './gateway-row';
import type { Ending } from '../packet';
import { healthOf, lacksPolicy, seenPeers, seenSession } from '../sessions/session-health';
import type { Reason } from '../verdict';

/**
 * Pod subnets as the gateway has them. Once podCIDRs are known, only announced ones: by the node itself or by a speaker of
 * its LAN with which the gateway peers. Before that the site's block stands for them.
 */
export function podRows(index: EstateIndex, gateway: Gateway): readonly GatewayRow[] {
  const pools = edgePoolsAt(index, gateway.site);
  const nodes = pools.flatMap((found) =>
    nodesOfPool(found).flatMap((node) => podCidrsOf(node).map((podCidr): PodSubnet => ({ found, node, podCidr }))),
  );
  const announced = nodes.map((each) => announcerOf(index, gateway, each));
  const some = announced.some((each) => each !== null);
  const rows = nodes.map((each, at) => {
    const announcer = announced[at];
    const target = surely(intoPool(each.found.pool), doubtOf(index, each.found.cluster));
    const common = { gateway: gateway.key, prefix: each.podCidr, origin: 'bgp' } as const;
    if (!announcer)
      return gatewayRow({
        ...common,
        nextHop: '-',
        state: 'idle',
        target: { kind: 'stop', end: asReadLast(index, gateway, each, some) },
      });
    const nextHop = (announcer.speaker?.nextHop === 'self' ? announcer.address : each.node.address) ?? announcer.name;
    return gatewayRow({ ...common, nextHop, target });
  });
  return [...rows, ...blockRows(index, gateway, new Set(nodes.map((each) => each.found.cluster.key)))];
}

/** Which nodes there are and which are ready decides what is announced: where that is old, so is this. */
function doubtOf(index: EstateIndex, cluster: Cluster): Reason | undefined {
  return staleIn(index, cluster, ['node-pool', 'node']);
}

function asReadLast(index: EstateIndex, gateway: Gateway, subnet: PodSubnet, someAre: boolean): Ending {
  const doubt = doubtOf(index, subnet.found.cluster);
  return doubt
    ? { kind: 'unknown', reason: doubt }
    : (silenced(index, gateway, subnet, someAre) ?? unannounced(gateway, subnet, someAre));
}

export type PodSubnet = { found: PoolInCluster; node: KubeNode; podCidr: Prefix };

function lanOf({ pool }: PoolInCluster): { lan?: string } {
  return pool.lan === undefined ? {} : { lan: pool.lan };
}

/** Nodes that announce all of their LAN, by that LAN. A node that is not ready runs no speaker. */
const speakersByLan = oncePer((cluster: Cluster) => {
  const lans = new Map((cluster.nodePools ?? []).map((pool) => [pool.key, pool.lan]));
  const speakers = (cluster.nodes ?? []).filter((node) => node.speaker?.announces === 'lan' && node.ready !== false);
  return groupBy(speakers, (node) => (node.pool === undefined ? undefined : lans.get(node.pool)));
});

/** The node by which the gateway comes to know a pod subnet: announced, peered, over a session that is not down, and not filtered. */
export function announcerOf(index: EstateIndex, gateway: Gateway, subnet: PodSubnet): KubeNode | null {
  const heard = announcersOf(subnet).filter(
    (node) =>
      peersWith(index, gateway, node) &&
      muteness(index, gateway, node) === null &&
      accepts(gateway, node, subnet.podCidr),
  );
  if (heard.length < 2) return heard[0] ?? null;
  return bestPaths(heard.map((node) => ({ node, ...meritsOf(gateway, node) })))[0]?.node ?? null;
}

/** What a speaker says of what it announces, and what the gateway makes of it. Within an AS nothing is put before the path. */
function meritsOf(gateway: Gateway, node: KubeNode): PathMerits {
  const peer = gateway.bgpPeers?.find((each) => addressesOf(node).includes(each.address));
  const asn = node.speaker?.asn ?? 0;
  const med = peer?.med ?? node.speaker?.med;
  return {
    asPath: asn === gateway.asn ? [] : [asn],
    ...(peer?.localPreference === undefined ? {} : { localPreference: peer.localPreference }),
    ...(med === undefined ? {} : { med }),
  };
}

/** The nodes that announce a pod subnet to whoever peers with them: speakers of its LAN, and its own node. */
export function announcersOf(subnet: PodSubnet): readonly KubeNode[] {
  const { cluster, pool } = subnet.found;
  // What Flannel left out on a speaker, the speaker does not know either.
  const isKnown = pool.lan !== undefined && !isLeftOut(subnet.node);
  const near = isKnown ? (speakersByLan(cluster).get(pool.lan ?? '') ?? []) : [];
  const own = subnet.node.speaker && subnet.node.ready !== false && !near.includes(subnet.node) ? [subnet.node] : [];
  return [...near, ...own];
}

/** What a gateway was seen to have counts before what is declared of it. */
export function peersWith(index: EstateIndex, gateway: Gateway, node: KubeNode): boolean {
  const seen = seenSession(index, gateway, addressesOf(node));
  if (seen !== undefined) return seen !== null;
  if (gateway.bgpPeers === undefined) return true;
  return gateway.bgpPeers.some(
    (peer) => addressesOf(node).includes(peer.address) && peer.peerAsn === node.speaker?.asn,
  );
}

/** Why a gateway's own session with a node was seen to bring nothing; null where it may. */
function muteness(index: EstateIndex, gateway: Gateway, node: KubeNode): Reason | null {
  const seen = seenSession(index, gateway, addressesOf(node));
  if (!seen) return null;
  const params = { gateway: gateway.key, node: node.name, peer: seen.address, state: seen.sessionState };
  if (healthOf(seen.sessionState) === 'down') return { code: 'speaker-session-down', params };
  return lacksPolicy(seen, 'in') ? { code: 'gateway-policy-missing', params } : null;
}

/**
 * Every node that announces a pod subnet is one with which the gateway was seen to have a session that brings nothing: then the
 * subnet is not there, unless another gateway of the site may have told of it.
 */
function silenced(index: EstateIndex, gateway: Gateway, subnet: PodSubnet, someAre: boolean): Ending | null {
  const causes = announcersOf(subnet).map((node) => muteness(index, gateway, node));
  const reason = causes[0];
  if (!reason || causes.includes(null) || hearsAnother(index, gateway)) return null;
  return { kind: 'unreachable', reason, finding: someAre ? 'F04' : 'F03', owner: 'idc' };
}

/** Why none of the nodes that announce a subnet and that the gateway peers with brings anything; null where one may. */
export function mutenessOf(index: EstateIndex, gateway: Gateway, subnet: PodSubnet): Reason['code'] | null {
  const peered = announcersOf(subnet).filter((node) => peersWith(index, gateway, node));
  const causes = peered.map((node) => muteness(index, gateway, node));
  return causes.includes(null) ? null : (causes[0]?.code ?? null);
}

/** Whether every pod subnet's absence is known from the gateway's sessions alone. */
export function isSilenced(index: EstateIndex, gateway: Gateway, subnet: PodSubnet): boolean {
  return silenced(index, gateway, subnet, false) !== null;
}

/** A gateway that speaks with another one of its site may have from it what no node told it. */
function hearsAnother(index: EstateIndex, gateway: Gateway): boolean {
  const others = gatewaysOfSite(index, gateway.site).filter(({ key }) => key !== gateway.key);
  const peers = [...(gateway.bgpPeers ?? []), ...(seenPeers(index, gateway) ?? [])];
  return peers.some(({ address }) => others.some((each) => ownsAddress(each, address)));
}

function accepts(gateway: Gateway, node: KubeNode, prefix: Prefix): boolean {
  return addressesOf(node).every((peer) => passesFilters(gateway, { peer, direction: 'in' }, prefix));
}

/**
 * Nothing read says that the gateway has the subnet, and what is declared says that it has not: unknown, and whose it is. What no node
 * announces no gateway can learn; what one does, the gateway did not take.
 */
function unannounced(gateway: Gateway, subnet: PodSubnet, someAre: boolean): Ending {
  const { node, podCidr } = subnet;
  return {
    kind: 'unknown',
    reason: { code: 'pod-subnet-not-announced', params: { gateway: gateway.key, node: node.name, prefix: podCidr } },
    finding: someAre ? 'F04' : 'F03',
    owner: announcersOf(subnet).length > 0 ? 'idc' : 'cluster',
  };
}

function blockRows(index: EstateIndex, gateway: Gateway, read: ReadonlySet<string>): readonly GatewayRow[] {
  const { key, site } = gateway;
  return index.estate.clusters.flatMap((cluster) => {
    if (read.has(cluster.key)) return [];
    const pools = edgePoolsAt(index, site).filter((each) => each.cluster === cluster);
    if (pools.length === 0) return [];
    const blocks = (cluster.siteBlocks ?? []).filter((each) => each.site === site).map((each) => each.prefix);
    const prefixes = blocks.length > 0 ? blocks : edgePodCidrsOf(cluster);
    const only = pools.length === 1 ? pools[0] : undefined;
    const place = only ? ({ kind: 'pool', key: only.pool.key } as const) : ({ kind: 'site', key: site } as const);
    const declared = { kind: 'deliver', place, ...(only ? lanOf(only) : {}) } as const;
    const target = surely(declared, doubtOf(index, cluster));
    return prefixes.map((prefix) => gatewayRow({ gateway: key, prefix, origin: 'declared', nextHop: site, target }));
  });
}

/** Pod subnets of the site that a table which was read lacks: known not to be there, and whose it is. */
export function unlearntPods(
  index: EstateIndex,
  gateway: Gateway,
  isThere: (prefix: Prefix) => boolean,
): readonly GatewayRow[] {
  const subnets = edgePoolsAt(index, gateway.site).flatMap((found) =>
    nodesOfPool(found).flatMap((node) => podCidrsOf(node).map((podCidr): PodSubnet => ({ found, node, podCidr }))),
  );
  const missing = subnets.filter(({ podCidr }) => !isThere(podCidr));
  const some = missing.length < subnets.length;
  return missing.map((each) => {
    const end: Ending = { ...unannounced(gateway, each, some), kind: 'unreachable' };
    const common = { gateway: gateway.key, prefix: each.podCidr, origin: 'bgp', nextHop: '-' } as const;
    return gatewayRow({ ...common, state: 'idle', target: { kind: 'stop', end } });
  });
}
