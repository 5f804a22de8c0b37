import { canonicalJson } from '@/domain/canonical-json';
import type { ResourceKind } from '@/domain/estate/resource';
import type { EstateView } from '@/domain/estate/view';
import { findingKey, type Finding, type FindingSubject } from './finding';
import { byFindingKey } from './group-findings';

/** What is remembered of a finding between two looks. */
export type FindingRecord = { key: string; finding: Finding; gone: boolean };

/** What one look at the estate says about the findings that were there at the last one. */
export type FindingMoves = {
  appeared: readonly Finding[];
  returned: readonly Finding[];
  /** still there, in other words: more routes, a worse state */
  reworded: readonly Finding[];
  gone: readonly string[];
};

/**
 * Compares what is found with what is remembered. A finding whose data is not read any more is not gone: nobody can say so
 * before its source answers again.
 */
export function compareFindings(
  view: Pick<EstateView, 'parts'>,
  known: readonly FindingRecord[],
  found: readonly Finding[],
): FindingMoves {
  const standing = byFindingKey(found);
  const records = new Map(known.map((each) => [each.key, each]));
  const isNew = (each: Finding) => !records.has(findingKey(each));
  const record = (each: Finding) => records.get(findingKey(each));
  const all = [...standing.values()];
  return {
    appeared: all.filter(isNew),
    returned: all.filter((each) => record(each)?.gone),
    reworded: all.filter((each) => {
      const before = record(each);
      return before && !before.gone && canonicalJson(before.finding) !== canonicalJson(each);
    }),
    gone: known
      .filter((each) => !each.gone && !standing.has(each.key) && !isSilentAbout(view, each.finding))
      .map((each) => each.key),
  };
}

/** What rules about a subject read; sources fall silent as a whole, so the nearest kinds say enough. */
const READ_FOR: Partial<Record<FindingSubject['kind'], readonly ResourceKind[]>> = {
  vbr: ['vbr', 'route-table', 'route-entry', 'bgp-group', 'bgp-peer', 'bgp-network'],
  'bgp-peer': ['vbr', 'bgp-group', 'bgp-peer'],
  vpc: ['vpc', 'v-switch', 'route-table', 'route-entry'],
  'v-switch': ['v-switch'],
  'router-interface': ['router-interface'],
  'physical-connection': ['physical-connection'],
  gateway: ['gateway', 'gateway-peer', 'gateway-route', 'gateway-path'],
  cluster: ['cluster', 'node-pool', 'node', 'cluster-node', 'eni-config', 'flannel-config', 'daemon-set'],
  pool: ['node-pool', 'node', 'cluster-node'],
  node: ['node', 'cluster-node'],
  lan: ['node', 'cluster-node'],
};

/** Whether what a finding is about is not being read at present: then its absence means nothing. */
export function isSilentAbout({ parts }: Pick<EstateView, 'parts'>, { subject, params }: Finding): boolean {
  const kinds = READ_FOR[subject.kind] ?? [];
  const named = new Set([subject.key, ...Object.values(params).map(String)]);
  return parts.some(
    ({ stale, kind, within }) => stale && kinds.includes(kind) && (within === undefined || named.has(within)),
  );
}
