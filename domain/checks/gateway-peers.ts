import type { Gateway, ObservedGatewayPeer } from '@/domain/estate/gateway';
import { sessionsToward } from '@/domain/routing/bgp/trail';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import { healthBetween, localOf } from '@/domain/routing/sessions/bgp-session';
import { vbrsOf } from '@/domain/routing/sessions/link';
import type { Finding } from './finding';
import type { StandingCheck } from './standing';

type Rule = Pick<Finding, 'code' | 'kind' | 'severity'> & { holds: (peer: ObservedGatewayPeer) => boolean };

/**
 * A rule about what gateways say of their own sessions: one finding for a gateway, with the first session and how many there are. Of one
 * with a VBR that is down the finding of the session says it.
 */
export function ofGatewayPeers({ holds, ...rule }: Rule): StandingCheck {
  return ({ index }) =>
    [...index.gateways.values()].flatMap((gateway): readonly Finding[] => {
      const { key, observed } = gateway;
      if (evidenceOf(index, 'gateway-peer', key).kind === 'stale') return [];
      const held = (observed?.peers ?? []).filter(holds);
      if (held.length === 0) return [];
      const told = addressesTold(index, gateway);
      const peers = held.filter(({ address }) => !told.has(address));
      const first = peers[0];
      if (!first) return [];
      const params = { gateway: key, address: first.address, count: peers.length };
      return [{ ...rule, owner: 'idc', subject: { kind: 'gateway', key }, params, flows: [] }];
    });
}

/** The cloud's ends of the sessions of a gateway that are down, and that are said to be. */
function addressesTold(index: EstateIndex, gateway: Gateway): ReadonlySet<string | null> {
  const read = vbrsOf(index, gateway).filter(({ key }) => evidenceOf(index, 'bgp-peer', key).kind !== 'stale');
  const down = read
    .flatMap((vbr) => sessionsToward(index, gateway, vbr))
    .filter((session) => healthBetween(index, session, gateway) === 'down');
  return new Set(down.map(localOf));
}
