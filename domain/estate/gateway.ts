import { z } from 'zod';
import { ObservedSession } from './bgp';
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

/** BGP's own unsigned 32 bits (RFC 4271 sections 5.1.4 and 5.1.5). */
const Metric = z.number().int().min(0).max(4_294_967_295);

/** `localPreference` and `med`: what the gateway sets on every path that comes in over the session, whatever it said of itself. */
export const GatewayBgpPeer = z.object({
  address: AddressText,
  peerAsn: Asn,
  authKey: SecretRef.optional(),
  bfd: z.boolean().optional(),
  localPreference: Metric.optional(),
  med: Metric.optional(),
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

/** One line of a prefix list, as FRR and GoBGP have it. Without `ge` and `le` it is the prefix alone. */
export const FilterRule = z.object({
  sequence: z.number().int().min(0).max(4_294_967_295).optional(),
  action: z.enum(['permit', 'deny']),
  prefix: PrefixText,
  ge: z.number().int().min(0).max(128).optional(),
  le: z.number().int().min(0).max(128).optional(),
});
export type FilterRule = z.infer<typeof FilterRule>;

/**
 * `rules`, of which the first that fits decides, or exact prefixes (`permit`); where both are given the rules count. What is not
 * permitted is not announced (out) or not kept (in). Several filters of one session have names, and all must let a prefix pass. No filter:
 * everything passes.
 */
export const GatewayFilter = z
  .object({
    peer: AddressText,
    direction: z.enum(['in', 'out']),
    name: z.string().min(1).max(64).optional(),
    permit: z.array(PrefixText).optional(),
    rules: z.array(FilterRule).optional(),
  })
  .refine(({ permit, rules }) => permit !== undefined || rules !== undefined, { path: ['permit'] });
export type GatewayFilter = z.infer<typeof GatewayFilter>;

/** Why a session went down the last time, as far as the gateway tells. */
export const SessionError = z.enum([
  'bad-peer-as',
  'hold-timer',
  'bfd-down',
  'route-limit',
  'admin-shutdown',
  'configuration-changed',
  'connection-lost',
  'no-path-to-peer',
  'notification',
  'other',
]);
export type SessionError = z.infer<typeof SessionError>;

/**
 * One session as the gateway itself shows it. `authKeyFingerprint` is a keyed digest, comparable with the VBR's. What is called
 * `last…` is of the past and survives recovery: it is never the present state. Two keys that differ leave no trace at all.
 */
export const ObservedGatewayPeer = ObservedSession.extend({
  address: AddressText,
  peerAsn: Asn.optional(),
  localAsn: Asn.optional(),
  adminDown: z.boolean().optional(),
  /** down because the far end sent more routes than it may; stays so until somebody clears it */
  routeLimitExceeded: z.boolean().optional(),
  /** RFC 8212: without a policy an eBGP session is up and carries nothing that way */
  missingPolicy: z.enum(['in', 'out', 'both']).optional(),
  /** after the filters; some gateways count nothing before them */
  acceptedRoutes: z.number().int().min(0).optional(),
  authKeyFingerprint: z.string().max(128).optional(),
  hasAuthKey: z.boolean().optional(),
  bfd: z.enum(['up', 'down', 'off', 'unknown']).optional(),
  /** how often an established session was lost */
  drops: z.number().int().min(0).optional(),
  lastErrorCode: SessionError.optional(),
  lastError: z.string().max(256).optional(),
  description: z.string().max(256).optional(),
});
export type ObservedGatewayPeer = z.infer<typeof ObservedGatewayPeer>;

/** One row of the gateway's own table. Without a next hop it is connected or discarded. */
export const GatewayRoute = z.object({
  prefix: PrefixText,
  nextHop: AddressText.optional(),
  source: z.enum(['bgp', 'connected', 'static', 'local', 'kernel', 'ospf', 'isis', 'unknown']),
  /** the session it was learnt over */
  peer: AddressText.optional(),
  asPath: z.array(Asn).optional(),
  localPreference: Metric.optional(),
  med: Metric.optional(),
  /** in use: chosen, alone or among equals */
  best: z.boolean(),
  /** in the forwarding table; absent where the driver does not tell */
  installed: z.boolean().optional(),
  discard: z.boolean().optional(),
});
export type GatewayRoute = z.infer<typeof GatewayRoute>;

/**
 * A prefix on one session: what came in before any filter, what was left of it where the gateway keeps no copy from before
 * (accepted), or what goes out after all filters. Next hop and AS path as the gateway lists them: some list what they send
 * before they put themselves into it.
 */
export const GatewayPath = z.object({
  peer: AddressText,
  direction: z.enum(['received', 'accepted', 'advertised']),
  prefix: PrefixText,
  nextHop: AddressText.optional(),
  asPath: z.array(Asn).optional(),
  localPreference: Metric.optional(),
  med: Metric.optional(),
});
export type GatewayPath = z.infer<typeof GatewayPath>;

/** Everything a gateway shows of itself; a list left out was never read to its end. */
export const ObservedGateway = z.object({
  asn: Asn.optional(),
  routerId: AddressText.optional(),
  software: z.string().max(128).optional(),
  peers: z.array(ObservedGatewayPeer).optional(),
  routes: z.array(GatewayRoute).optional(),
  paths: z.array(GatewayPath).optional(),
});
export type ObservedGateway = z.infer<typeof ObservedGateway>;

/** The data-centre switch or router that speaks BGP to the VBR and to nodes. `permits: []` means no firewall there. Gateways of one
 * site with the same `firewallGroup` share the state of their firewalls: what one of them let through, the others know. What is declared stands beside what it was seen to do (`observed`): their difference is drift. */
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
  firewallGroup: z.string().trim().min(1).max(64).optional(),
  observed: ObservedGateway.optional(),
});
export type Gateway = z.infer<typeof Gateway>;
