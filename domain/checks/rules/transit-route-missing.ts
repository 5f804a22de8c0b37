import type { TransitRouter, TransitRouterTable } from '@/domain/estate/transit-router';
import type { RouteTable } from '@/domain/estate/routes';
import { RangeSet } from '@/domain/net/range-set';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import { nextHopOfAttachment, tableFor } from '@/domain/routing/walk/step-transit';
import { uncoveredIn } from '@/domain/routing/tables/table-rows';
import { stoppedAt, withFlows, type Check, type Fault } from '../finding';
import { requiredTowardSite, requiredTowardVpc, sitesBehind, type Required } from '../required';
import { tablesInUse } from '../tables-in-use';

/**
 * What a VPC or a VBR sends into a transit router, and the table that decides there leads nowhere: ranges of data centres (F02), or of
 * VPCs (V4). What nobody sends it lacks nothing: which attachments may talk is a design. Tables that nobody has declared say nothing.
 */
export const transitRouteMissing: Check = ({ index, verdicts }) => {
  const found = index.estate.transitRouters.flatMap((transit) =>
    transit.attachments.flatMap(({ key, router }) => {
      const table = tableFor(transit, key);
      if (!table?.entries) return [];
      return sentInto(index, transit, router, key).flatMap((sent) => faults(transit, table, sent));
    }),
  );
  // Two attachments of one table lack the same row.
  const once = new Map(
    found.map((fault) => [[fault.subject.key, fault.params.routeTable, fault.params.prefix].join(' '), fault]),
  );
  return [...once.values()].map((fault) => withFlows(fault, verdicts));
};

type Sent = { required: Required; part: RangeSet; to: string };

/** What is needed beyond the transit router, as far as the router's own tables send it there. */
function sentInto(index: EstateIndex, transit: TransitRouter, router: string, attachment: string): readonly Sent[] {
  const nextHop = nextHopOfAttachment({ transit, attachment: { key: attachment, router } });
  const vpc = index.vpcs.get(router);
  const tables = vpc ? tablesInUse(index, vpc) : [index.vbrs.get(router)?.routeTable];
  const read = tables.filter((table) => table?.entries && evidenceOf(index, 'route-entry', table.key).kind !== 'stale');
  return neededBeyond(index, transit, router).flatMap(({ required, to }) => {
    const part = RangeSet.union(read.flatMap((table) => (table ? [partToward(table, required.cover, nextHop)] : [])));
    return part.isEmpty() ? [] : [{ required, part, to }];
  });
}

function neededBeyond(index: EstateIndex, { attachments }: TransitRouter, router: string) {
  const others = attachments.filter((each) => each.router !== router);
  if (!index.vpcs.has(router))
    return others.flatMap(({ router: to }) => {
      const vpc = index.vpcs.get(to);
      return vpc ? requiredTowardVpc(vpc).map((required) => ({ required, to })) : [];
    });
  const vbrs = others.flatMap((each) => index.vbrs.get(each.router) ?? []);
  const sites = [...new Set(vbrs.flatMap((vbr) => sitesBehind(index, vbr)))];
  return sites.flatMap((to) => requiredTowardSite(index, to).map((required) => ({ required, to })));
}

function partToward(table: RouteTable, range: RangeSet, nextHop: string): RangeSet {
  return range.subtract(
    uncoveredIn(table, range, (rows) => rows.some(({ target }) => target.some(({ key }) => key === nextHop))),
  );
}

function faults(transit: TransitRouter, table: TransitRouterTable, { required, part, to }: Sent): readonly Fault[] {
  const rest = uncoveredIn(table, part, (rows) => rows.some(({ target }) => target.length > 0) || undefined);
  if (rest.isEmpty()) return [];
  const { prefix, role } = required;
  const subject = { kind: 'transit-router', key: transit.key } as const;
  return [
    {
      code: role === 'cloud' ? 'V4' : 'F02',
      kind: 'transit-route-missing',
      severity: 'error',
      owner: 'cloud',
      subject,
      params: {
        transitRouter: transit.key,
        routeTable: table.key,
        prefix,
        role,
        to,
        uncovered: rest.toPrefixes().join(', '),
      },
      stops: stoppedAt(subject, prefix),
    },
  ];
}
