import type { Vbr } from '@/domain/estate/express-connect';
import type { EstateIndex } from '@/domain/routing/estate-index';
import type { Owner } from '@/domain/routing/verdict';
import {
  findingKey,
  rankOfSeverity,
  type Finding,
  type FindingKind,
  type FindingSeverity,
  type FindingSubject,
} from './finding';

/** One cause and all that comes of it: the same rule broken in the same way by one owner, over any number of objects. */
export type FindingGroup<F extends Finding = Finding> = {
  /** the same from reading to reading, as long as the cause is */
  key: string;
  code: string;
  kind: FindingKind;
  severity: FindingSeverity;
  owner: Owner;
  /** each object it shows on */
  findings: readonly F[];
  /** findings of other rules that are there because of it: the sessions over a circuit that is out of service */
  consequences: readonly F[];
  /** all flows stopped by one or the other, each once */
  flows: readonly string[];
};

/** A device that is itself out of service, or a session that takes no more: what stands on it says nothing new. */
const GROUND: Partial<Record<FindingKind, FindingSubject['kind']>> = {
  'route-limit': 'bgp-peer',
  'circuit-not-ready': 'physical-connection',
  'vbr-not-ready': 'vbr',
};

/** What the subject of a finding stands on, the nearest first. */
export type StandsOn = (finding: Finding) => readonly FindingSubject[];

/**
 * Findings by cause: broken before warning, then by flows stopped, then by how many objects it shows on. What stands on a device
 * that is out of service goes with the deepest such device.
 */
export function groupFindings<F extends Finding>(
  findings: readonly F[],
  standsOn: StandsOn = () => [],
): FindingGroup<F>[] {
  const down = new Map(
    findings.flatMap((each) =>
      GROUND[each.kind] === each.subject.kind && each.severity === 'error'
        ? [[nameOf(each.subject), each] as const]
        : [],
    ),
  );
  const groups = new Map<string, { first: F; own: F[]; because: F[] }>();
  const groupOf = (first: F) => {
    const key = causeKey(first);
    const known = groups.get(key) ?? { first, own: [], because: [] };
    groups.set(key, known);
    return known;
  };
  for (const finding of findings) {
    const root = standsOn(finding)
      .map((each) => down.get(nameOf(each)))
      .findLast((each) => each !== undefined && each !== finding);
    if (root) groupOf(root).because.push(finding);
    else groupOf(finding).own.push(finding);
  }
  return [...groups].map(([key, each]) => asGroup(key, each)).sort(worstFirst);
}

/** Findings with the same key have the same cause. Some rules know several causes, and say which. */
export function causeKey({ kind, code, owner, severity, params }: Finding): string {
  return [kind, code, owner, severity, params.cause ?? ''].join('|');
}

function nameOf({ kind, key }: FindingSubject): string {
  return `${kind}:${key}`;
}

function asGroup<F extends Finding>(
  key: string,
  { first, own, because }: { first: F; own: readonly F[]; because: readonly F[] },
): FindingGroup<F> {
  const flows = [...new Set([...own, ...because].flatMap((each) => each.flows))];
  const { code, kind, severity, owner } = first;
  return { key, code, kind, severity, owner, findings: own, consequences: because, flows };
}

function worstFirst(a: FindingGroup, b: FindingGroup): number {
  return (
    rankOfSeverity(a.severity) - rankOfSeverity(b.severity) ||
    b.flows.length - a.flows.length ||
    b.findings.length - a.findings.length ||
    (a.key < b.key ? -1 : 1)
  );
}

/** The devices that sessions and VBRs need, by what the estate says of them. */
export function standsOnIn({ vbrs }: Pick<EstateIndex, 'vbrs'>): StandsOn {
  const circuitsOf = (vbr: Vbr) =>
    vbr.physicalConnections.map((key): FindingSubject => ({ kind: 'physical-connection', key }));
  return ({ kind, subject, params }) => {
    const key = subject.kind === 'vbr' ? subject.key : subject.kind === 'bgp-peer' ? String(params.vbr ?? '') : '';
    const vbr = vbrs.get(key);
    if (!vbr) return [];
    // A VBR over several circuits works while one of them does: no single one is the reason.
    const circuits = vbr.physicalConnections.length === 1 ? circuitsOf(vbr) : [];
    if (subject.kind === 'bgp-peer') return [{ kind: 'vbr', key }, ...circuits];
    // Pods that did not come over a session are where it is.
    const session = kind === 'announcement-vanished' && params.peer !== undefined ? String(params.peer) : undefined;
    return [...(session === undefined ? [] : [{ kind: 'bgp-peer' as const, key: session }]), ...circuits];
  };
}

/** One finding once, by its key: rules that say the same twice are heard once. */
export function byFindingKey<F extends Finding>(findings: readonly F[]): ReadonlyMap<string, F> {
  return new Map(findings.map((each) => [findingKey(each), each]));
}
