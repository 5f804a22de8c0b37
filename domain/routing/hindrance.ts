import type { ObservedGatewayPeer } from '@/domain/estate/gateway';

export type Hindrance = 'route-limit' | 'shut' | 'policy-in' | 'policy-out' | 'policy-both';

/** What keeps a session from carrying routes although both ends could speak, the gravest first; null: nothing that is known. */
export function hindranceOf({ routeLimitExceeded, adminDown, missingPolicy }: ObservedGatewayPeer): Hindrance | null {
  if (routeLimitExceeded) return 'route-limit';
  if (adminDown) return 'shut';
  return missingPolicy === undefined ? null : `policy-${missingPolicy}`;
}
