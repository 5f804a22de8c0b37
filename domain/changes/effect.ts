import { z } from 'zod';
import { PeerBfd } from '@/domain/estate/bgp';
import { AddressText, Key, PrefixText } from '@/domain/estate/primitives';
import { NextHop } from '@/domain/estate/routes';

/** The router whose table is written: route mutations are single-flight per VPC and per VBR. */
export const RouterRef = z.object({ kind: z.enum(['vpc', 'vbr']), key: Key });
export type RouterRef = z.infer<typeof RouterRef>;

const routeEntry = { router: RouterRef, routeTable: Key, prefix: PrefixText, nextHop: NextHop };
const bgpPeer = { vbr: Key, group: Key, address: AddressText, bfd: PeerBfd.optional() };

/**
 * One write to the outside world, stated as what is to be true afterwards. Every effect can be looked up in the source
 * ("is it so?") and has an inverse made of the same words.
 */
export const Effect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('create-route-entry'), ...routeEntry }),
  z.object({ kind: z.literal('delete-route-entry'), ...routeEntry }),
  z.object({ kind: z.literal('create-bgp-peer'), ...bgpPeer }),
  z.object({ kind: z.literal('delete-bgp-peer'), ...bgpPeer }),
]);
export type Effect = z.infer<typeof Effect>;
export type EffectKind = Effect['kind'];

/** What the source says of an effect. `contradicted`: something else stands in its place; nobody may guess on. */
export const EFFECT_STATES = ['not-applied', 'in-progress', 'applied', 'contradicted'] as const;
export type EffectStateKind = (typeof EFFECT_STATES)[number];

const INVERSE = {
  'create-route-entry': 'delete-route-entry',
  'delete-route-entry': 'create-route-entry',
  'create-bgp-peer': 'delete-bgp-peer',
  'delete-bgp-peer': 'create-bgp-peer',
} as const satisfies Record<EffectKind, EffectKind>;

/** The effect that undoes this one. Its own inverse is the effect itself. */
export function inverseOf(effect: Effect): Effect {
  return { ...effect, kind: INVERSE[effect.kind] } as Effect;
}

/** The router that an operation or a step writes to. BGP objects belong to their VBR. */
export function routerOf(written: { router: RouterRef } | { vbr: string }): RouterRef {
  return 'router' in written ? written.router : { kind: 'vbr', key: written.vbr };
}

/** Name of the lane that must be held to write to a router. */
export function laneOf(router: RouterRef): string {
  return `router:${router.kind}:${router.key}`;
}

/** The router behind a lane's name. */
export function routerOfLane(lane: string): RouterRef {
  const [, kind, ...key] = lane.split(':');
  return RouterRef.parse({ kind, key: key.join(':') });
}
