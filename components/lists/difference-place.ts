import { siteHref } from '@/components/inventory/facts';
import type { PageKind } from '@/domain/lists/list';
import { pageOf } from './places';
import { atMoment } from './use-past';

/** Kinds of readings and sections of declared facts that have a page of their own. */
const OWN_PAGE: Partial<Record<string, PageKind>> = {
  vpc: 'vpc',
  'v-switch': 'v-switch',
  vbr: 'vbr',
  'route-table': 'route-table',
  'physical-connection': 'circuit',
  'bgp-group': 'bgp-group',
  'bgp-peer': 'bgp-peer',
  gateway: 'gateway',
  cluster: 'cluster',
  'node-pool': 'node-pool',
  node: 'node',
  'cluster-node': 'node',
  'add-on': 'add-on',
  'daemon-set': 'daemon-set',
  vpcs: 'vpc',
  vbrs: 'vbr',
  physicalConnections: 'circuit',
  routeTables: 'route-table',
  bgpGroups: 'bgp-group',
  gateways: 'gateway',
  clusters: 'cluster',
};

/** Parts whose key begins with what they are a part of. */
const HOLDER_PAGE: Partial<Record<string, PageKind>> = {
  'route-entry': 'route-table',
  'bgp-network': 'vbr',
  'gateway-peer': 'gateway',
  'gateway-route': 'gateway',
  'gateway-path': 'gateway',
  'eni-config': 'cluster',
  'flannel-config': 'cluster',
};

/** The page of what differs, or of what it is a part of; of something that is gone, as it was. */
export function placeOfDifference(kind: string, key: string, at: string | undefined): string | undefined {
  const page = pageOfKind(kind, key);
  return page && atMoment(page, at);
}

function pageOfKind(kind: string, key: string): string | undefined {
  if (kind === 'sites') return siteHref(key);
  if (kind === 'reservation') return `/ledger?${new URLSearchParams({ q: key.split('|')[1] ?? key })}`;
  const own = OWN_PAGE[kind];
  const holder = HOLDER_PAGE[kind];
  return own ? pageOf(own, key) : holder && pageOf(holder, key.split('|')[0] ?? key);
}
