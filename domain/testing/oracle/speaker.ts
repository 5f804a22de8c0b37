import type { Cluster, KubeNode, NodePool } from '@/domain/estate/cluster';
import type { Gateway } from '@/domain/estate/gateway';
import type { EstateView } from '@/domain/estate/view';
import type { Address } from '@/domain/net/address';
import type { Prefix } from '@/domain/net/prefix';
import { isLetIn, unbeaten, type Offer } from './choice';
import { hostPart } from './link';
import { ageOf } from './packet';
import { saidBy } from './session';

/** One pod subnet, and whose it is. */
export type Subnet = { cluster: Cluster; pool: NodePool; node: KubeNode; prefix: Prefix };

/** The node from which a gateway hears of a pod subnet. */
export function teller(view: EstateView, gateway: Gateway, subnet: Subnet): KubeNode | undefined {
  const tellers = announcing(subnet).filter((each) => isHeard(view, gateway, each, subnet.prefix));
  return unbeaten(tellers.map((each) => ({ each, ...offerOf(gateway, each) })))[0]?.each;
}

/** Speakers of the LAN first, in the order of the list. */
export function announcing({ cluster, pool, node }: Subnet): readonly KubeNode[] {
  const lanOf = (each: KubeNode) => cluster.nodePools?.find(({ key }) => key === each.pool)?.lan;
  const speaking = (cluster.nodes ?? []).filter((each) => each.speaker && each.ready !== false);
  const isTold = pool.lan !== undefined && node.flannel?.ready !== false;
  const near = isTold ? speaking.filter((each) => each.speaker?.announces === 'lan' && lanOf(each) === pool.lan) : [];
  return [...near, ...speaking.filter((each) => each === node && !near.includes(each))];
}

/** Why nothing comes in over a session that the gateway itself shows. */
export function muteness(view: EstateView, gateway: Gateway, { address, address6 }: KubeNode): string | null {
  const said = saidBy(view, gateway, [address, address6]);
  if (!said || said.state === 'absent') return null;
  if (said.state !== 'established' && said.state !== 'unknown') return 'speaker-session-down';
  return said.isShut ? 'gateway-policy-missing' : null;
}

/** Another gateway of the site is its neighbour: what no node tells it, that one may. */
export function hearsAnother({ estate, ...view }: EstateView, gateway: Gateway): boolean {
  const age = ageOf({ estate, ...view }, 'gateway-peer', gateway.key);
  const peers = [...(gateway.bgpPeers ?? []), ...((age ? undefined : gateway.observed?.peers) ?? [])];
  return estate.gateways.some(
    ({ key, site, interfaces }) =>
      key !== gateway.key &&
      site === gateway.site &&
      interfaces.some((port) => peers.some(({ address }) => hostPart(port.address) === address)),
  );
}

function offerOf({ asn, bgpPeers }: Gateway, node: KubeNode): Offer {
  const declared = bgpPeers?.find(({ address }) => isOf(node, address));
  const own = node.speaker?.asn ?? 0;
  const isInside = own === asn;
  return {
    preference: declared?.localPreference ?? 100,
    length: isInside ? 0 : 1,
    neighbour: isInside ? 0 : own,
    med: declared?.med ?? node.speaker?.med ?? 0,
  };
}

function isHeard(view: EstateView, gateway: Gateway, node: KubeNode, prefix: Prefix): boolean {
  const { bgpPeers } = gateway;
  const said = saidBy(view, gateway, [node.address, node.address6]);
  const peers = said
    ? said.state !== 'absent'
    : bgpPeers === undefined ||
      bgpPeers.some(({ address, peerAsn }) => isOf(node, address) && peerAsn === node.speaker?.asn);
  return peers && muteness(view, gateway, node) === null && isLetIn(gateway, (peer) => isOf(node, peer), prefix);
}

function isOf({ address, address6 }: KubeNode, peer: Address): boolean {
  return peer === address || peer === address6;
}
