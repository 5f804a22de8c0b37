import type { Flow } from '@/domain/estate/flow';
import type { ResourceKind } from '@/domain/estate/resource';
import type { RouteEntry } from '@/domain/estate/routes';
import { freshnessOf, type EstateView, type PartFreshness } from '@/domain/estate/view';
import { overlaps, tryParsePrefix } from '@/domain/net/prefix';
import { indexEstate } from '@/domain/routing/estate-index';
import type { DecidingRow, FlowVerdict, HopPlace, Verdict } from '@/domain/routing/verdict';
import { partsOf } from '@/domain/topology/inspected';
import { fieldsOfDrift } from './rules/declared-differs';
import type { DriftedField } from './drift';
import type { Finding } from './finding';

/** So many rows and flows are evidence enough. */
const MOST = { rows: 12, flows: 50 } as const;

export type TableEvidence = {
  routeTable: string;
  rows: number;
  /** rows that overlap the prefix the finding is about */
  near: readonly RouteEntry[];
};

/** A flow that a finding stops: where, in which direction, and the row that decided. */
export type StoppedFlow = Pick<Flow, 'key' | 'from' | 'to' | 'mustHold'> & {
  kind: FlowVerdict['kind'];
  direction: 'forward' | 'back';
  place: HopPlace | null;
  row: DecidingRow | null;
  observedAt: string | null;
};

/** What a finding rests on. */
export type FindingEvidence = {
  /** of what it is about; null: declared, or nothing reads it */
  reading: PartFreshness | null;
  tables: readonly TableEvidence[];
  /** what differs from what is declared, of a finding that says so */
  fields: readonly DriftedField[];
  flows: readonly StoppedFlow[];
  flowCount: number;
};

export function evidenceOfFinding(
  view: EstateView,
  verdicts: readonly FlowVerdict[],
  finding: Finding,
): FindingEvidence {
  return {
    reading: readingOf(view, finding),
    tables: tablesOf(view, finding),
    fields: fieldsOf(view, finding),
    flows: finding.flows.slice(0, MOST.flows).flatMap((key) => stoppedFlow(view, verdicts, key)),
    flowCount: finding.flows.length,
  };
}

function fieldsOf(view: EstateView, finding: Finding): readonly DriftedField[] {
  if (finding.kind !== 'declared-differs') return [];
  return fieldsOfDrift({ index: indexEstate(view), ...(view.declared ? { declared: view.declared } : {}) }, finding);
}

/** The kind a subject is read as, and within what. */
const READ_AS: Partial<Record<Finding['subject']['kind'], ResourceKind>> = {
  vbr: 'vbr',
  vpc: 'vpc',
  'v-switch': 'v-switch',
  'router-interface': 'router-interface',
  'physical-connection': 'physical-connection',
  'bgp-peer': 'bgp-peer',
  gateway: 'gateway-peer',
  cluster: 'cluster',
  pool: 'node-pool',
  node: 'node',
};

function readingOf(view: EstateView, { kind, subject, params }: Finding): PartFreshness | null {
  if (kind === 'vbr-route-missing' || kind === 'vpc-route-missing' || kind === 'route-table-quota') {
    const [table] = partsOf(view, asInspected(subject)).tables;
    const named = params.routeTable ?? table?.key;
    const rows = freshnessOf(view, 'route-entry', named === undefined ? undefined : String(named));
    if (rows) return rows;
  }
  const read = READ_AS[subject.kind];
  if (!read) return null;
  const within = subject.kind === 'bgp-peer' ? params.vbr : subject.kind === 'gateway' ? subject.key : params.within;
  return freshnessOf(view, read, within === undefined ? undefined : String(within));
}

function tablesOf(view: EstateView, { subject, params }: Finding): readonly TableEvidence[] {
  const wanted = tryParsePrefix(String(params.prefix ?? ''));
  if (!wanted.ok) return [];
  return partsOf(view, asInspected(subject))
    .tables.filter((table) => params.routeTable === undefined || table.key === params.routeTable)
    .flatMap(({ key, entries }) => {
      if (!entries) return [];
      const near = entries.filter((entry) => overlaps(entry.prefix, wanted.value));
      return [{ routeTable: key, rows: entries.length, near: near.slice(0, MOST.rows) }];
    });
}

function asInspected({ kind, key }: Finding['subject']) {
  return kind === 'vbr' || kind === 'vpc' ? { kind, key } : { kind: 'site' as const, key };
}

function stoppedFlow(view: EstateView, verdicts: readonly FlowVerdict[], key: string): StoppedFlow[] {
  const flow = view.estate.flows.find((each) => each.key === key);
  const verdict = verdicts.find((each) => each.flow === key);
  if (!flow || !verdict) return [];
  const direction = verdict.forward.kind === verdict.kind ? 'forward' : 'back';
  const decided: Verdict = verdict[direction];
  const last = decided.hops.at(-1);
  const read = last?.read && freshnessOf(view, last.read.kind, last.read.within);
  return [
    {
      key,
      from: flow.from,
      to: flow.to,
      mustHold: flow.mustHold,
      kind: verdict.kind,
      direction,
      place: last?.place ?? null,
      row: last?.row ?? null,
      observedAt: read?.observedAt ?? null,
    },
  ];
}
