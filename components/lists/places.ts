import type { ListKind, PageKind } from '@/domain/lists/list';
import type { GraphNodeKind } from '@/domain/topology/graph';

/** Where the lists are. */
export const LIST_PATHS: Record<PageKind, string> = {
  vpc: '/network/vpcs',
  vbr: '/network/vbrs',
  'v-switch': '/network/v-switches',
  'route-table': '/network/route-tables',
  circuit: '/network/circuits',
  'bgp-group': '/network/bgp/groups',
  'bgp-peer': '/network/bgp',
  gateway: '/network/gateways',
  cluster: '/clusters',
  'node-pool': '/clusters/pools',
  node: '/clusters/nodes',
  'add-on': '/clusters/add-ons',
  'daemon-set': '/clusters/daemon-sets',
};

/** The page of an object. */
export function pageOf(kind: PageKind, id: string): string {
  return `${LIST_PATHS[kind]}/${encodeURIComponent(id)}`;
}

export function hasPage(kind: ListKind): kind is PageKind {
  return kind in LIST_PATHS;
}

const DRAWN: Partial<Record<GraphNodeKind, PageKind>> = {
  vpc: 'vpc',
  vbr: 'vbr',
  'physical-connection': 'circuit',
  gateway: 'gateway',
  pool: 'node-pool',
};

/** The page of something that is drawn. Node names are unique within a cluster only, so a node leads to those of its name. */
export function pageOfDrawn(kind: GraphNodeKind, key: string): string | undefined {
  if (kind === 'node') return `${LIST_PATHS.node}?${new URLSearchParams({ q: key })}`;
  const page = DRAWN[kind];
  return page && pageOf(page, key);
}
