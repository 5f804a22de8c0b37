import type { Cluster, KubeNode, NodePool } from '@/domain/estate/cluster';
import type { Gateway, GatewayBgpPeer, ObservedGatewayPeer } from '@/domain/estate/gateway';
import { inClusterKey } from '@/domain/estate/resource';
import { siteOfPool } from '@/domain/routing/estate-index';
import { hindranceOf } from '@/domain/routing/hindrance';
import { readiness } from '@/domain/topology/edge-elements';
import { peerStatus } from '@/domain/topology/gateway-element';
import type { GraphStatus } from '@/domain/topology/graph';
import { worst } from '@/domain/topology/status';
import type { Lister } from './lister';
import type { ListRow } from './list';
import { titleOf } from './network-rows';

export function gatewayRows(lister: Lister): ListRow[] {
  return [...lister.index.gateways.values()].map((gateway) => {
    const { observed } = gateway;
    return {
      kind: 'gateway',
      id: gateway.key,
      key: gateway.key,
      ...titleOf(gateway),
      status: lister.drawn('gateway', gateway.key),
      within: gateway.interfaces.flatMap(({ circuit }) => (circuit === undefined ? [] : [circuit])),
      ...(observed ? { part: { kind: 'gateway', within: gateway.key } as const } : {}),
      cells: {
        site: gateway.site,
        driver: gateway.driver,
        asn: observed?.asn ?? gateway.asn,
        version: observed?.software ?? null,
        neighbours: gateway.bgpPeers?.length ?? null,
        peers: observed?.peers?.length ?? null,
        peersUp: observed?.peers?.filter((each) => each.sessionState === 'established').length ?? null,
        routes: observed?.routes?.length ?? null,
      },
    };
  });
}

/** Neighbours of one gateway, each as it is declared beside the session that is seen. */
export function neighbourRows(lister: Lister, gateway: Gateway): ListRow[] {
  const declared = new Map((gateway.bgpPeers ?? []).map((each) => [each.address, each]));
  const observed = new Map((gateway.observed?.peers ?? []).map((each) => [each.address, each]));
  const stale = lister.stale('gateway-peer', gateway.key);
  return [...new Set([...declared.keys(), ...observed.keys()])].map((address) => {
    const [wanted, seen] = [declared.get(address), observed.get(address)];
    return {
      kind: 'gateway-peer',
      id: `${gateway.key}|${address}`,
      key: address,
      status: neighbourStatus(wanted, seen, { stale, read: gateway.observed?.peers !== undefined }),
      within: [gateway.key],
      ...(seen ? { part: { kind: 'gateway-peer', within: gateway.key } as const } : {}),
      cells: {
        address,
        session: seen?.sessionState ?? 'unknown',
        declaredAsn: wanted?.peerAsn ?? null,
        observedAsn: seen?.peerAsn ?? null,
        localAsn: seen?.localAsn ?? null,
        received: seen?.receivedRoutes ?? null,
        accepted: seen?.acceptedRoutes ?? null,
        advertised: seen?.advertisedRoutes ?? null,
        hindrance: seen ? hindranceOf(seen) : null,
        drops: seen?.drops ?? null,
        lastError: seen?.lastErrorCode ?? seen?.lastError ?? null,
        bfd: seen?.bfd ?? null,
        hasKey: seen?.hasAuthKey ?? null,
        description: seen?.description ?? null,
      },
    };
  });
}

/** A neighbour that is wanted and not there is broken; one that is there and not wanted, or is another, is a warning. */
function neighbourStatus(
  wanted: GatewayBgpPeer | undefined,
  seen: ObservedGatewayPeer | undefined,
  { stale, read }: { stale: boolean; read: boolean },
): GraphStatus {
  if (stale || !read) return 'unknown';
  if (!seen) return 'broken';
  const drift = !wanted || (seen.peerAsn !== undefined && seen.peerAsn !== wanted.peerAsn);
  return worst([peerStatus(seen), drift ? 'warning' : 'healthy']);
}

