import type { Cluster, KubeNode, NodePool } from '@/domain/estate/cluster';
import type { Lan, Site } from '@/domain/estate/site';
import { inClusterKey } from '@/domain/estate/resource';
import { evidenceOf, nodesOfPool, siteOfPool, type PoolInCluster } from '@/domain/routing/estate-index';
import { byKeyOf, type BuildContext, type Element } from './elements';
import { code, nodeId, text, titled, type CardRow, type GraphStatus } from './graph';
import { worst } from './status';

export function siteElement(site: Site): Element {
  const kind = site.kind === 'cloud-region' ? 'region' : 'site';
  const title = titled(site.title, site.key);
  return {
    id: nodeId(kind, site.key),
    kind,
    key: site.key,
    column: 'box',
    title,
    ...(site.title ? { sub: text(site.key) } : {}),
    status: 'unknown',
    rows: [],
    collapsible: true,
    findings: [],
  };
}

/** Nothing reads a LAN: it is as good as the pools on it. */
export function lanElement(site: Site, lan: Lan, status: GraphStatus): Element {
  return {
    id: nodeId('lan', lan.key),
    kind: 'lan',
    key: lan.key,
    column: 'lan',
    parent: nodeId('site', site.key),
    title: lan.title ? titled(lan.title, lan.key) : text(shortLan(site, lan)),
    sub: text(lan.prefix),
    status,
    rows: [],
    slim: true,
    collapsible: true,
    search: lan.gatewayAddress === undefined ? [] : [lan.gatewayAddress],
    findings: [],
  };
}

/** `dc-hz1/rack-a` inside the box of `dc-hz1` is `rack-a`. */
function shortLan(site: Site, lan: Lan): string {
  return lan.key.startsWith(`${site.key}/`) ? lan.key.slice(site.key.length + 1) : lan.key;
}

/** A node that nobody has heard of for long is unknown, whatever it said last; one that takes no pods is a warning. */
export function readiness(node: KubeNode, stale: boolean): GraphStatus {
  if (stale || node.ready === undefined) return 'unknown';
  if (!node.ready) return 'broken';
  return node.schedulable === false ? 'warning' : 'healthy';
}

const POOL_SUB = { private: 'edge-pool-private', basic: 'edge-pool-basic' } as const;

/** A pool and, where they are known, its nodes. A cloud pool stands inside its VPC. */
export function poolElements(context: BuildContext, found: PoolInCluster): readonly Element[] {
  const { pool, cluster } = found;
  const nodes = nodesOfPool(found);
  const id = nodeId('pool', pool.key);
  const site = siteOfPool(context.index, pool);
  const cloud = pool.kind === 'cloud';
  const evidence = evidenceOf(context.index, 'node', cluster.key).kind;
  const stale = evidence === 'stale';
  const statuses = nodes.map((node) => readiness(node, stale));
  const sub = cloud ? 'cloud-pool' : pool.interconnect ? POOL_SUB[pool.interconnect] : 'edge-pool';
  const element: Element = {
    id,
    kind: 'pool',
    key: pool.key,
    column: cloud ? 'cloud' : 'pool',
    parent: cloud ? nodeId('vpc', cluster.vpc ?? '') : nodeId('site', site ?? ''),
    ...(!cloud && pool.lan !== undefined && context.index.lans.has(pool.lan)
      ? { within: nodeId('lan', pool.lan) }
      : {}),
    title: titled(pool.title, pool.name ?? pool.key),
    sub: code(sub, { pool: pool.key }),
    // A pool that is known to be empty has nothing that is unknown.
    status: nodes.length === 0 && evidence === 'fresh' ? 'healthy' : worst(statuses),
    rows: poolRows(context, found, nodes, site),
    collapsible: nodes.length > 0,
    search: [cluster.key],
    findings: [],
  };
  return [element, ...byName(nodes).map((node) => nodeElement(context, { pool: element, cluster }, node, stale))];
}

