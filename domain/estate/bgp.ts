import { z } from 'zod';
import type { Family } from '@/domain/net/address';
import { AddressText, Asn, Key, PrefixText, SecretRef } from './primitives';

/** The session's own state, apart from the provisioning status: only `established` is up. */
export const SessionState = z.enum([
  'idle',
  'connect',
  'active',
  'opensent',
  'openconfirm',
  'established',
  'down',
  'unknown',
]);
export type SessionState = z.infer<typeof SessionState>;

export const ProvisioningStatus = z.enum(['pending', 'available', 'modifying', 'deleting', 'deleted', 'unknown']);
export type ProvisioningStatus = z.infer<typeof ProvisioningStatus>;

/** Seen on the wire, never asked for: absent in a declared peer. */
export const ObservedSession = z.object({
  sessionState: SessionState,
  receivedRoutes: z.number().int().min(0).optional(),
  advertisedRoutes: z.number().int().min(0).optional(),
});

/** BFD hop count 1-255; 1 for a direct fibre. */
export const PeerBfd = z.object({ enabled: z.boolean(), hops: z.number().int().min(1).max(255).optional() });

/** The far end of a session. Address and BFD live here; key, ASNs and route limit live on the group. */
export const BgpPeer = z.object({
  key: Key,
  address: AddressText.optional(),
  status: ProvisioningStatus.optional(),
  bfd: PeerBfd.optional(),
  observed: ObservedSession.optional(),
});
export type BgpPeer = z.infer<typeof BgpPeer>;

/**
 * Shared settings of a VBR's sessions. `routeLimit` is per peer. `authKey` is a reference;
 * `authKeyFingerprint` a keyed digest of what the source returned, so that both ends can be compared without the key.
 */
export const BgpGroup = z.object({
  key: Key,
  name: z.string().max(256).optional(),
  description: z.string().max(256).optional(),
  localAsn: Asn.optional(),
  peerAsn: Asn.optional(),
  ipVersion: z.enum(['ipv4', 'ipv6']).optional(),
  isFakeAsn: z.boolean().optional(),
  authKey: SecretRef.optional(),
  authKeyFingerprint: z.string().max(128).optional(),
  routeLimit: z.number().int().min(0).optional(),
  holdTimeSeconds: z.number().int().min(0).optional(),
  keepaliveSeconds: z.number().int().min(0).optional(),
  status: ProvisioningStatus.optional(),
  peers: z.array(BgpPeer).optional(),
});
export type BgpGroup = z.infer<typeof BgpGroup>;

/** Routes taken per peer unless raised (Express Connect, CreateBgpGroup, RouteQuota): what comes beyond them is dropped. */
export const ROUTES_PER_PEER = 110;

/** How many routes each session of a group takes: what its source says, else what every group begins with. */
export function routeLimitOf({ routeLimit }: Pick<BgpGroup, 'routeLimit'>): number {
  return routeLimit ?? ROUTES_PER_PEER;
}

/** The family of the addresses a group's sessions run between, and of the routes they carry: IPv4 where nothing is said. */
export function groupFamily({ ipVersion }: BgpGroup): Family {
  return ipVersion === 'ipv6' ? 6 : 4;
}

/** A VPC or vSwitch range that a VBR announces to the data centre. Identity is the pair VBR and prefix. */
export const BgpNetwork = z.object({ prefix: PrefixText, vpc: Key.optional(), status: ProvisioningStatus.optional() });
export type BgpNetwork = z.infer<typeof BgpNetwork>;
