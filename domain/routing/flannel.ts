import { addressesOf, podCidrsOf, type Cluster, type KubeNode, type NodePool } from '@/domain/estate/cluster';
import { oncePer } from '@/domain/memo';
import { addressFamily, widthOf } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { edgePoolsAt, groupBy, nodesOfPool, type EstateIndex } from './estate-index';
import { rangeOf, type Location } from './location';
import type { Block } from './tables/permits';

/** Who knows the way to which pods of a LAN without asking a router: nodes and their pods, by the routes that Flannel gives a node. */
type Kin = { members: RangeSet; pods: RangeSet };

/** What a cluster has in one LAN. Its nodes' own addresses are for everybody there. */
type InLan = { kin: readonly Kin[]; pods: RangeSet; addresses: RangeSet };

/**
 * Flannel's routes are a cluster's own and go no further than the LAN. A node whose subnet manager is not ready is left out by the
 * others, and knows its own pods. Nodes of a host-network pool have no Flannel.
 */
const lansOfCluster = oncePer((cluster: Cluster): ReadonlyMap<string, InLan> => {
  const pools = groupBy(cluster.nodePools ?? [], ({ kind, lan }) => (kind === 'edge' ? lan : undefined));
  return new Map([...pools].map(([lan, each]) => [lan, inLan(cluster, each)]));
});

function inLan(cluster: Cluster, pools: readonly NodePool[]): InLan {
  const nodes = pools.flatMap((pool) => nodesOfPool({ pool, cluster }));
  const running = pools.filter((pool) => !pool.hostNetwork).flatMap((pool) => nodesOfPool({ pool, cluster }));
  const known = running.filter((node) => !isLeftOut(node));
  const pods = podsOf(known);
  const alone = running.filter(isLeftOut).map((node) => ({ members: membersOf([node]), pods: podsOf([node]) }));
  return { kin: [{ members: membersOf(running), pods }, ...alone], pods, addresses: hostsOf(nodes) };
}

/** Whether the other nodes pay no attention to a node's subnet. */
export function isLeftOut({ flannel }: KubeNode): boolean {
  return flannel?.ready === false;
}

function podsOf(nodes: readonly KubeNode[]): RangeSet {
  return RangeSet.of(nodes.flatMap(podCidrsOf));
}

function hostsOf(nodes: readonly KubeNode[]): RangeSet {
  return RangeSet.of(nodes.flatMap(addressesOf).map((each) => parsePrefix(`${each}/${widthOf(addressFamily(each))}`)));
}

function membersOf(nodes: readonly KubeNode[]): RangeSet {
  return podsOf(nodes).union(hostsOf(nodes));
}

/** Pods that any node of a cluster in a LAN knows the way to. */
export function podsInLan(cluster: Cluster, lan: string | undefined): RangeSet {
  return lansOfCluster(cluster).get(lan ?? '')?.pods ?? RangeSet.empty;
}

/** Traffic between two places of one LAN: what needs no router, and what is sent to one all the same. */
export function acrossLan(
  index: EstateIndex,
  { source, destination }: Block,
  from: Location,
  to: Location,
): { direct: readonly Block[]; routed: readonly Block[] } {
  const lan = from.lan ?? '';
  const found = index.lans.get(lan);
  const pools = edgePoolsAt(index, found?.site.key ?? from.expected?.key ?? '').filter(({ pool }) => pool.lan === lan);
  const clusters = [...new Set(pools.map(({ cluster }) => cluster))].map((cluster) => lansOfCluster(cluster).get(lan));
  const known = clusters.filter((each) => each !== undefined);
  const near = RangeSet.union([RangeSet.of(found ? [found.lan.prefix] : []), ...known.map((each) => each.addresses)]);
  const kins = [...known.flatMap(({ kin }) => kin), ...kinOfPools(index, from, to)];
  const direct: Block[] = [{ source, destination: destination.intersect(near) }];
  const pods = { source, destination: destination.subtract(near) };
  const routed = kins.reduce(
    (left, kin) => left.flatMap((block) => without(block, kin, direct)),
    [pods].filter(isSome),
  );
  return { direct: direct.filter(isSome), routed };
}

/** Pools of one cluster whose nodes are not known: their pods are taken to be where nodes would be. */
function kinOfPools(index: EstateIndex, from: Location, to: Location): readonly Kin[] {
  const [a, b] = [index.pools.get(from.pool ?? ''), index.pools.get(to.pool ?? '')];
  if (!a || !b || a.cluster !== b.cluster || a.pool.hostNetwork) return [];
  const isKnown = nodesOfPool(b).some((node) => podCidrsOf(node).length > 0);
  const isSourceKnown = nodesOfPool(a).some((node) => podCidrsOf(node).length > 0);
  if (isKnown && isSourceKnown) return [];
  const pods = isKnown ? podsInLan(b.cluster, to.lan) : rangeOf(to);
  return [{ members: rangeOf(from), pods }];
}

/** What is left of a block without what one kin has among itself. */
function without({ source, destination }: Block, { members, pods }: Kin, taken: Block[]): readonly Block[] {
  const [inside, reached] = [source.intersect(members), destination.intersect(pods)];
  if (inside.isEmpty() || reached.isEmpty()) return [{ source, destination }];
  taken.push({ source: inside, destination: reached });
  const strangers = { source: source.subtract(members), destination };
  const unreached = { source: inside, destination: destination.subtract(pods) };
  return [strangers, unreached].filter(isSome);
}

function isSome({ source, destination }: Block): boolean {
  return !source.isEmpty() && !destination.isEmpty();
}