function poolRows(
  { layers }: BuildContext,
  { pool, cluster }: PoolInCluster,
  nodes: readonly KubeNode[],
  site: string | undefined,
): readonly CardRow[] {
  const edge = pool.kind === 'edge';
  const blocks = (cluster.siteBlocks ?? []).filter((each) => edge && each.site === site).map((each) => each.prefix);
  const count = nodes.length > 0 ? nodes.length : pool.nodeCount;
  return [
    ...(layers.has('routes')
      ? blocks.map((prefix): CardRow => ({
          kind: 'fact',
          id: `block ${prefix}`,
          lead: code('site-block'),
          trail: text(prefix),
        }))
      : []),
    ...(layers.has('pods') ? podRows(pool, cluster, nodes) : []),
    {
      kind: 'fact',
      id: 'nodes',
      lead:
        count === undefined
          ? code('declared-only')
          : code('nodes', { count, ready: nodes.filter((each) => each.ready).length }),
    },
  ];
}

/** Where the pods of a pool get their addresses from, and how much of that is given out. */
function podRows(pool: NodePool, cluster: Cluster, nodes: readonly KubeNode[]): readonly CardRow[] {
  if (pool.kind === 'cloud') {
    const vSwitches = [...(pool.vSwitches ?? [])].sort();
    return vSwitches.slice(0, 3).map((key): CardRow => ({
      kind: 'fact',
      id: `pod-switch ${key}`,
      lead: code('pod-switches'),
      trail: text(key),
    }));
  }
  const subnets = nodes.filter((each) => each.podCidr !== undefined).length;
  return [
    ...(cluster.edgePodCidr
      ? [{ kind: 'fact' as const, id: 'pod-range', lead: code('pod-range'), trail: text(cluster.edgePodCidr) }]
      : []),
    ...(cluster.nodeMask && subnets > 0
      ? [
          {
            kind: 'fact' as const,
            id: 'pod-subnets',
            lead: code('pod-subnets', { count: subnets, mask: cluster.nodeMask }),
          },
        ]
      : []),
  ];
}

function byName(nodes: readonly KubeNode[]): readonly KubeNode[] {
  return byKeyOf(nodes.map((node) => ({ key: node.name, node }))).map(({ node }) => node);
}

type Holders = { pool: Element; cluster: Cluster };

function nodeElement(context: BuildContext, { pool, cluster }: Holders, node: KubeNode, stale: boolean): Element {
  const key = inClusterKey(cluster.key, node.name);
  return {
    id: nodeId('node', key),
    kind: 'node',
    key,
    column: pool.column,
    parent: pool.id,
    title: text(node.name),
    ...(node.address ? { sub: text(node.address) } : {}),
    status: readiness(node, stale),
    rows: nodeRows(context, node),
    findings: [],
  };
}

function nodeRows({ layers }: BuildContext, node: KubeNode): readonly CardRow[] {
  const pods = [node.podCidr, layers.has('pods') ? node.podCidr6 : undefined].filter((each) => each !== undefined);
  const { flannel } = node;
  return [
    ...pods.map((prefix, at): CardRow => ({
      kind: 'fact',
      id: `pods ${prefix}`,
      lead: text(prefix),
      ...(node.speaker && at === 0 ? { trail: code('speaker') } : {}),
    })),
    ...(node.schedulable === false
      ? [{ kind: 'fact' as const, id: 'unschedulable', lead: code('unschedulable'), mark: 'warning' as const }]
      : []),
    ...(layers.has('physical') && node.zone
      ? [{ kind: 'fact' as const, id: 'zone', lead: code('zone'), trail: text(node.zone) }]
      : []),
    ...(layers.has('pods') && flannel?.backendType
      ? [
          {
            kind: 'fact' as const,
            id: 'flannel',
            lead: code('flannel', { backend: flannel.backendType }),
            ...(flannel.publicIp ? { trail: text(flannel.publicIp) } : {}),
            ...(flannel.ready === false ? { mark: 'broken' as const } : {}),
          },
        ]
      : []),
  ];
}
