import { z } from 'zod';
import { BgpGroup, BgpNetwork } from './bgp';
import { AddressText, InterfaceAddressText, Key, Title } from './primitives';
import { RouteTable } from './routes';

/** A probe that the VPC sends over the pair, from an address of its own to one at the far end: what does not answer is routed around. */
export const HealthCheck = z.object({ source: AddressText, target: AddressText });
export type HealthCheck = z.infer<typeof HealthCheck>;

/** One side of a router-interface pair; `router` is a VPC or a VBR key, `opposite` the other side's interface. */
export const RouterInterface = z.object({
  key: Key,
  name: z.string().max(256).optional(),
  router: Key,
  opposite: Key.optional(),
  oppositeRouter: Key.optional(),
  status: z.string().max(32).optional(),
  healthCheck: HealthCheck.optional(),
});
export type RouterInterface = z.infer<typeof RouterInterface>;

/** A leased line. Only `enabled` with business status `normal` carries changes. */
export const PhysicalConnection = z.object({
  key: Key,
  name: z.string().max(256).optional(),
  title: Title.optional(),
  site: Key.optional(),
  accessPoint: z.string().max(128).optional(),
  status: z.string().max(32).optional(),
  businessStatus: z.string().max(32).optional(),
  bandwidthMbps: z.number().min(0).optional(),
});
export type PhysicalConnection = z.infer<typeof PhysicalConnection>;

/** BFD timers of a VBR, milliseconds; 200-1000 and multiplier 3-10. */
export const VbrBfd = z.object({
  minTxIntervalMs: z.number().int(),
  minRxIntervalMs: z.number().int(),
  detectMultiplier: z.number().int(),
});

/**
 * A virtual border router: exactly one route table, up to 8 BGP peers, one or more circuits.
 * `vlanInterface` is the next hop toward the data centre; `localGatewayAddress` is the cloud side of the link subnet,
 * `localGatewayAddress6` that of its IPv6 one, which is there as soon as IPv6 was switched on for the VBR.
 */
export const Vbr = z.object({
  key: Key,
  name: z.string().max(256).optional(),
  title: Title.optional(),
  site: Key.optional(),
  physicalConnections: z.array(Key).default([]),
  vlanInterface: Key.optional(),
  vlanId: z.number().int().min(0).max(2999).optional(),
  status: z.string().max(32).optional(),
  localGatewayAddress: InterfaceAddressText.optional(),
  peerGatewayAddress: InterfaceAddressText.optional(),
  ipv6Enabled: z.boolean().optional(),
  localGatewayAddress6: InterfaceAddressText.optional(),
  peerGatewayAddress6: InterfaceAddressText.optional(),
  bfd: VbrBfd.optional(),
  mtu: z.number().int().optional(),
  routeTable: RouteTable.optional(),
  bgpGroups: z.array(BgpGroup).optional(),
  bgpNetworks: z.array(BgpNetwork).optional(),
});
export type Vbr = z.infer<typeof Vbr>;
