import type { RouteEntry, RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import { oncePerPair } from '@/domain/memo';
import { containsPrefix } from '@/domain/net/prefix';
import { evidenceOf, groupBy, type EstateIndex } from '@/domain/routing/estate-index';
import { originOf } from '@/domain/routing/origin';
import { attachmentReadiness, interfaceReadiness, vbrReadiness, type Readiness } from '@/domain/routing/sessions/link';
import { stoppedAt, withFlows, type Check, type Fault, type FindingFix } from '../finding';
import { requiredTowardSite, sitesBehind, uncovered, vpcsBehind, type Required, type VpcBehind } from '../required';
import { allLinks, whileSame } from '../standing';
import { tablesInUse } from '../tables-in-use';

/**
 * A range that the tables of a VPC should lead to a site. `nextHop`: the interface by which one VBR would take it there, where it is
 * known; `works`: whether it would.
 */
type Wanted = { vpc: string; required: Required; site: string; nextHop?: string; works: boolean };

/**
 * The tables of a VPC that have to do with data centres need the ranges of those behind its VBRs (F02). Any next hop counts that may lead there: there
 * may be several ways. What leads to the Internet does not. What is wanted changes seldom, and a table is looked at again only when
 * it is another.
 */
export const vpcRouteMissing: Check = ({ index, verdicts }) =>
  wantedOfVpcs({ index }).flatMap(({ vpc, wanted }) =>
    tablesOf(index, vpc).flatMap((table) =>
      evidenceOf(index, 'route-entry', table.key).kind === 'stale'
        ? []
        : faultsIn(wanted, table).map((fault) => withFlows(fault, verdicts)),
    ),
  );

function tablesOf(index: EstateIndex, key: string): readonly RouteTable[] {
  const vpc = index.vpcs.get(key);
  return vpc ? tablesInUse(index, vpc) : [];
}

const wantedOfVpcs = whileSame(allLinks, ({ index }) =>
  [...groupBy(wantedIn(index), ({ vpc }) => vpc)].map(([vpc, wanted]) => ({ vpc, wanted })),
);

function readinessOf(by: VpcBehind['by'], status: string | undefined): Readiness {
  return by === 'router-interface' ? interfaceReadiness(status) : attachmentReadiness({ status });
}

function wantedIn(index: EstateIndex): readonly Wanted[] {
  return [...index.vbrs.values()].flatMap((vbr) =>
    vpcsBehind(index, vbr).flatMap(({ vpc, by, far }) =>
      sitesBehind(index, vbr).flatMap((site) =>
        wantedBy(vpc, requiredTowardSite(index, site)).map((required): Wanted => ({
          vpc: vpc.key,
          required,
          site,
          works: vbrReadiness(vbr) === 'ready' && readinessOf(by, far?.status) === 'ready',
          // The form that repairs it adds rows toward router interfaces only.
          ...(far && by === 'router-interface' ? { nextHop: far.key } : {}),
        })),
      ),
    ),
  );
}

/** Pods at the edge talk to those of their own cluster: another VPC behind the same VBR talks to the hosts. */
function wantedBy({ key }: Vpc, all: readonly Required[]): readonly Required[] {
  return all.filter(({ vpc = key }) => vpc === key);
}

/** A table that was made of another lacks what that one did, but for what the changed rows are about. */
const lackedBy = oncePerPair((wanted: readonly Wanted[], table: RouteTable): ReadonlySet<Wanted> => {
  const origin = originOf(table);
  const before = origin && lackedBy(wanted, origin.table);
  const isLacked = (each: Wanted) =>
    before && !each.required.cover.meets(origin.changed)
      ? before.has(each)
      : !uncovered(each.required, table).isEmpty();
  return new Set(wanted.filter(isLacked));
});

/** Two VBRs to one site ask for the same rows: the way that works is the one to propose. */
const faultsIn = oncePerPair((wanted: readonly Wanted[], table: RouteTable): readonly Fault[] => {
  const { entries } = table;
  if (!entries) return [];
  const missing = [...lackedBy(wanted, table)];
  return [...groupBy(missing, ({ required }) => required.prefix).values()].flatMap((each) => {
    const told = each.find(({ works }) => works) ?? each[0];
    return told ? [faultOf(told, table, entries)] : [];
  });
});

function faultOf(wanted: Wanted, table: RouteTable, entries: readonly RouteEntry[]): Fault {
  const { vpc, required, site, nextHop } = wanted;
  const { prefix, role } = required;
  const subject = { kind: 'vpc', key: vpc } as const;
  const fix = fixOf(wanted, table, entries);
  return {
    code: 'F02',
    kind: 'vpc-route-missing',
    severity: 'error',
    owner: 'cloud',
    subject,
    params: {
      ...{ vpc, routeTable: table.key, prefix, role, to: site, nextHop: nextHop ?? '' },
      uncovered: uncovered(required, table).toPrefixes().join(', '),
    },
    stops: stoppedAt(subject, prefix),
    ...(fix ? { fix } : {}),
  };
}

/**
 * A row of the same prefix stands already and is on its way in or out: what becomes of it is to be seen first. Where a longer row
 * leads a part elsewhere, a row more does not help.
 */
function fixOf(
  { vpc, required, nextHop }: Wanted,
  table: RouteTable,
  entries: readonly RouteEntry[],
): FindingFix | undefined {
  const { prefix } = required;
  if (nextHop === undefined || entries.some((entry) => entry.prefix === prefix)) return undefined;
  const row = {
    prefix,
    nextHop: { kind: 'router-interface', key: nextHop },
    type: 'custom',
    status: 'available',
  } as const;
  const within = entries.filter((entry) => containsPrefix(prefix, entry.prefix));
  if (!uncovered(required, { ...table, entries: [...within, row] }).isEmpty()) return undefined;
  return { operation: 'add-route-entry', params: { vpc, table: table.key, prefix, nextHop } };
}
