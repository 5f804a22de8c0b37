import { tableMerges } from '@/domain/announcing/table-merges';
import { peersOf } from '@/domain/changes/estate-lookup';
import { leadsToInternet, nextHopsOf } from '@/domain/estate/routes';
import { parsePrefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { step, text, type StepCode, type StepsOf } from './remedy';

/** A step whose values are those of the finding itself. */
export function told(code: StepCode, ...names: readonly string[]): StepsOf {
  return (_, finding) => [step(code, Object.fromEntries(names.map((name) => [name, text(finding, name)])))];
}

/** Each cluster finding has its cluster as its subject. */
export function inCluster(code: StepCode, ...names: readonly string[]): StepsOf {
  return (_, finding) => [
    step(code, {
      cluster: finding.subject.kind === 'cluster' ? finding.subject.key : text(finding, 'cluster'),
      ...Object.fromEntries(names.map((name) => [name, text(finding, name)])),
    }),
  ];
}

/** A row toward the site; where one that leads to the Internet is in its way, that one first. */
export const vpcRoute: StepsOf = (index, finding) => {
  const { routeTable, prefix, to, nextHop } = finding.params;
  const params = { routeTable: String(routeTable), prefix: String(prefix) };
  const table = index.vpcs.get(text(finding, 'vpc'))?.routeTables?.find(({ key }) => key === routeTable);
  const missing = RangeSet.of(text(finding, 'uncovered').split(', ').map(parsePrefix));
  const wrong = (table?.entries ?? []).filter(
    (entry) => nextHopsOf(entry).some(leadsToInternet) && missing.contains(entry.prefix),
  );
  if (wrong.length > 0) {
    const rows = wrong.map((entry) => `${entry.prefix} → ${nextHopsOf(entry)[0]?.key ?? '-'}`);
    return [step('console-remove-rows', { ...params, count: wrong.length }, rows)];
  }
  if (!nextHop) return [step('console-route-over', { ...params, to: String(to) })];
  return [step('console-route', { ...params, nextHop: String(nextHop) })];
};

/** Rows that one row can stand for, each with its parts; and the quota, which can be raised. */
export const fullTable: StepsOf = (index, finding) => {
  const [router, key] = [text(finding, 'router'), text(finding, 'routeTable')];
  const own = index.vbrs.get(router)?.routeTable;
  const table = [...(own ? [own] : []), ...(index.vpcs.get(router)?.routeTables ?? [])].find(
    (each) => each.key === key,
  );
  const merges = table ? tableMerges(table) : [];
  const saved = merges.reduce((sum, { parts }) => sum + parts.length - 1, 0);
  const rows = merges.map(
    ({ prefix, nextHop, parts }) =>
      `${prefix} → ${nextHop.key}  =  ${parts.filter((part) => part !== prefix).join(' + ')}`,
  );
  return [
    ...(saved > 0 ? [step('console-merge-rows', { routeTable: key, saved }, rows)] : []),
    step('console-quota', { routeTable: key, router, quota: text(finding, 'quota') }),
  ];
};

/** Peers that carry nothing are the first to go. */
export const fullOfPeers: StepsOf = (index, finding) => {
  const vbr = index.vbrs.get(text(finding, 'vbr'));
  const idle = (vbr ? peersOf(vbr) : []).filter(({ observed }) => observed?.sessionState !== 'established');
  const peers = idle.flatMap(({ address }) => address ?? []).join(', ');
  return [step('console-remove-peer', { vbr: text(finding, 'vbr'), peers: peers || '-', count: idle.length })];
};
