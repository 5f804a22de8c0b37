import { z } from 'zod';
import { Key, PrefixText } from './primitives';

/** Next-hop kinds of route entries: the API's names in kebab case; what the product does not know stays `other`. */
export const NextHopKind = z.enum([
  'router-interface',
  'transit-router-attachment',
  'ecr',
  'instance',
  'network-interface',
  'nat-gateway',
  'ipv4-gateway',
  'ipv6-gateway',
  'local',
  'service',
  'other',
]);
export type NextHopKind = z.infer<typeof NextHopKind>;

const TO_INTERNET: ReadonlySet<NextHopKind> = new Set(['nat-gateway', 'ipv4-gateway', 'ipv6-gateway']);

/** Whether a next hop leads to the Internet, and so never to a data centre's private ranges. */
export function leadsToInternet({ kind }: Pick<NextHop, 'kind'>): boolean {
  return TO_INTERNET.has(kind);
}

export const NextHop = z.object({ kind: NextHopKind, key: Key, weight: z.number().int().optional() });
export type NextHop = z.infer<typeof NextHop>;

/** `system` routes follow from the vSwitches and are never listed in an estate file. */
export const RouteType = z.enum(['custom', 'system', 'bgp', 'cen', 'ecr', 'unknown']);
export type RouteType = z.infer<typeof RouteType>;

/** Provisioning status. Modifying: unknown. Pending and deleting: does not forward. */
export const RouteStatus = z.enum(['pending', 'available', 'modifying', 'deleting', 'unknown']);
export type RouteStatus = z.infer<typeof RouteStatus>;

/** One row of a route table. `nextHops` has several members only for ECMP on VPC tables. */
export const RouteEntry = z.object({
  prefix: PrefixText,
  nextHop: NextHop.optional(),
  nextHops: z.array(NextHop).min(2).optional(),
  type: RouteType.default('custom'),
  status: RouteStatus.default('available'),
  description: z.string().max(256).optional(),
});
export type RouteEntry = z.infer<typeof RouteEntry>;

export function nextHopsOf(entry: Pick<RouteEntry, 'nextHop' | 'nextHops'>): readonly NextHop[] {
  return entry.nextHops ?? (entry.nextHop ? [entry.nextHop] : []);
}

/** `entries` left out is unknown; an empty list is a table known to be empty. `quota` counts custom entries. */
export const RouteTable = z.object({
  key: Key,
  name: z.string().max(256).optional(),
  kind: z.enum(['system', 'custom']).optional(),
  quota: z.number().int().positive().optional(),
  vSwitches: z.array(Key).optional(),
  entries: z.array(RouteEntry).optional(),
});
export type RouteTable = z.infer<typeof RouteTable>;
