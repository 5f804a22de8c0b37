import type { Finding, FindingSubject } from '@/domain/checks/finding';
import type { ResourceKind } from '@/domain/estate/resource';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { Readiness } from '@/domain/routing/sessions/link';
import type { GraphStatus } from './graph';

/** From worst to best. What is not known is worse than what is healthy, and better than what is known to be wrong. */
const ORDER: readonly GraphStatus[] = ['broken', 'changing', 'warning', 'unknown', 'healthy'];

/** 0 is the worst. */
export function badness(status: GraphStatus): number {
  return ORDER.indexOf(status);
}

/** The worst of several; of none, unknown. */
export function worst(statuses: readonly GraphStatus[]): GraphStatus {
  return ORDER.find((each) => statuses.includes(each)) ?? 'unknown';
}

export function countStatuses(statuses: readonly GraphStatus[]): Partial<Record<GraphStatus, number>> {
  const counts: Partial<Record<GraphStatus, number>> = {};
  for (const status of statuses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** What the statuses of all elements are derived from. */
export type StatusContext = { index: EstateIndex; findings: readonly Finding[] };

const bySubject = new WeakMap<readonly Finding[], ReadonlyMap<string, readonly Finding[]>>();

/** Thousands of elements ask for theirs, so the list is sorted once. */
function subjectsOf(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const known = bySubject.get(findings);
  if (known) return known;
  const sorted = new Map<string, Finding[]>();
  for (const each of findings) {
    const name = `${each.subject.kind}:${each.subject.key}`;
    const list = sorted.get(name);
    if (list) list.push(each);
    else sorted.set(name, [each]);
  }
  bySubject.set(findings, sorted);
  return sorted;
}

export function findingsOn(
  { findings }: StatusContext,
  kind: FindingSubject['kind'],
  keys: readonly string[],
): readonly Finding[] {
  const sorted = subjectsOf(findings);
  return keys.flatMap((key) => sorted.get(`${kind}:${key}`) ?? []);
}

/** A finding makes its subject broken, or a warning; a notice leaves it as it is. */
export function fromFindings(findings: readonly Finding[]): GraphStatus {
  if (findings.some((each) => each.severity === 'error')) return 'broken';
  return findings.some((each) => each.severity === 'warning') ? 'warning' : 'healthy';
}

export function fromReadiness(readiness: Readiness): GraphStatus {
  if (readiness === 'ready') return 'healthy';
  return readiness === 'not-ready' ? 'broken' : 'unknown';
}

/** A part that is stale, or was never read, makes everything drawn from it unknown. */
export function isStale({ index }: StatusContext, parts: readonly { kind: ResourceKind; within?: string }[]): boolean {
  return parts.some(({ kind, within }) => evidenceOf(index, kind, within).kind === 'stale');
}
