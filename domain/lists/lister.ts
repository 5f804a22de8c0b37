import type { Finding } from '@/domain/checks/finding';
import type { RouteStatus } from '@/domain/estate/routes';
import type { ResourceKind } from '@/domain/estate/resource';
import type { EstateIndex } from '@/domain/routing/estate-index';
import type { Census } from '@/domain/topology/census';
import type { BuildContext } from '@/domain/topology/elements';
import { FIRST_LAYERS, nodeId, type GraphNodeKind, type GraphStatus } from '@/domain/topology/graph';
import { siteOfCircuits } from '@/domain/topology/circuit-sites';
import { fromFindings, isStale } from '@/domain/topology/status';

/** What all rows of one state of the estate are made from. A state is the same in a list as in the picture. */
export type Lister = {
  index: EstateIndex;
  context: BuildContext;
  circuitSites: ReadonlyMap<string, string>;
  /** as it is drawn; unknown where it is not */
  drawn: (kind: GraphNodeKind, key: string) => GraphStatus;
  stale: (kind: ResourceKind, within?: string) => boolean;
};

export function listerOf(census: Census, findings: readonly Finding[]): Lister {
  const context: BuildContext = { index: census.index, findings, layers: new Set(FIRST_LAYERS) };
  const statuses = new Map(census.withLayers(FIRST_LAYERS).elements.map((each) => [each.id, each.status]));
  return {
    index: census.index,
    context,
    circuitSites: siteOfCircuits(census.index),
    drawn: (kind, key) => statuses.get(nodeId(kind, key)) ?? 'unknown',
    stale: (kind, within) => isStale(context, [{ kind, ...(within === undefined ? {} : { within }) }]),
  };
}

const MOVING: readonly string[] = ['pending', 'modifying', 'deleting'] satisfies RouteStatus[];

/** Whether the cloud is still at work on something. */
export function isMoving(status: string | undefined): boolean {
  return status !== undefined && MOVING.includes(status);
}

/** A route table: unread is unknown, then what moves, then what is found to be wrong. */
export function tableStatus(
  { context, stale }: Lister,
  key: string,
  entries: readonly { status: RouteStatus }[] | undefined,
): GraphStatus {
  if (entries === undefined || stale('route-entry', key)) return 'unknown';
  if (entries.some((each) => isMoving(each.status))) return 'changing';
  return fromFindings(context.findings.filter((each) => each.params.table === key));
}
