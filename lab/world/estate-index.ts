import type { Cluster, KubeNode, NodePool } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { RouterInterface } from '@/domain/estate/express-connect';
import type { Gateway, GatewayInterface } from '@/domain/estate/gateway';
import { tryParseInterfaceAddress } from '@/domain/net/interface-address';
import type { Prefix } from '@/domain/net/prefix';

export type PlacedInterface = { gateway: Gateway; interface: GatewayInterface };
export type PlacedNode = { node: KubeNode; pool: NodePool | undefined };

/** What the lab looks up over and over in the parts of an estate that no call changes. */
export type EstateIndex = {
  interfacesByAddress: ReadonlyMap<string, readonly PlacedInterface[]>;
  nodesByAddress: ReadonlyMap<string, readonly PlacedNode[]>;
  podCidrsByLan: ReadonlyMap<string, readonly Prefix[]>;
  /** address of the node that a podCIDR belongs to */
  podCidrOwners: ReadonlyMap<Prefix, string>;
  routerInterfaces: ReadonlyMap<string, RouterInterface>;
};

const indexes = new WeakMap<Estate, EstateIndex>();

export function indexOf(estate: Estate): EstateIndex {
  const known = indexes.get(estate);
  if (known) return known;
  const index = buildIndex(estate);
  indexes.set(estate, index);
  return index;
}

/** The host part of `169.254.10.1/30`. */
export function hostOf(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const parsed = tryParseInterfaceAddress(text);
  return parsed.ok ? parsed.value.address : undefined;
}

function buildIndex(estate: Estate): EstateIndex {
  const interfaces = estate.gateways.flatMap((gateway) =>
    gateway.interfaces.map((each): [string, PlacedInterface] => [
      hostOf(each.address) ?? '',
      { gateway, interface: each },
    ]),
  );
  const nodes = estate.clusters.flatMap(placedNodes);
  return {
    interfacesByAddress: grouped(interfaces),
    nodesByAddress: grouped(nodes.map((placed) => [placed.node.address ?? '', placed])),
    podCidrsByLan: grouped(
      nodes.flatMap(({ node, pool }): [string, Prefix][] =>
        pool?.lan && node.podCidr ? [[pool.lan, node.podCidr]] : [],
      ),
    ),
    podCidrOwners: new Map(
      nodes.flatMap(({ node }): [Prefix, string][] =>
        node.podCidr && node.address ? [[node.podCidr, node.address]] : [],
      ),
    ),
    routerInterfaces: new Map(estate.routerInterfaces.map((each) => [each.key, each])),
  };
}

function placedNodes(cluster: Cluster): PlacedNode[] {
  const pools = new Map((cluster.nodePools ?? []).map((pool) => [pool.key, pool]));
  return (cluster.nodes ?? []).map((node) => ({ node, pool: pools.get(node.pool ?? '') }));
}

function grouped<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const map = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  }
  return map;
}
