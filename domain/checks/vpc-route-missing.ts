import type { RouterInterface, Vbr } from '@/domain/estate/express-connect';
import type { RouteEntry, RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { evidenceOf } from '@/domain/routing/estate-index';
import { interfaceReadiness, vbrReadiness } from '@/domain/routing/link';
import { flowsStoppedAt, type Check, type CheckContext, type Finding, type FindingFix } from './finding';
import { requiredTowardSite, sitesBehind, uncovered, vpcsBehind, type Required } from './required';

/** A table of a VPC that should lead to a site, and the interface by which one VBR would take it there. */
type Wanted = { vpc: Vpc; table: RouteTable; required: Required; site: string; vbr: Vbr; far?: RouterInterface };

/** Every table of a VPC needs the ranges of the data centres behind its VBRs (F02). Any next hop counts: there may be several ways. */
export const vpcRouteMissing: Check = (context) => {
  // Two VBRs to one site ask for the same rows: the way that works is the one to propose.
  const byRow = new Map<string, Wanted>();
  for (const wanted of wantedOf(context)) {
    const name = `${wanted.table.key} ${wanted.required.prefix}`;
    const rival = byRow.get(name);
    if (!rival || (!works(rival) && works(wanted))) byRow.set(name, wanted);
  }
  return [...byRow.values()].map((wanted) => findingOf(context, wanted));
};

function wantedOf({ index }: CheckContext): readonly Wanted[] {
  return [...index.vbrs.values()].flatMap((vbr) => {
    const sites = sitesBehind(index, vbr);
    return vpcsBehind(index, vbr).flatMap(({ vpc, far }) =>
      (vpc.routeTables ?? []).flatMap((table) => {
        const { entries } = table;
        if (!entries || evidenceOf(index, 'route-entry', table.key).kind === 'stale') return [];
        return sites.flatMap((site) =>
          requiredTowardSite(index, site)
            .filter((required) => !uncovered(required, entries).isEmpty())
            .map((required) => ({ vpc, table, required, site, vbr, ...(far ? { far } : {}) })),
        );
      }),
    );
  });
}

function works({ vbr, far }: Wanted): boolean {
  return vbrReadiness(vbr) === 'ready' && interfaceReadiness(far?.status) === 'ready';
}

function findingOf(context: CheckContext, { vpc, table, required, site, far }: Wanted): Finding {
  const { prefix, role } = required;
  const { entries = [] } = table;
  const subject = { kind: 'vpc', key: vpc.key } as const;
  const fix = far && fixOf(vpc, table.key, entries, required, far.key);
  return {
    code: 'F02',
    kind: 'vpc-route-missing',
    severity: 'error',
    owner: 'cloud',
    subject,
    params: {
      ...{ vpc: vpc.key, routeTable: table.key, prefix, role, to: site, nextHop: far?.key ?? '' },
      uncovered: uncovered(required, entries).toPrefixes().join(', '),
    },
    flows: flowsStoppedAt(context, subject, prefix),
    ...(fix ? { fix } : {}),
  };
}

/** A row of the same prefix stands already and is on its way in or out: what becomes of it is to be seen first. */
function fixOf(
  vpc: Vpc,
  table: string,
  entries: readonly RouteEntry[],
  { prefix }: Required,
  nextHop: string,
): FindingFix | undefined {
  if (entries.some((entry) => entry.prefix === prefix)) return undefined;
  return { operation: 'add-route-entry', params: { vpc: vpc.key, table, prefix, nextHop } };
}
