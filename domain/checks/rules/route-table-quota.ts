import { tableMerges } from '@/domain/announcing/table-merges';
import { quotaOf } from '@/domain/changes/rules/table';
import type { RouteEntry, RouteTable } from '@/domain/estate/routes';
import { oncePer } from '@/domain/memo';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { Check, Finding, FindingFix, FindingSubject } from '../finding';
import { isNearlyUsed } from '../nearly-used';

const customRows = oncePer((entries: readonly RouteEntry[]) => {
  let count = 0;
  for (const { type } of entries) if (type === 'custom') count += 1;
  return count;
});

/** A table that holds no more custom rows refuses the next change (V5). One of which nobody says how many it takes has what all begin with. */
export const routeTableQuota: Check = ({ index }) => {
  const findings: Finding[] = [];
  const look = (kind: 'vbr' | 'vpc', key: string, table: RouteTable | undefined) => {
    const finding = table && isNearlyFull(table) ? nearlyFull(index, { kind, key }, table) : null;
    if (finding) findings.push(finding);
  };
  for (const { key, routeTable } of index.vbrs.values()) look('vbr', key, routeTable);
  for (const { key, routeTables = [] } of index.vpcs.values()) for (const table of routeTables) look('vpc', key, table);
  return findings;
};

function isNearlyFull(table: RouteTable): boolean {
  return isNearlyUsed(customRows(table.entries ?? NONE), quotaOf(table));
}

const NONE: readonly RouteEntry[] = [];

function nearlyFull(index: EstateIndex, router: FindingSubject, table: RouteTable): Finding | null {
  const [used, quota] = [customRows(table.entries ?? NONE), quotaOf(table)];
  if (evidenceOf(index, 'route-entry', table.key).kind === 'stale') return null;
  const params = {
    router: router.key,
    routeTable: table.key,
    used,
    quota,
    percent: Math.floor((used * 100) / quota),
  };
  const fix = isNearlyUsed(used - 1, quota) ? undefined : removalOf(router, table);
  return {
    code: 'V5',
    kind: 'route-table-quota',
    severity: 'warning',
    owner: 'cloud',
    subject: router,
    params,
    flows: [],
    ...(fix ? { fix } : {}),
  };
}

/** A row that a wider one toward the same next hop makes superfluous: without it every address goes where it went. */
function removalOf({ kind, key }: FindingSubject, table: RouteTable): FindingFix | undefined {
  const spare = tableMerges(table).find(({ prefix, parts }) => parts.includes(prefix));
  const prefix = spare?.parts.find((part) => part !== spare.prefix);
  if (!spare || prefix === undefined || spare.nextHop.kind !== 'router-interface') return undefined;
  const row = { table: table.key, prefix, nextHop: spare.nextHop.key };
  return { operation: 'remove-route-entry', params: kind === 'vpc' ? { vpc: key, ...row } : { vbr: key, ...row } };
}
