import { assertNever } from '@/domain/errors';
import { byKey } from './projection';
import type { ObservedResource, ResourceKind, ResourceOf } from './resource';

/** One part of a source that was read to its end at least once. `within` as in a reading: a route table, a VBR, a VPC. */
export type KnownPart = { kind: ResourceKind; within?: string };

type ParentRef = { kind: ResourceKind; key: string };

/** Flat observations by kind and by parent, made once, in key order. */
export class ObservedRows {
  private readonly byKind = new Map<ResourceKind, ObservedResource[]>();
  private readonly children = new Map<string, ObservedResource[]>();
  private readonly byRef = new Map<string, ObservedResource>();
  private readonly known: ReadonlySet<string>;

  constructor(observed: readonly ObservedResource[], known: readonly KnownPart[]) {
    this.known = new Set(known.map((part) => `${part.kind} ${part.within ?? ''}`));
    for (const row of [...observed].sort(byKey)) {
      this.byRef.set(ref(row), row);
      push(this.byKind, row.kind, row);
      const parent = parentOf(row);
      if (parent) push(this.children, `${row.kind} in ${ref(parent)}`, row);
    }
  }

  all<K extends ResourceKind>(kind: K): readonly ResourceOf<K>[] {
    return (this.byKind.get(kind) ?? []) as ResourceOf<K>[];
  }

  has(kind: ResourceKind, key: string): boolean {
    return this.byRef.has(ref({ kind, key }));
  }

  below<K extends ResourceKind>(kind: K, parent: ParentRef): readonly ResourceOf<K>[] {
    return (this.children.get(`${kind} in ${ref(parent)}`) ?? []) as ResourceOf<K>[];
  }

  /** The rows below a parent, or undefined when that part was never read to its end, by none of the names it goes by. */
  ifKnown<K extends ResourceKind>(
    kind: K,
    parent: ParentRef,
    ...alsoWithin: string[]
  ): readonly ResourceOf<K>[] | undefined {
    const places = ['', parent.key, ...alsoWithin];
    return places.some((place) => this.known.has(`${kind} ${place}`)) ? this.below(kind, parent) : undefined;
  }

  /** Clusters that any row lies in, whether or not a source lists the cluster itself. */
  clusters(): readonly string[] {
    const parents = [...this.byRef.values()].map((row) => parentOf(row));
    return parents.flatMap((parent) => (parent?.kind === 'cluster' ? [parent.key] : []));
  }

  /** Rows that hang on nothing, each with the parent that is missing or has itself no place. */
  unplaced(): readonly { row: ObservedResource; missing: string }[] {
    return [...this.byRef.values()].flatMap((row) => {
      const parent = parentOf(row);
      return parent && !this.isPlaced(parent) ? [{ row, missing: parent.key }] : [];
    });
  }

  private isPlaced(place: ParentRef): boolean {
    // A cluster is there when anything in it was seen; a gateway when it is declared, which is not known here.
    if (place.kind === 'cluster' || place.kind === 'gateway') return true;
    const row = this.byRef.get(ref(place));
    if (!row) return false;
    const parent = parentOf(row);
    return parent === null || this.isPlaced(parent);
  }
}

function ref({ kind, key }: ParentRef): string {
  return `${kind} ${key}`;
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

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
