import type { RouterInterface, Vbr } from '@/domain/estate/express-connect';
import type { RouteEntry, RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { evidenceOf } from '@/domain/routing/estate-index';
import { interfaceReadiness, vbrReadiness } from '@/domain/routing/link';
import type { VbrCheck, VbrFault } from './each-vbr';
import { stoppedAt, type FindingFix } from './finding';
import { requiredTowardSite, sitesBehind, uncovered, vpcsBehind, type Required } from './required';

/** A table of a VPC that should lead to a site, and the interface by which this VBR would take it there. */
type Wanted = { vpc: Vpc; table: RouteTable; required: Required; site: string; vbr: Vbr; far?: RouterInterface };

/**
 * Every table of a VPC needs the ranges of the data centres behind its VBRs (F02). Any next hop counts that may lead there: there
 * may be several ways. What leads to the Internet does not.
 */
export const vpcRouteMissing: VbrCheck = (index, vbr) => {
  const sites = sitesBehind(index, vbr);
  return vpcsBehind(index, vbr).flatMap(({ vpc, far }) =>
    (vpc.routeTables ?? []).flatMap((table) => {
      const { entries } = table;
      if (!entries || evidenceOf(index, 'route-entry', table.key).kind === 'stale') return [];
      return sites.flatMap((site) =>
        requiredTowardSite(index, site)
          .filter((required) => !uncovered(required, entries).isEmpty())
          .map((required) => faultOf({ vpc, table, required, site, vbr, ...(far ? { far } : {}) })),
      );
    }),
  );
};

function works({ vbr, far }: Wanted): boolean {
  return vbrReadiness(vbr) === 'ready' && interfaceReadiness(far?.status) === 'ready';
}

function faultOf(wanted: Wanted): VbrFault {
  const { vpc, table, required, site, far } = wanted;
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
    stops: stoppedAt(subject, prefix),
    ...(fix ? { fix } : {}),
    // Two VBRs to one site ask for the same rows: the way that works is the one to propose.
    once: { row: `${table.key} ${prefix}`, works: works(wanted) },
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
