import type { Vbr } from '@/domain/estate/express-connect';
import { leadsToInternet, nextHopsOf, type RouteEntry, type RouteTable } from '@/domain/estate/routes';
import { oncePer } from '@/domain/memo';
import { containsPrefix } from '@/domain/net/prefix';
import { CLOUD_SERVICES } from '@/domain/net/special';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { Check, Finding } from '../finding';
import { removalOf, type Router } from '../row-removal';

/**
 * A row whose destination is the range where the cloud's own services answer, or a part of it, and that leads to a data centre (V1): what
 * asks for DNS, images or storage is sent there. A VBR that leads it into the VPC is what edge nodes need.
 */
export const cloudServicesDrawn: Check = ({ index }) => {
  const findings: Finding[] = [];
  const look = (router: Router, table: RouteTable, rows: readonly RouteEntry[]) => {
    if (rows.length > 0) findings.push(...findingOf(index, router, table, rows));
  };
  for (const { key, routeTables = [] } of index.vpcs.values())
    for (const table of routeTables)
      look({ kind: 'vpc', key }, table, inServices(table.entries ?? NONE).filter(leadsOut));
  for (const vbr of index.vbrs.values()) {
    const { key, routeTable } = vbr;
    const rows = inServices(routeTable?.entries ?? NONE);
    if (routeTable && rows.length > 0) look({ kind: 'vbr', key }, routeTable, rows.filter(leadsToSite(vbr)));
  }
  return findings;
};

const NONE: readonly RouteEntry[] = [];

const inServices = oncePer((entries: readonly RouteEntry[]): readonly RouteEntry[] =>
  // Comparing texts first spares parsing a hundred thousand rows.
  entries.filter(
    ({ prefix, type }) => type === 'custom' && prefix.startsWith('100.') && containsPrefix(CLOUD_SERVICES, prefix),
  ),
);

/** To what a VPC sends to outside of itself, the Internet apart. */
function leadsOut(entry: RouteEntry): boolean {
  return nextHopsOf(entry).some(
    (hop) => ['router-interface', 'transit-router-attachment', 'ecr'].includes(hop.kind) && !leadsToInternet(hop),
  );
}

function leadsToSite({ vlanInterface }: Vbr): (entry: RouteEntry) => boolean {
  return (entry) => nextHopsOf(entry).some(({ key }) => key === vlanInterface);
}

function findingOf(index: EstateIndex, router: Router, table: RouteTable, rows: readonly RouteEntry[]): Finding[] {
  const [first] = rows;
  if (!first || evidenceOf(index, 'route-entry', table.key).kind === 'stale') return [];
  const { prefix } = first;
  const params = { router: router.key, routeTable: table.key, prefix, count: rows.length };
  const severity = prefix === CLOUD_SERVICES ? 'error' : 'warning';
  const fix = removalOf(router, table, first);
  return [
    {
      ...({ code: 'V1', kind: 'cloud-services-drawn', severity, owner: 'cloud' } as const),
      ...{ subject: router, params, flows: [] },
      ...(fix ? { fix } : {}),
    },
  ];
}
