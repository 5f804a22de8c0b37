import type { ObservedGatewayPeer } from '@/domain/estate/gateway';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from './finding';
import type { StandingCheck } from './standing';

type Rule = Pick<Finding, 'code' | 'kind' | 'severity'> & { holds: (peer: ObservedGatewayPeer) => boolean };

/** Lost so often, and for BFD the last time, a session is up by luck: timers, hops or an access list are wrong. */
const FLAPS = 3;

/**
 * What a gateway itself says of its sessions: taken down for too many routes and waiting for somebody to clear it (F10), up and
 * lost again and again because BFD goes down (F24), shut by an administrator (C04), up without a policy and therefore carrying
 * nothing (C05; RFC 8212).
 */
const RULES: readonly Rule[] = [
  {
    code: 'F10',
    kind: 'gateway-peer-over-limit',
    severity: 'error',
    holds: (peer) => peer.routeLimitExceeded === true && peer.sessionState !== 'established',
  },
  {
    code: 'F24',
    kind: 'bfd-flaps',
    severity: 'warning',
    holds: ({ sessionState, drops = 0, lastErrorCode }) =>
      sessionState === 'established' && lastErrorCode === 'bfd-down' && drops >= FLAPS,
  },
  { code: 'C04', kind: 'gateway-peer-shut', severity: 'warning', holds: (peer) => peer.adminDown === true },
  {
    code: 'C05',
    kind: 'gateway-policy-missing',
    severity: 'warning',
    holds: (peer) => peer.missingPolicy !== undefined && peer.sessionState === 'established',
  },
];

export const gatewayPeers: StandingCheck = ({ index }) =>
  [...index.gateways.values()].flatMap(({ key, observed }) => {
    if (evidenceOf(index, 'gateway-peer', key).kind === 'stale') return [];
    return RULES.flatMap(({ holds, ...rule }): readonly Finding[] => {
      const peers = (observed?.peers ?? []).filter(holds);
      const first = peers[0];
      if (!first) return [];
      const params = { gateway: key, address: first.address, count: peers.length };
      return [{ ...rule, owner: 'idc', subject: { kind: 'gateway', key }, params, flows: [] }];
    });
  });
