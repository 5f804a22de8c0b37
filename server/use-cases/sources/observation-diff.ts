import { canonicalJson } from '@/domain/canonical-json';
import type { ObservedResource, ResourceKind } from '@/domain/estate/resource';
import type { Coverage, Observation } from '@/server/connectors/types';

/** What is stored of a part: the run that last read it to its end. `within` is empty for all of a kind. */
export type StoredPart = { kind: string; within: string; runNumber: bigint | null };
export type StoredRow = { id: string; kind: string; key: string; within: string; attributes: unknown };
export type PartRef = { kind: ResourceKind; within: string };

export type ObservationDiff = {
  insert: readonly ObservedResource[];
  /** rows that are gone, and the former versions of changed ones */
  close: readonly StoredRow[];
  /** of `insert` and `close`: what came, went and changed */
  added: number;
  changed: readonly { before: StoredRow; after: ObservedResource }[];
  gone: readonly StoredRow[];
  /** parts now read to their end by this run */
  covered: readonly PartRef[];
  /** parts a later run has read already: this answer came too late for them */
  late: readonly PartRef[];
  /** parts below an object that is gone */
  dropped: readonly PartRef[];
};

/** The part a resource belongs to: its table, its router, or itself for routers. */
export function withinOf(resource: ObservedResource): string {
  switch (resource.kind) {
    case 'route-entry':
      return resource.attributes.routeTable;
    case 'bgp-group':
    case 'bgp-peer':
    case 'bgp-network':
      return resource.attributes.vbr;
    case 'route-table':
    case 'router-interface':
      return resource.attributes.router;
    case 'v-switch':
      return resource.attributes.vpc;
    case 'node-pool':
    case 'add-on':
    case 'cluster-task':
    case 'cluster-node':
    case 'node':
    case 'eni-config':
    case 'flannel-config':
    case 'daemon-set':
      return resource.attributes.cluster;
    case 'gateway-peer':
    case 'gateway-route':
    case 'gateway-path':
      return resource.attributes.gateway;
    case 'vpc':
    case 'vbr':
    case 'cluster':
    case 'gateway':
      return resource.key;
    case 'physical-connection':
      return '';
  }
}

/** What lies inside an object and goes with it. */
const INSIDE: Partial<Record<ResourceKind, readonly ResourceKind[]>> = {
  vpc: ['v-switch', 'route-table'],
  vbr: ['route-table', 'bgp-group', 'bgp-peer', 'bgp-network'],
  'route-table': ['route-entry'],
  cluster: ['node-pool', 'add-on', 'cluster-task', 'cluster-node'],
  gateway: ['gateway-peer', 'gateway-route', 'gateway-path'],
};

/** The kinds whose rows an observation may touch: those it covers and what lies inside them. */
export function kindsTouchedBy({ covered, partly }: Pick<Observation, 'covered' | 'partly'>): ResourceKind[] {
  const kinds = new Set(covered.map((part) => part.kind));
  for (const kind of kinds) for (const inside of INSIDE[kind] ?? []) kinds.add(inside);
  return [...new Set([...kinds, ...partly.map((part) => part.kind)])];
}

const refOf = ({ kind, key }: { kind: string; key: string }) => `${kind} ${key}`;
const partOf = (kind: string, within: string) => `${kind} ${within}`;

/**
 * What a reading changes of what is stored. Only rows inside parts read to their end are touched, and only where all of a part
 * was understood is a row that is missing taken for gone; parts that a later run has read are left alone, so that a late answer
 * cannot bring back the past.
 */
export function diffObservation(input: {
  runNumber: bigint;
  observation: Pick<Observation, 'resources' | 'covered' | 'partly'>;
  parts: readonly StoredPart[];
  current: readonly StoredRow[];
}): ObservationDiff {
  const gate = gateOf(input);
  const seen = new Map(input.observation.resources.map((resource) => [refOf(resource), resource]));
  const known = new Map(input.current.map((row) => [refOf(row), row]));
  const added: ObservedResource[] = [];
  const changed: { before: StoredRow; after: ObservedResource }[] = [];
  for (const after of seen.values()) {
    const within = withinOf(after);
    if (!gate.isHeard(after.kind, within)) continue;
    const before = known.get(refOf(after));
    if (!before) added.push(after);
    else if (before.within !== within || canonicalJson(before.attributes) !== canonicalJson(after.attributes)) {
      changed.push({ before, after });
    }
  }
  const missing = input.current.filter((row) => !seen.has(refOf(row)) && gate.isOpen(row.kind, row.within));
  const { gone, dropped } = withInside(missing, input, seen, gate);
  return {
    insert: [...added, ...changed.map((each) => each.after)],
    close: [...gone, ...changed.map((each) => each.before)],
    added: added.length,
    changed,
    gone,
    covered: gate.covered,
    late: gate.late,
    dropped,
  };
}

type Gate = {
  /** read by this run, and to its end by none after it: what came of it is so */
  isHeard(kind: string, within: string): boolean;
  /** read to its end by this run, and by none after it */
  isOpen(kind: string, within: string): boolean;
  isLate(kind: string, within: string): boolean;
  covered: readonly PartRef[];
  late: readonly PartRef[];
};

function gateOf({ runNumber, observation, parts }: Parameters<typeof diffObservation>[0]): Gate {
  const runs = new Map(parts.map((part) => [partOf(part.kind, part.within), part.runNumber ?? 0n]));
  const isLate = (kind: string, within: string) =>
    (runs.get(partOf(kind, '')) ?? 0n) > runNumber || (runs.get(partOf(kind, within)) ?? 0n) > runNumber;
  const all = observation.covered.map(refOfPart);
  const among = (parts: readonly PartRef[]) => {
    const names = new Set(parts.map((part) => partOf(part.kind, part.within)));
    return (kind: string, within: string) =>
      (names.has(partOf(kind, '')) || names.has(partOf(kind, within))) && !isLate(kind, within);
  };
  return {
    isLate,
    isHeard: among([...all, ...observation.partly.map(refOfPart)]),
    isOpen: among(all),
    covered: all.filter((part) => !isLate(part.kind, part.within)),
    late: all.filter((part) => isLate(part.kind, part.within)),
  };
}

function refOfPart({ kind, within }: Coverage): PartRef {
  return { kind, within: within ?? '' };
}

/** A table or router that is gone takes with it what was in it: nobody will ever read those parts again. */
function withInside(
  missing: readonly StoredRow[],
  { current, parts }: { current: readonly StoredRow[]; parts: readonly StoredPart[] },
  seen: ReadonlyMap<string, ObservedResource>,
  gate: Gate,
): { gone: readonly StoredRow[]; dropped: readonly PartRef[] } {
  const gone = new Map(missing.map((row) => [row.id, row]));
  const dropped: PartRef[] = [];
  // A map visits what is added while it is walked, so tables of routers that are gone are walked as well.
  for (const parent of gone.values()) {
    for (const kind of INSIDE[parent.kind as ResourceKind] ?? []) {
      if (gate.isLate(kind, parent.key)) continue;
      const inside = (row: { kind: string; within: string }) => row.kind === kind && row.within === parent.key;
      for (const row of current) if (inside(row) && !seen.has(refOf(row))) gone.set(row.id, row);
      if (parts.some(inside)) dropped.push({ kind, within: parent.key });
    }
  }
  return { gone: [...gone.values()], dropped };
}
