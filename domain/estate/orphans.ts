import type { DeclaredFacts } from './declared';
import type { ObservedRows } from './observed-rows';
import type { ParentRef, PlacedRow } from './placed-row';
import { byKey } from './projection';
import type { ResourceKind } from './resource';

/** A row without a place: an observation whose parent is not there, or a fact about something that nobody observed. */
export type Orphan = { origin: 'observed' | 'declared'; kind: string; key: string; missing: string };

/** What an estate made of these rows and facts has no place for. */
export function orphansOf(rows: ObservedRows, declared: DeclaredFacts): readonly Orphan[] {
  const everything = [...rows.everything()].sort(byKey);
  const known = new Map(everything.map((row) => [ref(row), row]));
  return [...withoutParent(everything, known), ...secondTables(rows), ...unattached(declared, known)];
}

/** Rows that hang on nothing, each with the parent that is missing or has itself no place. */
function withoutParent(everything: readonly PlacedRow[], known: ReadonlyMap<string, PlacedRow>): readonly Orphan[] {
  const isPlaced = (place: ParentRef): boolean => {
    // A cluster is there when anything in it was seen; a gateway when it is declared, which is not known here.
    if (place.kind === 'cluster' || place.kind === 'gateway') return true;
    const row = known.get(ref(place));
    return row !== undefined && (row.parent === null || isPlaced(row.parent));
  };
  return everything.flatMap(({ kind, key, parent }): Orphan[] =>
    parent && !isPlaced(parent) ? [{ origin: 'observed', kind, key, missing: parent.key }] : [],
  );
}

/** A VBR has exactly one table; a second one has no place in the model. */
function secondTables(rows: ObservedRows): readonly Orphan[] {
  return rows.all('vbr').flatMap((vbr) =>
    rows
      .below('route-table', vbr)
      .slice(1)
      .map(({ kind, key }): Orphan => ({ origin: 'observed', kind, key, missing: vbr.key })),
  );
}

function unattached(declared: DeclaredFacts, known: ReadonlyMap<string, PlacedRow>): readonly Orphan[] {
  const of = (kind: ResourceKind, facts: readonly { key: string }[]) =>
    facts
      .filter(({ key }) => !known.has(ref({ kind, key })))
      .map(({ key }): Orphan => ({ origin: 'declared', kind, key, missing: key }));
  return [
    ...undeclaredGateways(declared, known),
    ...of('vpc', declared.vpcs),
    ...of('vbr', declared.vbrs),
    ...of('physical-connection', declared.physicalConnections),
    ...of('route-table', declared.routeTables),
    ...of('bgp-group', declared.bgpGroups),
  ];
}

/** What is read over a gateway's connector has no site and no driver until somebody declares the gateway. */
function undeclaredGateways(declared: DeclaredFacts, known: ReadonlyMap<string, PlacedRow>): readonly Orphan[] {
  const facts = new Set(declared.gateways.map(({ key }) => key));
  return [...known.values()]
    .filter(({ kind, key }) => kind === 'gateway' && !facts.has(key))
    .map(({ kind, key }): Orphan => ({ origin: 'observed', kind, key, missing: key }));
}

function ref({ kind, key }: ParentRef): string {
  return `${kind} ${key}`;
}
