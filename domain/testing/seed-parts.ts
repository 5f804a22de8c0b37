/** Short ways to the parts of the seed figure that tests break. */
import type { Estate } from '@/domain/estate/estate';
import type { RouteEntry, RouteStatus } from '@/domain/estate/routes';
import { parsePrefix } from '@/domain/net/prefix';

export const vbrOf = (estate: Estate) => estate.vbrs[0]!;
export const vbrRows = (estate: Estate) => vbrOf(estate).routeTable!;
export const peerOf = (estate: Estate) => vbrOf(estate).bgpGroups![0]!.peers![0]!;
export const vpcTable = (estate: Estate) => estate.vpcs[0]!.routeTables![0]!;
export const gatewayOf = (estate: Estate) => estate.gateways[0]!;
export const dropRow = (table: { entries?: RouteEntry[] }, prefix: string) => {
  table.entries = table.entries?.filter((each) => each.prefix !== prefix);
};
export const row = (prefix: string, key: string, status: RouteStatus = 'available'): RouteEntry => ({
  prefix: parsePrefix(prefix),
  nextHop: { kind: 'router-interface', key },
  type: 'custom',
  status,
});
