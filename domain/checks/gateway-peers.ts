import type { ObservedGatewayPeer } from '@/domain/estate/gateway';
import { evidenceOf } from '@/domain/routing/estate-index';
import type { Finding } from './finding';
import type { StandingCheck } from './standing';

type Rule = Pick<Finding, 'code' | 'kind' | 'severity'> & { holds: (peer: ObservedGatewayPeer) => boolean };

/** A rule about what gateways say of their own sessions: one finding for a gateway, with the first session and how many there are. */
export function ofGatewayPeers({ holds, ...rule }: Rule): StandingCheck {
  return ({ index }) =>
    [...index.gateways.values()].flatMap(({ key, observed }): readonly Finding[] => {
      if (evidenceOf(index, 'gateway-peer', key).kind === 'stale') return [];
      const peers = (observed?.peers ?? []).filter(holds);
      const first = peers[0];
      if (!first) return [];
      const params = { gateway: key, address: first.address, count: peers.length };
      return [{ ...rule, owner: 'idc', subject: { kind: 'gateway', key }, params, flows: [] }];
    });
}
