import { siteHref } from '@/components/inventory/facts';
import type { ListKind, PageKind } from '@/domain/lists/list';
import type { GraphNodeKind } from '@/domain/topology/graph';
import { atMoment } from './use-past';

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
  node: 'node',
};

/** The page of something that is drawn, at a past moment when it is looked at then; LANs are on that of their site. */
export function pageOfDrawn(
  { kind, key, parent }: { kind: GraphNodeKind; key: string; parent?: string },
  at?: string,
): string | undefined {
  const page = DRAWN[kind];
  if (page) return atMoment(pageOf(page, key), at);
  // What belongs to a site that nobody declared stands in a box without a name.
  if (kind === 'site' || kind === 'region') return key === '' ? undefined : atMoment(siteHref(key), at);
  if (kind === 'lan' && parent?.startsWith('site:'))
    return atMoment(`${siteHref(parent.slice('site:'.length))}?tab=lans`, at);
  return undefined;
}
