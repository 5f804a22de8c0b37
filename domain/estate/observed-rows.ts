import { placedRow, type ParentRef, type PlacedRow } from './placed-row';
import { byKey } from './projection';
import type { ObservedResource, ResourceKind } from './resource';

/** One part of a source that was read to its end at least once. `within` as in a reading: a route table, a VBR, a VPC. */
export type KnownPart = { kind: ResourceKind; within?: string };

/** One row that goes, comes, or takes the place of another. */
export type RowChange = { before?: PlacedRow | undefined; after?: PlacedRow | undefined };

/** All rows of a kind below one parent, or of a kind that stands by itself, in key order. */
type Group = { readonly kind: ResourceKind; readonly parent: ParentRef | null; readonly rows: readonly PlacedRow[] };

const NONE: readonly never[] = [];

/**
 * Observations by kind and by parent, in key order. Never changed: what is made of it with other rows shares every group of
 * rows in which nothing is another, so that what was made of such a group holds there too.
 */
export class ObservedRows {
  private constructor(
    private readonly groups: ReadonlyMap<string, Group>,
    private readonly known: ReadonlySet<string>,
  ) {}

  static readonly EMPTY = new ObservedRows(new Map(), new Set());

  static of(observed: readonly ObservedResource[], known: readonly KnownPart[]): ObservedRows {
    // The last word of an object counts.
    const rows = new Map(observed.map((each) => [ref(each), each]));
    return ObservedRows.holding([...rows.values()].map((each) => placedRow(each))).knowing(known);
  }

  /** @param rows of each object one */
  static holding(rows: Iterable<PlacedRow>): ObservedRows {
    const groups = new Map<string, Group & { rows: PlacedRow[] }>();
    for (const row of rows) {
      const name = groupName(row.kind, row.parent);
      const group = groups.get(name);
      if (group) group.rows.push(row);
      else groups.set(name, { kind: row.kind, parent: row.parent, rows: [row] });
    }
    for (const group of groups.values()) group.rows.sort(byKey);
    return new ObservedRows(groups, new Set());
  }

  /** @param changes each row at most once on either side */
  with(changes: readonly RowChange[]): ObservedRows {
    if (changes.length === 0) return this;
    const groups = new Map(this.groups);
    for (const [name, { gone, come }] of byGroup(changes)) {
      const former = groups.get(name);
      const stay = (former?.rows ?? NONE).filter((row) => !gone.has(row));
      const [first] = come;
      const rows = first ? [...stay, ...come].sort(byKey) : stay;
      if (rows.length === 0) groups.delete(name);
      else groups.set(name, { kind: rows[0]!.kind, parent: rows[0]!.parent, rows });
    }
    return new ObservedRows(groups, this.known);
  }

  /** The same rows, where these parts are those that were read to their end. */
  knowing(parts: readonly KnownPart[]): ObservedRows {
    return new ObservedRows(this.groups, new Set(parts.map((part) => `${part.kind} ${part.within ?? ''}`)));
  }

  /** Rows of a kind that stands by itself. */
  all<K extends ResourceKind>(kind: K): readonly PlacedRow<K>[] {
    return this.group(kind, null);
  }

  below<K extends ResourceKind>(kind: K, parent: ParentRef): readonly PlacedRow<K>[] {
    return this.group(kind, parent);
  }

  /** The rows below a parent, or undefined when that part was never read to its end, by none of the names it goes by. */
  ifKnown<K extends ResourceKind>(
    kind: K,
    parent: ParentRef,
    ...alsoWithin: (string | undefined)[]
  ): readonly PlacedRow<K>[] | undefined {
    const places = ['', parent.key, ...alsoWithin];
    return places.some((place) => this.known.has(`${kind} ${place}`)) ? this.below(kind, parent) : undefined;
  }

  /** Clusters that any row lies in, whether or not a source lists the cluster itself. */
  clusters(): readonly string[] {
    return [...this.groups.values()].flatMap(({ parent }) => (parent?.kind === 'cluster' ? [parent.key] : []));
  }

  /** Every row, for those who look for some that have no place. */
  everything(): readonly PlacedRow[] {
    return [...this.groups.values()].flatMap(({ rows }) => rows);
  }

  private group<K extends ResourceKind>(kind: K, parent: ParentRef | null): readonly PlacedRow<K>[] {
    return (this.groups.get(groupName(kind, parent))?.rows ?? NONE) as readonly PlacedRow<K>[];
  }
}

function byGroup(changes: readonly RowChange[]) {
  const groups = new Map<string, { gone: Set<PlacedRow>; come: PlacedRow[] }>();
  const of = ({ kind, parent }: PlacedRow) => {
    const name = groupName(kind, parent);
    const group = groups.get(name) ?? { gone: new Set<PlacedRow>(), come: [] };
    groups.set(name, group);
    return group;
  };
  for (const { before, after } of changes) {
    if (before) of(before).gone.add(before);
    if (after) of(after).come.push(after);
  }
  return groups;
}

function groupName(kind: ResourceKind, parent: ParentRef | null): string {
  return parent ? `${kind} in ${ref(parent)}` : kind;
}

function ref({ kind, key }: ParentRef): string {
  return `${kind} ${key}`;
}
