import { podCidrsOf, type KubeNode } from '@/domain/estate/cluster';
import type { Gateway } from '@/domain/estate/gateway';
import type { Lan } from '@/domain/estate/site';
import type { Address } from '@/domain/net/address';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { containsAddress, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { localHosts, ownsAddress } from '../sessions/bgp-session';
import { staleIn } from '../cluster-reading';
import { edgePoolsAt, gatewaysOfSite, nodesOfPool, type EstateIndex, type PoolInCluster } from '../estate-index';
import { podsInLan } from '../flannel';
import { intoLan, intoPool, surely, type GatewayTarget, type Neighbour } from './gateway-row';
import { vbrsOf } from '../sessions/link';

/** Where a row for a prefix leads that names this address as its next hop. */
export type LeadsTo = (prefix: Prefix, nextHop: Address) => GatewayTarget;

/**
 * Whom a gateway finds at a next hop: a VBR at the far end of a link, another gateway of its site, or somebody in one of its LANs.
 * To stand in a LAN is not to know the way to everywhere: a node has that to the pods of its cluster there, and of a host that
 * nobody declared nothing is known but that the site's own addresses are behind it, other LANs of the site not among them.
 */
export function leadingFrom(index: EstateIndex, gateway: Gateway): LeadsTo {
  const lans = lansOf(index, gateway);
  const vbrs = vbrsOf(index, gateway);
  const gateways = gatewaysNear(index, gateway);
  const nodes = nodesByAddress(index, gateway.site);
  const known = new Map<Address, Neighbour>();
  const neighbour = (lan: Lan, address: Address) => {
    const found = known.get(address) ?? neighbourAt(index, gateway, lan, address, nodes.get(address));
    known.set(address, found);
    return found;
  };
  return (prefix, nextHop) => {
    const vbr = vbrs.find((each) => localHosts(each).includes(nextHop));
    if (vbr) return { kind: 'vbr', vbr: vbr.key };
    const lan = lans.find((each) => containsAddress(each.prefix, nextHop));
    const other = gateways.find((each) => ownsAddress(each, nextHop));
    if (other && (lan || isBeside(gateway, nextHop))) return { kind: 'gateway', gateway: other.key };
    if (lan) return viaNeighbour(neighbour(lan, nextHop), prefix);
    const params = { gateway: gateway.key, prefix, nextHop };
    return { kind: 'stop', end: { kind: 'unknown', reason: { code: 'next-hop-not-known', params }, owner: 'idc' } };
  };
}

/** LANs that hang on the gateway; all of the site's when its interfaces name none. */
export function lansOf(index: EstateIndex, gateway: Gateway): readonly Lan[] {
  const lans = index.sites.get(gateway.site)?.lans ?? [];
  const named = new Set(gateway.interfaces.map((each) => each.lan).filter((lan) => lan !== undefined));
  return named.size === 0 ? lans : lans.filter((lan) => named.has(lan.key));
}

function gatewaysNear(index: EstateIndex, { key, site }: Gateway): readonly Gateway[] {
  return gatewaysOfSite(index, site).filter((each) => each.key !== key);
}

/** What a gateway's rows rest on of the other gateways of its site. */
export function portsNear(index: EstateIndex, gateway: Gateway): readonly unknown[] {
  return gatewaysNear(index, gateway).flatMap(({ key, interfaces }) => [key, interfaces]);
}

/** On a network that the gateway has an interface on, whatever that is called. */
function isBeside({ interfaces }: Gateway, address: Address): boolean {
  return interfaces.some(
    (each) => each.circuit === undefined && containsAddress(parseInterfaceAddress(each.address).prefix, address),
  );
}

type NodeOfPool = { found: PoolInCluster; node: KubeNode };

function nodesByAddress(index: EstateIndex, site: string): ReadonlyMap<Address, NodeOfPool> {
  const nodes = new Map<Address, NodeOfPool>();
  for (const found of edgePoolsAt(index, site))
    for (const node of nodesOfPool(found))
      if (node.address !== undefined && !nodes.has(node.address)) nodes.set(node.address, { found, node });
  return nodes;
}

function neighbourAt(
  index: EstateIndex,
  gateway: Gateway,
  lan: Lan,
  address: Address,
  known: NodeOfPool | undefined,
): Neighbour {
  const own = { range: RangeSet.of([lan.prefix]), into: intoLan(lan) };
  if (known) {
    const { pool, cluster } = known.found;
    const doubt = staleIn(index, cluster, ['node-pool', 'node']);
    const pods = { range: podsBehind(known), into: surely(intoPool(pool), doubt) };
    const exits = gatewaysFor(index, gateway.site, lan.key).map(({ key }) => key);
    return { address, reaches: [own, pods], exits };
  }
  const { hostPrefixes = [], lans = [] } = index.sites.get(gateway.site) ?? {};
  const place = { kind: 'site', key: gateway.site } as const;
  const near = lansOf(index, gateway);
  const far = lans.filter((each) => !near.includes(each)).map(({ prefix }) => prefix);
  const hosts = RangeSet.of(hostPrefixes).subtract(RangeSet.of(far));
  const site = { range: hosts, into: { kind: 'deliver', lan: lan.key, place } as const };
  return { address, reaches: [own, site], exits: [] };
}

/** A node forwards to its own pods, and by Flannel's routes to those of its cluster's other nodes in the LAN. */
function podsBehind({ found: { pool, cluster }, node }: NodeOfPool): RangeSet {
  if (pool.hostNetwork) return RangeSet.empty;
  const own = RangeSet.of(podCidrsOf(node));
  return own.union(podsInLan(cluster, pool.lan));
}

/** Rows that lead into the LAN with all that they match are told apart no further. */
function viaNeighbour(neighbour: Neighbour, prefix: Prefix): GatewayTarget {
  return neighbour.reaches.find(({ range }) => range.contains(prefix))?.into ?? { kind: 'neighbour', neighbour };
}

/** The gateways that hosts of a LAN send to; without a LAN those of the site. One that names no LAN is taken to be in all of them. */
export function gatewaysFor(index: EstateIndex, site: string, lan: string | undefined): readonly Gateway[] {
  const all = gatewaysOfSite(index, site);
  if (lan === undefined) return all;
  const address = index.lans.get(lan)?.lan.gatewayAddress;
  const addressed = address === undefined ? [] : all.filter((each) => ownsAddress(each, address));
  if (addressed.length > 0) return addressed;
  const attached = all.filter((each) => each.interfaces.some((port) => port.lan === lan));
  if (attached.length > 0 || !index.lans.has(lan)) return attached.length > 0 ? attached : all;
  return all.filter((each) => each.interfaces.every((port) => port.lan === undefined));
}
