import { z } from 'zod';
import { BgpGroup, BgpNetwork, BgpPeer } from './bgp';
import { PhysicalConnection, RouterInterface, Vbr } from './express-connect';
import { Key } from './primitives';
import { RouteEntry, RouteTable } from './routes';
import { Vpc, VSwitch } from './vpc';

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
]);
export type ObservedResource = z.infer<typeof ObservedResource>;
export type ResourceKind = ObservedResource['kind'];
export type ResourceOf<K extends ResourceKind> = Extract<ObservedResource, { kind: K }>;

export const RESOURCE_KINDS = [
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
] as const satisfies readonly ResourceKind[];

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
