import type { SessionState } from '@/domain/estate/bgp';
import type { Gateway, ObservedGatewayPeer } from '@/domain/estate/gateway';
import { evidenceOf, type EstateIndex } from '../estate-index';

/** `idle` and its like are down; a session nobody reported on, or in a state nobody knows, is unknown. */
export type SessionHealth = 'established' | 'down' | 'unknown';

export function healthOf(state: SessionState | undefined): SessionHealth {
  if (state === undefined || state === 'unknown') return 'unknown';
  return state === 'established' ? 'established' : 'down';
}

/** The sessions that a gateway was seen to have; undefined where nobody has looked lately, or not to the end of the list. */
export function seenPeers(index: EstateIndex, { key, observed }: Gateway): readonly ObservedGatewayPeer[] | undefined {
  return evidenceOf(index, 'gateway-peer', key).kind === 'stale' ? undefined : observed?.peers;
}

const WORTH: readonly SessionHealth[] = ['established', 'unknown', 'down'];

/** The best of a gateway's sessions with whoever has these addresses, as it shows them; null: it has none with them. */
export function seenSession(
  index: EstateIndex,
  gateway: Gateway,
  addresses: readonly (string | null | undefined)[],
): ObservedGatewayPeer | null | undefined {
  const own = seenPeers(index, gateway)?.filter(({ address }) => addresses.includes(address));
  if (!own || own.length < 2) return own && (own[0] ?? null);
  return [...own].sort((a, b) => worthOf(a) - worthOf(b))[0];
}

function worthOf({ sessionState }: ObservedGatewayPeer): number {
  return WORTH.indexOf(healthOf(sessionState));
}

/** RFC 8212: an external session without a policy is up, and lets nothing through that way. */
export function lacksPolicy(seen: ObservedGatewayPeer | null | undefined, direction: 'in' | 'out'): boolean {
  return seen?.missingPolicy === direction || seen?.missingPolicy === 'both';
}
