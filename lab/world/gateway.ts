import type { Estate } from '@/domain/estate/estate';
import type { Gateway } from '@/domain/estate/gateway';
import { passesFilters } from '@/domain/estate/gateway-filter';
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
  localPreference?: number;
  med?: number;
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
    .filter(({ prefix }) => passesFilters(gateway, { peer: neighbour.address, direction: 'out' }, prefix))
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
    ...running.peers.flatMap(({ address }) => takenIn(gateway, address, saidBySpeaker(state.estate, running, address))),
  ];
  const active = (gateway.aggregates ?? []).filter(
    (aggregate) => aggregate.discard || known.some(({ prefix }) => isMoreSpecific(aggregate.prefix, prefix)),
  );
  return [...active.map(({ prefix }): GatewayWorldPath => ({ prefix, asPath: [] })), ...known];
}

/**
 * One path for each prefix: the gateway's own, then by local preference, length, MED among those of one AS, and at last that of the
 * lowest neighbour, which is enough for a lab. The last two do not make an order of all paths, so each AS sends its best first.
 */
export function bestOf(paths: readonly GatewayWorldPath[]): GatewayWorldPath[] {
  const perAs = chosenBy(paths, ({ prefix, asPath, peer }) => `${prefix} ${peer === undefined ? '' : asPath[0]}`, true);
  return chosenBy(perAs, ({ prefix }) => prefix, false);
}

function chosenBy(
  paths: readonly GatewayWorldPath[],
  groupOf: (path: GatewayWorldPath) => string,
  byMed: boolean,
): GatewayWorldPath[] {
  const best = new Map<string, GatewayWorldPath>();
  for (const path of paths) {
    const known = best.get(groupOf(path));
    if (!known || isBetter(path, known, byMed)) best.set(groupOf(path), path);
  }
  return [...best.values()];
}

function isBetter(a: GatewayWorldPath, b: GatewayWorldPath, byMed: boolean): boolean {
  const ranks = ({ peer, asPath, localPreference = 100, med = 0 }: GatewayWorldPath) => [
    ...[peer === undefined ? 0 : 1, -localPreference, asPath.length],
    ...(byMed ? [med] : []),
  ];
  const [mine, other] = [ranks(a), ranks(b)];
  const at = mine.findIndex((rank, n) => rank !== other[n]);
  return at < 0 ? (a.peer ?? '') < (b.peer ?? '') : (mine[at] ?? 0) < (other[at] ?? 0);
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
  const { asn, nextHop, med } = placed.node.speaker;
  const owners = indexOf(estate).podCidrOwners;
  return saidBy(placed, indexOf(estate).podCidrsByLan).map((prefix) => {
    const owner = nextHop === 'owner' ? owners.get(prefix) : undefined;
    const said = { prefix, peer: address, nextHop: owner ?? address, asPath: [asn] };
    return med === undefined ? said : { ...said, med };
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

/** What of the paths of one neighbour is left after the gateway's filters, with what it sets on them. */
export function takenIn(gateway: Gateway, peer: string, paths: readonly GatewayWorldPath[]): GatewayWorldPath[] {
  const { localPreference, med } = gateway.bgpPeers?.find(({ address }) => address === peer) ?? {};
  return paths
    .filter(({ prefix }) => passesFilters(gateway, { peer, direction: 'in' }, prefix))
    .map((path) => ({
      ...path,
      ...(localPreference === undefined ? {} : { localPreference }),
      ...(med === undefined ? {} : { med }),
    }));
}
