import type { ResourceKind } from '@/domain/estate/resource';
import type { RouteTable } from '@/domain/estate/routes';
import type { EstateView } from '@/domain/estate/view';
import { sessionsOf, type Session } from '@/domain/routing/bgp-session';
import type { GraphNodeKind } from '@/domain/topology/graph';

export type InspectedParts = {
  tables: readonly RouteTable[];
  rows: number;
  sessions: readonly Session[];
  resource: ResourceKind | null;
};

/** Under which kind an object's versions are kept, where something reads it. */
const RESOURCE: Partial<Record<GraphNodeKind, ResourceKind>> = {
  vpc: 'vpc',
  vbr: 'vbr',
  'router-interface': 'router-interface',
  'physical-connection': 'physical-connection',
};

/** What of the estate belongs in the inspector of a node. */
export function partsOf({ estate }: EstateView, { kind, key }: { kind: GraphNodeKind; key: string }): InspectedParts {
  const vpc = kind === 'vpc' ? estate.vpcs.find((each) => each.key === key) : undefined;
  const vbr = kind === 'vbr' ? estate.vbrs.find((each) => each.key === key) : undefined;
  const tables = vpc?.routeTables ?? (vbr?.routeTable ? [vbr.routeTable] : []);
  return {
    tables,
    rows: tables.reduce((sum, table) => sum + (table.entries?.length ?? 0), 0),
    sessions: vbr ? sessionsOf(vbr) : [],
    resource: RESOURCE[kind] ?? null,
  };
}
