import { assertNever } from '@/domain/errors';
import { without } from './projection';
import type { ObservedResource, ResourceKind, ResourceOf } from './resource';
import type { SharedTexts } from './shared-texts';

export type ParentRef = { readonly kind: ResourceKind; readonly key: string };

/** What a row says of its place rather than of itself: left out where it stands inside its parent. */
const OF_ITS_PLACE = {
  vpc: [],
  'v-switch': ['vpc'],
  'route-table': ['router', 'routerKind'],
  'route-entry': ['routeTable', 'id'],
  vbr: [],
  'physical-connection': [],
  'router-interface': [],
  'bgp-group': ['vbr'],
  'bgp-peer': ['group', 'vbr'],
  'bgp-network': ['vbr'],
  cluster: [],
  'node-pool': ['cluster'],
  'add-on': ['cluster'],
  'cluster-task': ['cluster'],
  'cluster-node': ['cluster', 'state'],
  node: ['cluster'],
  'eni-config': ['cluster'],
  'flannel-config': ['cluster'],
  'daemon-set': ['cluster'],
  gateway: ['key'],
  'gateway-peer': ['gateway'],
  'gateway-route': ['gateway'],
  'gateway-path': ['gateway'],
} as const satisfies { readonly [K in ResourceKind]: readonly (keyof ResourceOf<K>['attributes'])[] };

type ValueOf<K extends ResourceKind> = Omit<ResourceOf<K>['attributes'], (typeof OF_ITS_PLACE)[K][number]>;

/** A row as it stands in the estate: its value without its place, and the place. */
export type PlacedRow<K extends ResourceKind = ResourceKind> = K extends ResourceKind
  ? { readonly kind: K; readonly key: string; readonly parent: ParentRef | null; readonly value: ValueOf<K> }
  : never;

/**
 * The row of a resource, with members that are undefined left out.
 * @param texts where rows are many: what they say alike, and their parents, are then the same objects
 */
export function placedRow(resource: ObservedResource, texts?: SharedTexts): PlacedRow {
  const { kind, key, attributes } = resource;
  const names = OF_ITS_PLACE[kind] as readonly never[];
  const value = without<object, never>(attributes, names, texts?.share);
  const parent = parentOf(resource);
  return {
    kind,
    key,
    value,
    parent: parent && texts ? texts.named(`${parent.kind} ${parent.key}`, parent) : parent,
  } as PlacedRow;
}

function parentOf(row: ObservedResource): ParentRef | null {
  switch (row.kind) {
    case 'v-switch':
      return { kind: 'vpc', key: row.attributes.vpc };
    case 'route-table':
      return { kind: row.attributes.routerKind, key: row.attributes.router };
    case 'route-entry':
      return { kind: 'route-table', key: row.attributes.routeTable };
    case 'bgp-peer':
      return { kind: 'bgp-group', key: row.attributes.group };
    case 'bgp-group':
    case 'bgp-network':
      return { kind: 'vbr', key: row.attributes.vbr };
    case 'node-pool':
    case 'add-on':
    case 'cluster-task':
    case 'cluster-node':
    case 'node':
    case 'eni-config':
    case 'flannel-config':
    case 'daemon-set':
      return { kind: 'cluster', key: row.attributes.cluster };
    case 'gateway-peer':
    case 'gateway-route':
    case 'gateway-path':
      return { kind: 'gateway', key: row.attributes.gateway };
    case 'vpc':
    case 'vbr':
    case 'physical-connection':
    case 'router-interface':
    case 'cluster':
    case 'gateway':
      return null;
    default:
      return assertNever(row);
  }
}