export function clusterRows(lister: Lister): ListRow[] {
  return lister.index.estate.clusters.map((cluster) => {
    const nodes = cluster.nodes ?? [];
    const pools = (cluster.nodePools ?? []).map((each) => lister.drawn('pool', each.key));
    const stale = lister.stale('cluster');
    return {
      kind: 'cluster',
      id: cluster.key,
      key: cluster.key,
      ...titleOf(cluster),
      status: stale ? 'unknown' : worst([...pools, ...nodeStatuses(lister, cluster, nodes)]),
      within: cluster.vpc === undefined ? [] : [cluster.vpc],
      part: { kind: 'cluster' },
      cells: {
        title: cluster.name ?? null,
        site: cluster.site ?? null,
        provisioning: cluster.state ?? null,
        version: cluster.kubernetesVersion ?? null,
        vpc: cluster.vpc ?? null,
        podCidr: cluster.edgePodCidr ?? null,
        pools: cluster.nodePools?.length ?? null,
        ...nodeCounts(cluster.nodes),
      },
    };
  });
}

export function poolRows(lister: Lister): ListRow[] {
  return lister.index.estate.clusters.flatMap((cluster) => {
    const inPool = byPool(cluster);
    return (cluster.nodePools ?? []).map((pool): ListRow => {
      const nodes = inPool.get(pool.key);
      return {
        kind: 'node-pool',
        id: pool.key,
        key: pool.key,
        ...titleOf(pool),
        status: lister.drawn('pool', pool.key),
        within: [cluster.key],
        part: { kind: 'node-pool', within: cluster.key },
        cells: {
          title: pool.name ?? null,
          site: siteOfPool(lister.index, pool) ?? null,
          cluster: cluster.key,
          type: pool.kind,
          interconnect: pool.interconnect ?? null,
          lan: pool.lan ?? null,
          provisioning: pool.state ?? null,
          ...(nodes ? nodeCounts(nodes) : { nodesReady: null, nodes: pool.nodeCount ?? null }),
        },
      };
    });
  });
}

export function nodeRows(lister: Lister): ListRow[] {
  return lister.index.estate.clusters.flatMap((cluster) => {
    const pools = new Map((cluster.nodePools ?? []).map((pool) => [pool.key, pool]));
    const stale = lister.stale('node', cluster.key);
    return (cluster.nodes ?? []).map((node) => nodeRow(lister, cluster, node, pools.get(node.pool ?? ''), stale));
  });
}

function nodeRow(
  lister: Lister,
  cluster: Cluster,
  node: KubeNode,
  pool: NodePool | undefined,
  stale: boolean,
): ListRow {
  return {
    kind: 'node',
    id: inClusterKey(cluster.key, node.name),
    key: node.name,
    status: readiness(node, stale),
    within: [cluster.key, ...(node.pool === undefined ? [] : [node.pool])],
    part: { kind: 'node', within: cluster.key },
    cells: {
      cluster: cluster.key,
      pool: node.pool ?? null,
      site: (pool && siteOfPool(lister.index, pool)) ?? null,
      address: node.address ?? null,
      podCidr: node.podCidr ?? null,
      kubelet: node.kubeletVersion ?? null,
      schedulable: node.schedulable ?? null,
    },
  };
}

function nodeStatuses(lister: Lister, cluster: Cluster, nodes: readonly KubeNode[]): readonly GraphStatus[] {
  const stale = lister.stale('node', cluster.key);
  return nodes.map((node) => readiness(node, stale));
}

function byPool(cluster: Cluster): ReadonlyMap<string, readonly KubeNode[]> {
  const pools = new Map<string, KubeNode[]>();
  for (const node of cluster.nodes ?? []) {
    const list = pools.get(node.pool ?? '');
    if (list) list.push(node);
    else pools.set(node.pool ?? '', [node]);
  }
  return pools;
}

function nodeCounts(nodes: readonly KubeNode[] | undefined) {
  return { nodesReady: nodes?.filter((each) => each.ready).length ?? null, nodes: nodes?.length ?? null };
}
