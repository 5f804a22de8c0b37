import type { Lab } from '@/lab/lab';
import { sessionView } from '@/lab/world/bgp';
import { gatewaySessions } from '@/lab/world/gateway-sessions';
import { allRoutes } from '@/lab/world/route-tables';

/** The world at a glance, without keys: every table with its rows, every peer with its session and what keeps it down. */
export function worldSummary({ world }: Lab): Record<string, unknown> {
  const { state, now } = world;
  return {
    scenario: state.scenario,
    estate: state.estate.metadata.name,
    scale: world.clock.scale,
    latency: world.latency,
    routeTables: state.tables.map((table) => ({
      routeTable: table.id,
      routerKind: table.routerKind,
      router: table.router,
      entries: allRoutes(state, table, now).map(({ id, prefix, type, status, nextHops }) => ({
        ...{ id, prefix, type, status },
        nextHops: nextHops.map((hop) => hop.id),
      })),
    })),
    peers: state.peers.map((peer) => {
      const { status, problem, learnt, advertised } = sessionView(state, peer, now);
      return {
        ...{ peer: peer.id, vbr: peer.vbr, group: peer.group, address: peer.address, status: peer.status },
        ...{ sessionState: status, problem, received: learnt, advertised },
      };
    }),
    gateways: state.estate.gateways.map((gateway) => ({
      gateway: gateway.key,
      peers: gatewaySessions(state, gateway, now).map((session) => ({
        ...{ address: session.peer.address, sessionState: session.state, adminDown: session.peer.adminDown },
        received: session.received.map(({ prefix }) => prefix),
        sent: session.sent.map(({ prefix }) => prefix),
      })),
    })),
    effects: countBy(state.effects.map((effect) => effect.action)),
  };
}

export function countBy(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
