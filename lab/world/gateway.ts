import type { Estate } from '@/domain/estate/estate';
import type { Gateway } from '@/domain/estate/gateway';
import { comparePrefixes, containsPrefix, type Prefix } from '@/domain/net/prefix';
import { indexOf, type PlacedNode } from './estate-index';
import { type RunningGateway, runningGateway } from './running-gateway';
import type { WorldState } from './state';

/** A path as a gateway holds it. Without a peer it is the gateway's own, with itself or another as next hop. */
export type GatewayWorldPath = {
  prefix: Prefix;
  peer?: string;
  nextHop?: string;
  asPath: readonly number[];
};

/**
 * What a gateway announces to one neighbour, each prefix once, in address order. An aggregate is announced when it has a
 * discard route or a more specific route to stand for; `summaryOnly` keeps those more specific ones back. What came from a
 * neighbour never goes back to it, nor to anybody whose AS is in the path already.
 */
export function announced(
  state: Pick<WorldState, 'estate' | 'gatewayEdits'>,
  gateway: Gateway,
  neighbour: { address: string; asn: number },
  fromCloud: readonly GatewayWorldPath[] = [],
): GatewayWorldPath[] {
  const paths = bestOf([...tableOf(state, gateway), ...fromCloud]);
  const summaries = (gateway.aggregates ?? []).filter((aggregate) => aggregate.summaryOnly);
  const isHeldBack = ({ prefix }: GatewayWorldPath) =>
    summaries.some(
      (summary) => isMoreSpecific(summary.prefix, prefix) && paths.some((path) => path.prefix === summary.prefix),
    );
  return paths
    .filter((path) => path.peer !== neighbour.address && !path.asPath.includes(neighbour.asn) && !isHeldBack(path))
    .filter(({ prefix }) => permits(gateway, neighbour.address, 'out', prefix))
    .sort((a, b) => comparePrefixes(a.prefix, b.prefix));
}

/** Everything a gateway holds but what the cloud says: its own prefixes, its aggregates and what its speakers say. */
export function tableOf(state: Pick<WorldState, 'estate' | 'gatewayEdits'>, gateway: Gateway): GatewayWorldPath[] {
  const running = runningGateway(state, gateway);
  const known: GatewayWorldPath[] = [
    ...(gateway.networks ?? []).map((prefix) => ({ prefix, asPath: [] })),
    ...running.paths.map(({ prefix, nextHop }) => ({
      prefix,
      asPath: [],
      ...(nextHop === undefined ? {} : { nextHop }),
    })),
    ...running.peers.flatMap(({ address }) =>
      saidBySpeaker(state.estate, running, address).filter(({ prefix }) => permits(gateway, address, 'in', prefix)),
    ),
  ];
  const active = (gateway.aggregates ?? []).filter(
    (aggregate) => aggregate.discard || known.some(({ prefix }) => isMoreSpecific(aggregate.prefix, prefix)),
  );
  return [...active.map(({ prefix }): GatewayWorldPath => ({ prefix, asPath: [] })), ...known];
}

/** One path for each prefix: the gateway's own, then the shortest, then that of the lowest neighbour. */
export function bestOf(paths: readonly GatewayWorldPath[]): GatewayWorldPath[] {
  const best = new Map<Prefix, GatewayWorldPath>();
  for (const path of paths) {
    const known = best.get(path.prefix);
    if (!known || isBetter(path, known)) best.set(path.prefix, path);
  }
  return [...best.values()];
}

function isBetter(a: GatewayWorldPath, b: GatewayWorldPath): boolean {
  const rank = ({ peer, asPath }: GatewayWorldPath) => (peer === undefined ? -1 : asPath.length);
  return rank(a) === rank(b) ? (a.peer ?? '') < (b.peer ?? '') : rank(a) < rank(b);
}

function isMoreSpecific(summary: Prefix, prefix: Prefix): boolean {
  return summary !== prefix && containsPrefix(summary, prefix);
}

/** What the node behind one of a gateway's peers says, before any filter; null when nobody speaks there. */
export function speakerAt(estate: Estate, running: RunningGateway, address: string): PlacedNode | null {
  const peer = running.peers.find((each) => each.address === address);
  if (!peer || peer.adminDown) return null;
  const here = indexOf(estate).nodesByAddress.get(address) ?? [];
  return here.find((placed) => speaksTo(placed, running.gateway, peer.peerAsn)) ?? null;
}

/** The same as paths, each with the node that speaks or the node that owns the prefix as next hop. */
export function saidBySpeaker(estate: Estate, running: RunningGateway, address: string): GatewayWorldPath[] {
  const placed = speakerAt(estate, running, address);
  if (!placed?.node.speaker) return [];
  const { asn, nextHop } = placed.node.speaker;
  const owners = indexOf(estate).podCidrOwners;
  return saidBy(placed, indexOf(estate).podCidrsByLan).map((prefix) => {
    const owner = nextHop === 'owner' ? owners.get(prefix) : undefined;
    return { prefix, peer: address, nextHop: owner ?? address, asPath: [asn] };
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

export function permits(gateway: Gateway, peer: string, direction: 'in' | 'out', prefix: Prefix): boolean {
  const filters = (gateway.filters ?? []).filter((filter) => filter.peer === peer && filter.direction === direction);
  return filters.every((filter) => filter.permit.includes(prefix));
}
