import type { RouterRef } from '@/domain/changes/effect';
import type { Title } from '@/domain/estate/primitives';
import type { ResourceKind } from '@/domain/estate/resource';
import type { GraphStatus } from '@/domain/topology/graph';

/** What there are pages of: a list of each kind, and a page for each object. */
export const PAGE_KINDS = [
  'vpc',
  'vbr',
  'v-switch',
  'route-table',
  'circuit',
  'bgp-group',
  'bgp-peer',
  'gateway',
  'cluster',
  'node-pool',
  'node',
  'add-on',
  'daemon-set',
] as const;
export type PageKind = (typeof PAGE_KINDS)[number];

/** What can be listed: routes, and a gateway's neighbours and what it hears and tells them, only of the object that holds them. */
export const LIST_KINDS = [
  ...PAGE_KINDS,
  'route',
  'gateway-route',
  'gateway-path',
  'gateway-peer',
  'cluster-task',
] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** Columns of all lists; their words are under `lists.columns.<column>`. */
export const LIST_COLUMNS = [
  'key',
  'title',
  'status',
  'site',
  'address',
  'prefixes',
  'prefix',
  'nextHop',
  'toward',
  'type',
  'provisioning',
  'role',
  'router',
  'table',
  'routes',
  'routesLeft',
  'tables',
  'switches',
  'circuits',
  'vlan',
  'vbrs',
  'bandwidth',
  'accessPoint',
  'business',
  'vbr',
  'group',
  'localAsn',
  'peerAsn',
  'declaredAsn',
  'observedAsn',
  'peers',
  'peersUp',
  'session',
  'received',
  'accepted',
  'advertised',
  'bfd',
  'limit',
  'driver',
  'asn',
  'neighbours',
  'version',
  'vpc',
  'podCidr',
  'pools',
  'nodes',
  'nodesReady',
  'cluster',
  'pool',
  'lan',
  'interconnect',
  'kubelet',
  'schedulable',
  'hindrance',
  'drops',
  'lastError',
  'zone',
  'free',
  'namespace',
  'image',
  'desired',
  'updated',
  'podsReady',
  'available',
  'created',
  'moved',
  'direction',
  'peer',
  'asPath',
  'localPreference',
  'med',
  'description',
  'installed',
  'hasKey',
] as const;
export type ListColumn = (typeof LIST_COLUMNS)[number];

/** null is unknown, and sorts last in either direction. */
export type ListCell = string | number | boolean | null;

/**
 * One row. `id` is what its page is called; `within` are the objects it belongs to, by which lists are narrowed; `part` is the
 * reading it comes from, absent where only people speak of it.
 */
export type ListRow = {
  kind: ListKind;
  id: string;
  key: string;
  title?: Title;
  status: GraphStatus;
  within: readonly string[];
  part?: { kind: ResourceKind; within?: string };
  /** whose table or session it is: what a change of it would write to */
  router?: RouterRef;
  cells: Readonly<Partial<Record<ListColumn, ListCell>>>;
};

/** The columns of each kind after `key` and `status`, in the order one asks for them. */
export const COLUMNS_OF = {
  vpc: ['title', 'site', 'provisioning', 'prefixes', 'switches', 'tables', 'routes'],
  vbr: ['title', 'site', 'provisioning', 'circuits', 'vlan', 'routes', 'routesLeft', 'peersUp', 'peers', 'received'],
  'v-switch': ['title', 'vpc', 'zone', 'prefixes', 'free', 'provisioning'],
  'route-table': ['router', 'type', 'routes', 'routesLeft'],
  route: ['prefix', 'nextHop', 'toward', 'type', 'provisioning', 'description', 'table'],
  circuit: ['title', 'site', 'provisioning', 'business', 'bandwidth', 'accessPoint', 'vbrs'],
  'bgp-group': ['title', 'vbr', 'provisioning', 'localAsn', 'peerAsn', 'limit', 'peersUp', 'peers'],
  'bgp-peer': [
    'vbr',
    'group',
    'address',
    'session',
    'provisioning',
    'localAsn',
    'peerAsn',
    'received',
    'limit',
    'advertised',
    'bfd',
  ],
  gateway: ['title', 'site', 'driver', 'asn', 'version', 'neighbours', 'peers', 'peersUp', 'routes'],
  'gateway-peer': [
    'address',
    'session',
    'declaredAsn',
    'observedAsn',
    'localAsn',
    'received',
    'accepted',
    'advertised',
    'hindrance',
    'drops',
    'lastError',
    'bfd',
    'hasKey',
    'description',
  ],
  'gateway-route': ['prefix', 'nextHop', 'type', 'role', 'installed', 'peer', 'asPath', 'localPreference', 'med'],
  'gateway-path': ['prefix', 'direction', 'peer', 'nextHop', 'asPath', 'localPreference', 'med'],
  cluster: ['title', 'site', 'provisioning', 'version', 'vpc', 'podCidr', 'pools', 'nodesReady', 'nodes'],
  'node-pool': ['title', 'site', 'cluster', 'type', 'interconnect', 'lan', 'provisioning', 'nodesReady', 'nodes'],
  node: ['cluster', 'pool', 'site', 'address', 'podCidr', 'kubelet', 'schedulable'],
  'add-on': ['cluster', 'version', 'provisioning'],
  'daemon-set': ['cluster', 'namespace', 'desired', 'updated', 'podsReady', 'available', 'image'],
  'cluster-task': ['type', 'provisioning', 'created', 'moved'],
} as const satisfies Record<ListKind, readonly ListColumn[]>;

/** What an object holds or carries, each a list on its page. */
export const MEMBERS_OF = {
  vpc: ['route', 'route-table', 'v-switch', 'vbr', 'cluster'],
  vbr: ['route', 'bgp-peer', 'bgp-group', 'route-table'],
  'v-switch': [],
  'route-table': ['route'],
  circuit: ['vbr', 'gateway'],
  'bgp-group': ['bgp-peer'],
  'bgp-peer': [],
  gateway: ['gateway-route', 'gateway-path', 'gateway-peer', 'bgp-peer'],
  cluster: ['node-pool', 'node', 'add-on', 'daemon-set', 'cluster-task'],
  'node-pool': ['node'],
  node: [],
  'add-on': [],
  'daemon-set': [],
} as const satisfies Record<PageKind, readonly ListKind[]>;

/** The kind of object that a cell names, where it has a page. */
export function linkedKind(row: Pick<ListRow, 'router'>, column: ListColumn): PageKind | undefined {
  if (column === 'router') return row.router?.kind;
  return LINKED[column];
}

const LINKED: Partial<Record<ListColumn, PageKind>> = {
  table: 'route-table',
  vbr: 'vbr',
  group: 'bgp-group',
  vpc: 'vpc',
  cluster: 'cluster',
  pool: 'node-pool',
};
