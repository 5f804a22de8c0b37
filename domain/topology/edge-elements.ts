import type { Gateway } from '@/domain/estate/gateway';
import type { KubeNode } from '@/domain/estate/cluster';
import type { Lan, Site } from '@/domain/estate/site';
import { gatewayOfSession, sessionsOf } from '@/domain/routing/bgp-session';
import { nodesOfPool, siteOfPool, type PoolInCluster } from '@/domain/routing/estate-index';
import { sessionStatus } from './cloud-elements';
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

/** No source reads gateways: what is known of one is how its sessions look from the VBR. */
function gatewayStatus(context: BuildContext, gateway: Gateway): GraphStatus {
  const sessions = [...context.index.vbrs.values()]
    .flatMap(sessionsOf)
    .filter((each) => gatewayOfSession(context.index, each) === gateway);
  return worst(sessions.map((each) => sessionStatus(context, each)));
}

export function gatewayElement(context: BuildContext, gateway: Gateway): Element {
  const routes: CardRow[] = [...(gateway.staticRoutes ?? [])]
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1))
    .map((each) => ({
      kind: 'route',
      id: `static ${each.prefix}`,
      prefix: each.prefix,
      nextHop: text('nextHop' in each ? each.nextHop : 'Null0'),
      note: code('route-type-other', { type: 'static' }),
    }));
  const aggregates: CardRow[] = (gateway.aggregates ?? []).map((each) => ({
    kind: 'fact',
    id: `aggregate ${each.prefix}`,
    lead: text(each.prefix),
    trail: code('aggregates'),
  }));
  const peers = gateway.bgpPeers ?? [];
  const first: CardRow = { kind: 'section', id: 'declared', lead: code('declared-only') };
  const bgp: CardRow[] = [...peers]
    .sort((a, b) => (a.address < b.address ? -1 : 1))
    .map((each) => ({
      kind: 'fact',
      id: `peer ${each.address}`,
      lead: text(each.address),
      trail: code('as', { asn: each.peerAsn }),
    }));
  return {
    id: nodeId('gateway', gateway.key),
    kind: 'gateway',
    key: gateway.key,
    column: 'gateway',
    parent: nodeId('site', gateway.site),
    title: gateway.title ? titled(gateway.title, gateway.key) : text(gateway.key),
    sub: code('as-driver', { asn: gateway.asn, driver: gateway.driver }),
    status: gatewayStatus(context, gateway),
    rows: [
      first,
      ...(context.layers.has('routes') ? [...routes, ...aggregates] : []),
      ...(context.layers.has('bgp') && bgp.length > 0
        ? [
            { kind: 'section' as const, id: 'peers', lead: code('declared-peers', { count: bgp.length }) },
            ...bgp.slice(0, 6),
          ]
        : []),
    ],
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
    findings: [],
  };
}

/** `dc-hz1/rack-a` inside the box of `dc-hz1` is `rack-a`. */
function shortLan(site: Site, lan: Lan): string {
  return lan.key.startsWith(`${site.key}/`) ? lan.key.slice(site.key.length + 1) : lan.key;
}

function readiness(node: KubeNode): GraphStatus {
  if (node.ready === undefined) return 'unknown';
  return node.ready ? 'healthy' : 'broken';
}

/** A pool and, where they are known, its nodes. A cloud pool stands inside its VPC. */
export function poolElements(context: BuildContext, found: PoolInCluster): readonly Element[] {
  const { pool, cluster } = found;
  const nodes = nodesOfPool(found);
  const id = nodeId('pool', pool.key);
  const site = siteOfPool(context.index, pool);
  const cloud = pool.kind === 'cloud';
  const statuses = nodes.map(readiness);
  const blocks = (cluster.siteBlocks ?? []).filter((each) => !cloud && each.site === site).map((each) => each.prefix);
  const sub = cloud
    ? 'cloud-pool'
    : pool.interconnect === 'private'
      ? 'edge-pool-private'
      : pool.interconnect === 'basic'
        ? 'edge-pool-basic'
        : 'edge-pool';
  const parent = cloud ? nodeId('vpc', cluster.vpc ?? '') : nodeId('site', site ?? '');
  const rows: CardRow[] = [
    ...(context.layers.has('routes')
      ? blocks.map((prefix): CardRow => ({
          kind: 'fact',
          id: `block ${prefix}`,
          lead: code('site-block'),
          trail: text(prefix),
        }))
      : []),
    {
      kind: 'fact',
      id: 'nodes',
      lead:
        nodes.length === 0
          ? code('declared-only')
          : code('nodes', { count: nodes.length, ready: nodes.filter((each) => each.ready).length }),
    },
  ];
  const element: Element = {
    id,
    kind: 'pool',
    key: pool.key,
    column: cloud ? 'cloud' : 'pool',
    parent,
    title: titled(pool.title, pool.key),
    sub: code(sub, { pool: pool.key }),
    status: worst(statuses),
    rows,
    collapsible: !cloud && nodes.length > 0,
    findings: [],
  };
  return [element, ...(cloud ? [] : byName(nodes).map((node) => nodeElement(id, node)))];
}

function byName(nodes: readonly KubeNode[]): readonly KubeNode[] {
  return byKeyOf(nodes.map((node) => ({ key: node.name, node }))).map(({ node }) => node);
}

function nodeElement(pool: string, node: KubeNode): Element {
  return {
    id: nodeId('node', node.name),
    kind: 'node',
    key: node.name,
    column: 'pool',
    parent: pool,
    title: text(node.name),
    ...(node.address ? { sub: text(node.address) } : {}),
    status: readiness(node),
    rows: node.podCidr
      ? [
          {
            kind: 'fact',
            id: `pods ${node.podCidr}`,
            lead: text(node.podCidr),
            ...(node.speaker ? { trail: code('speaker') } : {}),
          },
        ]
      : [],
    findings: [],
  };
}
