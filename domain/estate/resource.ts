import { z } from 'zod';
import { BgpGroup, BgpNetwork, BgpPeer } from './bgp';
import { AddOn, Cluster, ClusterTask, DaemonSet, EniConfigFacts, Flannel, KubeNode, NodePool } from './cluster';
import { PhysicalConnection, RouterInterface, Vbr } from './express-connect';
import { GatewayPath, GatewayRoute, ObservedGateway, ObservedGatewayPeer } from './gateway';
import { Key } from './primitives';
import { RouteEntry, RouteTable } from './routes';
import { Vpc, VSwitch } from './vpc';

const InCluster = { cluster: Key };
const OnGateway = { gateway: Key };

/**
 * What a source is seen to hold, one flat record per object, each with a stable key. Nested parts of the estate model are
 * resources of their own and refer to their parent by key, so that one changed route is one changed row.
 */
export const ObservedResource = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('vpc'),
    key: Key,
    attributes: Vpc.omit({ vSwitches: true, routeTables: true, securityGroups: true, title: true }),
  }),
  z.object({ kind: z.literal('v-switch'), key: Key, attributes: VSwitch.extend({ vpc: Key }) }),
  z.object({
    kind: z.literal('route-table'),
    key: Key,
    attributes: RouteTable.omit({ entries: true }).extend({ router: Key, routerKind: z.enum(['vpc', 'vbr']) }),
  }),
  z.object({
    kind: z.literal('route-entry'),
    key: Key,
    attributes: RouteEntry.extend({ routeTable: Key, id: z.string().max(128).optional() }),
  }),
  z.object({
    kind: z.literal('vbr'),
    key: Key,
    attributes: Vbr.omit({ routeTable: true, bgpGroups: true, bgpNetworks: true, title: true }),
  }),
  z.object({
    kind: z.literal('physical-connection'),
    key: Key,
    attributes: PhysicalConnection.omit({ title: true, site: true }),
  }),
  z.object({ kind: z.literal('router-interface'), key: Key, attributes: RouterInterface }),
  z.object({
    kind: z.literal('bgp-group'),
    key: Key,
    attributes: BgpGroup.omit({ peers: true, authKey: true }).extend({ vbr: Key }),
  }),
  z.object({ kind: z.literal('bgp-peer'), key: Key, attributes: BgpPeer.extend({ group: Key, vbr: Key }) }),
  z.object({ kind: z.literal('bgp-network'), key: Key, attributes: BgpNetwork.extend({ vbr: Key }) }),
  z.object({
    kind: z.literal('cluster'),
    key: Key,
    attributes: Cluster.omit({
      title: true,
      site: true,
      terway: true,
      flannel: true,
      nodePools: true,
      siteBlocks: true,
      nodes: true,
      otherAddOns: true,
      daemonSets: true,
      tasks: true,
    }),
  }),
  z.object({
    kind: z.literal('node-pool'),
    key: Key,
    attributes: NodePool.omit({ title: true, site: true, lan: true }).extend(InCluster),
  }),
  z.object({ kind: z.literal('add-on'), key: Key, attributes: AddOn.extend(InCluster) }),
  z.object({ kind: z.literal('cluster-task'), key: Key, attributes: ClusterTask.extend(InCluster) }),
  // A node as the service lists it, apart from the node as the cluster's own API shows it: either may be silent.
  z.object({
    kind: z.literal('cluster-node'),
    key: Key,
    attributes: KubeNode.pick({ name: true, pool: true, address: true }).extend({
      ...InCluster,
      state: z.string().max(32).optional(),
    }),
  }),
  z.object({ kind: z.literal('node'), key: Key, attributes: KubeNode.omit({ speaker: true }).extend(InCluster) }),
  z.object({
    kind: z.literal('eni-config'),
    key: Key,
    attributes: EniConfigFacts.extend({ ...InCluster, eniConfig: z.record(z.string(), z.unknown()).optional() }),
  }),
  z.object({ kind: z.literal('flannel-config'), key: Key, attributes: Flannel.extend(InCluster) }),
  z.object({ kind: z.literal('daemon-set'), key: Key, attributes: DaemonSet.extend(InCluster) }),
  z.object({
    kind: z.literal('gateway'),
    key: Key,
    attributes: ObservedGateway.omit({ peers: true, routes: true, paths: true }).extend({ key: Key }),
  }),
  z.object({ kind: z.literal('gateway-peer'), key: Key, attributes: ObservedGatewayPeer.extend(OnGateway) }),
  z.object({ kind: z.literal('gateway-route'), key: Key, attributes: GatewayRoute.extend(OnGateway) }),
  z.object({ kind: z.literal('gateway-path'), key: Key, attributes: GatewayPath.extend(OnGateway) }),
]);
export type ObservedResource = z.infer<typeof ObservedResource>;
export type ResourceKind = ObservedResource['kind'];
/** The kinds of outside systems that can be read. */
export const SOURCE_SYSTEMS = ['vpc', 'ack', 'kubernetes', 'gobgp', 'frr'] as const;
export type SourceSystem = (typeof SOURCE_SYSTEMS)[number];
export type ResourceOf<K extends ResourceKind> = Extract<ObservedResource, { kind: K }>;

/** The kinds that each system shows. A kind belongs to one system, so that no two readings fight over a row. */
export const KINDS_OF = {
  vpc: [
    'vpc',
    'v-switch',
    'route-table',
    'route-entry',
    'vbr',
    'physical-connection',
    'router-interface',
    'bgp-group',
    'bgp-peer',
    'bgp-network',
  ],
  ack: ['cluster', 'node-pool', 'add-on', 'cluster-node', 'cluster-task'],
  kubernetes: ['node', 'eni-config', 'flannel-config', 'daemon-set'],
  gobgp: ['gateway', 'gateway-peer', 'gateway-route', 'gateway-path'],
  frr: ['gateway', 'gateway-peer', 'gateway-route', 'gateway-path'],
} as const satisfies Record<SourceSystem, readonly ResourceKind[]>;

export const RESOURCE_KINDS: readonly ResourceKind[] = [...new Set(Object.values(KINDS_OF).flat())];

/** What an object of a cluster is called where names are unique only within it: `c0seedhz|edge-hz1-a1`. */
export function inClusterKey(cluster: string, ...names: readonly string[]): string {
  return [cluster, ...names].join('|');
}

export function gatewayPeerKey(gateway: string, address: string): string {
  return `${gateway}|${address}`;
}

/** Several paths to one prefix are several rows, told apart by where they came from. */
export function gatewayRouteKey(
  gateway: string,
  route: Pick<GatewayRoute, 'prefix' | 'source' | 'peer' | 'nextHop'>,
): string {
  return [gateway, route.prefix, route.source, route.peer ?? '-', route.nextHop ?? '-'].join('|');
}

export function gatewayPathKey(
  gateway: string,
  path: Pick<GatewayPath, 'peer' | 'direction' | 'prefix' | 'nextHop'>,
): string {
  return [gateway, path.peer, path.direction, path.prefix, path.nextHop ?? '-'].join('|');
}

/** A route entry has no id that all its types share, so its place and direction are its key. */
export function routeEntryKey(
  routeTable: string,
  prefix: string,
  type: string,
  nextHopKeys: readonly string[],
): string {
  return [routeTable, prefix, type, [...nextHopKeys].sort().join('+') || '-'].join('|');
}

/** BGP networks have no id: VBR and prefix are one. */
export function bgpNetworkKey(vbr: string, prefix: string): string {
  return `${vbr}|${prefix}`;
}
