import type { Gateway, ObservedGateway } from '@/domain/estate/gateway';
import { parseAddress } from '@/domain/net/address';
import { prefixFamily } from '@/domain/net/prefix';
import type { GatewayWorldPath } from '@/lab/world/gateway';
import { type GatewaySession, gatewaySessions, gatewayTable } from '@/lab/world/gateway-sessions';
import type { WorldState } from '@/lab/world/state';

/** What GoBGP can show of a gateway of this world, said without its wire: what a reader of it must come to. */
export function observedGateway(
  state: WorldState,
  gateway: Gateway,
  now: number,
  fingerprint: (key: string) => string,
): ObservedGateway {
  const sessions = gatewaySessions(state, gateway, now);
  const table = gatewayTable(state, gateway, now).filter(({ prefix }) => prefixFamily(prefix) === 4);
  return {
    asn: gateway.asn,
    ...(gateway.routerId === undefined ? {} : { routerId: gateway.routerId }),
    software: 'GoBGP 3.x',
    peers: sessions.map((session) => peerOf(gateway, session, fingerprint)),
    routes: table.map(({ best, ...path }) => ({ ...pathOf(path), ...fromOf(path), best })),
    paths: sessions.flatMap(({ peer, received, sent }) => {
      const of = (direction: 'received' | 'advertised') => (path: GatewayWorldPath) => {
        return { peer: parseAddress(peer.address), direction, ...pathOf(path) };
      };
      return [...received.map(of('received')), ...sent.map(of('advertised'))];
    }),
  };
}

function peerOf(gateway: Gateway, session: GatewaySession, fingerprint: (key: string) => string) {
  const { peer, received, accepted, sent } = session;
  const isUp = session.state === 'ESTABLISHED';
  return {
    address: parseAddress(peer.address),
    peerAsn: peer.peerAsn,
    localAsn: gateway.asn,
    sessionState: ({ IDLE: 'idle', ACTIVE: 'active', ESTABLISHED: 'established' } as const)[session.state],
    ...(isUp
      ? { receivedRoutes: received.length, acceptedRoutes: accepted.length, advertisedRoutes: sent.length }
      : {}),
    adminDown: peer.adminDown,
    hasAuthKey: peer.key !== '',
    ...(peer.key === '' ? {} : { authKeyFingerprint: fingerprint(peer.key) }),
  };
}

function pathOf({ prefix, nextHop, asPath, localPreference, med }: GatewayWorldPath) {
  return {
    prefix,
    ...(nextHop === undefined ? {} : { nextHop: parseAddress(nextHop) }),
    asPath: [...asPath],
    ...(localPreference === undefined ? {} : { localPreference }),
    ...(med === undefined ? {} : { med }),
  };
}

function fromOf({ peer }: GatewayWorldPath) {
  return peer === undefined ? { source: 'local' as const } : { source: 'bgp' as const, peer: parseAddress(peer) };
}
