import type { Estate } from '@/domain/estate/estate';
import type { Gateway } from '@/domain/estate/gateway';
import { comparePrefixes, containsPrefix, type Prefix } from '@/domain/net/prefix';
import { indexOf, type PlacedNode } from './estate-index';

/**
 * What a gateway announces to one neighbour, each prefix once, in address order. An aggregate is announced when it has a
 * discard route or a more specific route to stand for; `summaryOnly` keeps those more specific ones back.
 */
export function announcements(estate: Estate, gateway: Gateway, neighbour: string): Prefix[] {
  const known = [...new Set([...(gateway.networks ?? []), ...learntFromSpeakers(estate, gateway)])];
  const aggregates = (gateway.aggregates ?? []).filter(
    (aggregate) => aggregate.discard || known.some((prefix) => isMoreSpecific(aggregate.prefix, prefix)),
  );
  const summaries = aggregates.filter((aggregate) => aggregate.summaryOnly);
  const kept = known.filter((prefix) => !summaries.some((summary) => isMoreSpecific(summary.prefix, prefix)));
  const offered = [...new Set([...aggregates.map((aggregate) => aggregate.prefix), ...kept])].sort(comparePrefixes);
  return offered.filter((prefix) => permits(gateway, neighbour, 'out', prefix));
}

function isMoreSpecific(summary: Prefix, prefix: Prefix): boolean {
  return summary !== prefix && containsPrefix(summary, prefix);
}

function learntFromSpeakers(estate: Estate, gateway: Gateway): Prefix[] {
  const { nodesByAddress, podCidrsByLan } = indexOf(estate);
  return (gateway.bgpPeers ?? []).flatMap((peer) => {
    const placed = (nodesByAddress.get(peer.address) ?? []).find((each) => speaksTo(each, gateway, peer.peerAsn));
    if (!placed) return [];
    const said = saidBy(placed, podCidrsByLan);
    return said.filter((prefix) => permits(gateway, peer.address, 'in', prefix));
  });
}

/** A node that is not ready runs no speaker; the same address at another site is another node. */
function speaksTo({ node, pool }: PlacedNode, gateway: Gateway, asn: number): boolean {
  const sameSite = pool?.site === undefined || pool.site === gateway.site;
  return node.speaker?.asn === asn && node.ready !== false && sameSite;
}

function saidBy({ node, pool }: PlacedNode, podCidrsByLan: ReadonlyMap<string, readonly Prefix[]>): readonly Prefix[] {
  if (node.speaker?.announces === 'lan' && pool?.lan !== undefined) return podCidrsByLan.get(pool.lan) ?? [];
  return node.podCidr ? [node.podCidr] : [];
}

function permits(gateway: Gateway, peer: string, direction: 'in' | 'out', prefix: Prefix): boolean {
  const filters = (gateway.filters ?? []).filter((filter) => filter.peer === peer && filter.direction === direction);
  return filters.every((filter) => filter.permit.includes(prefix));
}
