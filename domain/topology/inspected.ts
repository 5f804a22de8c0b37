import type { Gateway } from '@/domain/estate/gateway';
import type { DeclaredFacts } from '@/domain/estate/declared';
import type { ResourceKind } from '@/domain/estate/resource';
import type { FactRef, FactSection } from '@/domain/estate/sections';
import type { RouteTable } from '@/domain/estate/routes';
import { inClusterKey } from '@/domain/estate/resource';
import type { EstateView } from '@/domain/estate/view';
import { sessionsOf, type Session } from '@/domain/routing/sessions/bgp-session';
import type { GraphNodeKind } from './graph';

export type Inspected = { kind: GraphNodeKind; key: string };

export type InspectedParts = {
  tables: readonly RouteTable[];
  sessions: readonly Session[];
  gateway: Gateway | null;
};

/** What of the estate belongs in the inspector of a node. */
export function partsOf({ estate }: EstateView, { kind, key }: Inspected): InspectedParts {
  const vpc = kind === 'vpc' ? estate.vpcs.find((each) => each.key === key) : undefined;
  const vbr = kind === 'vbr' ? estate.vbrs.find((each) => each.key === key) : undefined;
  return {
    tables: vpc?.routeTables ?? (vbr?.routeTable ? [vbr.routeTable] : []),
    sessions: vbr ? sessionsOf(vbr) : [],
    gateway: (kind === 'gateway' && estate.gateways.find((each) => each.key === key)) || null,
  };
}

/** Under which kinds and keys the versions of an object are kept, where something reads it: the one with a history first. */
export function resourcesOf({ kind, key }: Inspected): readonly { kind: ResourceKind; key: string }[] {
  switch (kind) {
    case 'vpc':
    case 'vbr':
    case 'router-interface':
    case 'physical-connection':
    case 'gateway':
      return [{ kind, key }];
    case 'pool':
      return [{ kind: 'node-pool', key }];
    case 'node':
      return [
        { kind: 'node', key },
        { kind: 'cluster-node', key },
      ];
    default:
      return [];
  }
}

const DECLARED_AS: Partial<Record<GraphNodeKind, FactSection>> = {
  region: 'sites',
  site: 'sites',
  vpc: 'vpcs',
  vbr: 'vbrs',
  'physical-connection': 'physicalConnections',
  'transit-router': 'transitRouters',
  gateway: 'gateways',
};

/** The fact that people declare it by, or that it is a part of: a LAN of its site's, pools and nodes of their cluster's. */
export function factOfDrawn(facts: DeclaredFacts, { kind, key }: Inspected): FactRef | null {
  const section = DECLARED_AS[kind];
  if (section) {
    const known: readonly { key: string }[] = facts[section];
    return known.some((each) => each.key === key) ? { section, key } : null;
  }
  const site = kind === 'lan' && facts.sites.find(({ lans }) => lans.some((each) => each.key === key));
  if (site) return { section: 'sites', key: site.key };
  const cluster = facts.clusters.find(
    ({ key: cluster, nodePools, nodes }) =>
      (kind === 'pool' && nodePools?.some((each) => each.key === key)) ||
      (kind === 'node' && nodes?.some(({ name }) => inClusterKey(cluster, name) === key)),
  );
  return cluster ? { section: 'clusters', key: cluster.key } : null;
}
