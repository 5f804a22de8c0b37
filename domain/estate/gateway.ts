import { z } from 'zod';
import { AddressText, Asn, InterfaceAddressText, Key, PrefixText, SecretRef, Title } from './primitives';
import { Permit } from './vpc';

export const GatewayDriver = z.enum(['gobgp', 'frr', 'ios-xe', 'nx-os', 'vrp', 'comware', 'eos', 'junos']);
export type GatewayDriver = z.infer<typeof GatewayDriver>;

export const GatewayInterface = z.object({
  name: z.string().min(1).max(64),
  address: InterfaceAddressText,
  circuit: Key.optional(),
  lan: Key.optional(),
  vlanId: z.number().int().min(0).max(4094).optional(),
});
export type GatewayInterface = z.infer<typeof GatewayInterface>;

export const GatewayBgpPeer = z.object({
  address: AddressText,
  peerAsn: Asn,
  authKey: SecretRef.optional(),
  bfd: z.boolean().optional(),
});
export type GatewayBgpPeer = z.infer<typeof GatewayBgpPeer>;

/** A route of the gateway's own: toward an address, or discarded. */
export const StaticRoute = z.union([
  z.strictObject({ prefix: PrefixText, nextHop: AddressText }),
  z.strictObject({ prefix: PrefixText, discard: z.literal(true) }),
]);
export type StaticRoute = z.infer<typeof StaticRoute>;

export const Aggregate = z.object({
  prefix: PrefixText,
  summaryOnly: z.boolean().default(false),
  discard: z.boolean().default(false),
});

/** Exact prefixes; what is not permitted is not announced (out) or not kept (in). No filter: everything passes. */
export const GatewayFilter = z.object({
  peer: AddressText,
  direction: z.enum(['in', 'out']),
  permit: z.array(PrefixText),
});

/** The data-centre switch or router that speaks BGP to the VBR and to nodes. `permits: []` means no firewall there. */
export const Gateway = z.object({
  key: Key,
  title: Title.optional(),
  site: Key,
  driver: GatewayDriver,
  routerId: AddressText.optional(),
  asn: Asn,
  interfaces: z.array(GatewayInterface).default([]),
  bgpPeers: z.array(GatewayBgpPeer).optional(),
  aggregates: z.array(Aggregate).optional(),
  networks: z.array(PrefixText).optional(),
  staticRoutes: z.array(StaticRoute).optional(),
  filters: z.array(GatewayFilter).optional(),
  permits: z.array(Permit).optional(),
});
export type Gateway = z.infer<typeof Gateway>;
