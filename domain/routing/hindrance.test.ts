import { describe, expect, it } from 'vitest';
import { ObservedGatewayPeer } from '@/domain/estate/gateway';
import { peerStatus } from '@/domain/topology/gateway-element';
import { hindranceOf } from './hindrance';

const peer = (more: object) =>
  ObservedGatewayPeer.parse({ address: '169.254.10.1', sessionState: 'established', ...more });

describe('what keeps a session from carrying routes', () => {
  it.each([
    [{}, null, 'healthy'],
    [{ missingPolicy: 'in' }, 'policy-in', 'warning'],
    [{ missingPolicy: 'both', adminDown: true, sessionState: 'idle' }, 'shut', 'warning'],
    [{ routeLimitExceeded: true, sessionState: 'idle', missingPolicy: 'out' }, 'route-limit', 'broken'],
    [{ sessionState: 'unknown' }, null, 'unknown'],
  ] as const)('%o', (more, hindrance, status) => {
    expect([hindranceOf(peer(more)), peerStatus(peer(more))]).toEqual([hindrance, status]);
  });
});
