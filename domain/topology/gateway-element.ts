import type { Gateway, ObservedGateway, ObservedGatewayPeer } from '@/domain/estate/gateway';
import { gatewayOfSession, sessionsOf } from '@/domain/routing/sessions/bgp-session';
import { hindranceOf } from '@/domain/routing/hindrance';
import { sessionStatus } from './cloud-elements';
import type { BuildContext, Element } from './elements';
import { code, nodeId, text, titled, type CardRow, type GraphStatus } from './graph';
import { gatewayRouteRows } from './route-rows';
import { findingsOn, fromFindings, isStale, worst } from './status';

/** So many neighbours are written out in a card. */
const PEERS_SHOWN = 6;

/** How the sessions with each gateway look from the VBRs. */
export function sessionsByGateway(context: BuildContext): ReadonlyMap<string, readonly GraphStatus[]> {
  const statuses = new Map<string, GraphStatus[]>();
  for (const session of [...context.index.vbrs.values()].flatMap(sessionsOf)) {
    const gateway = gatewayOfSession(context.index, session);
    if (!gateway) continue;
    statuses.set(gateway.key, [...(statuses.get(gateway.key) ?? []), sessionStatus(context, session)]);
  }
  return statuses;
}

/** A gateway as it is seen; where no source reads it, as it is declared and as its sessions look from the VBR. */
export function gatewayElement(context: BuildContext, gateway: Gateway, sessions: readonly GraphStatus[]): Element {
  const { observed } = gateway;
  const findings = findingsOn(context, 'gateway', [gateway.key]);
  const stale =
    observed !== undefined &&
    isStale(
      context,
      (['gateway', 'gateway-peer', 'gateway-route'] as const).map((kind) => ({ kind, within: gateway.key })),
    );
  const own = observed?.peers?.map(peerStatus) ?? [];
  return {
    id: nodeId('gateway', gateway.key),
    kind: 'gateway',
    key: gateway.key,
    column: 'gateway',
    parent: nodeId('site', gateway.site),
    title: gateway.title ? titled(gateway.title, gateway.key) : text(gateway.key),
    sub: code('as-driver', { asn: observed?.asn ?? gateway.asn, driver: gateway.driver }),
    status: stale ? 'unknown' : worst([...sessions, ...own, ...(findings.length > 0 ? [fromFindings(findings)] : [])]),
    rows: observed ? observedRows(context, observed, stale) : declaredRows(context, gateway),
    collapsible: true,
    search: [
      ...gateway.interfaces.map((each) => each.address.split('/')[0] ?? ''),
      ...(observed?.routes ?? []).flatMap((each) => [each.prefix, each.nextHop ?? '']),
      ...(observed?.peers ?? []).map((each) => each.address),
    ],
    findings,
  };
}

/** A neighbour shut down on purpose is a warning: somebody meant it. So is one that is up and has no policy: nothing passes. */
export function peerStatus({ sessionState, adminDown, missingPolicy }: ObservedGatewayPeer): GraphStatus {
  if (adminDown) return 'warning';
  if (sessionState === 'established') return missingPolicy ? 'warning' : 'healthy';
  return sessionState === 'unknown' ? 'unknown' : 'broken';
}

function observedRows({ layers }: BuildContext, observed: ObservedGateway, stale: boolean): readonly CardRow[] {
  const peers = [...(observed.peers ?? [])].sort((a, b) => (a.address < b.address ? -1 : 1));
  return [
    ...(layers.has('routes') && observed.routes ? gatewayRouteRows(observed.routes, stale) : []),
    ...(layers.has('bgp') && peers.length > 0
      ? [
          { kind: 'section' as const, id: 'peers', lead: code('peers-seen', { count: peers.length }) },
          ...peers.slice(0, PEERS_SHOWN).map((each): CardRow => ({
            kind: 'fact',
            id: `peer ${each.address}`,
            lead: text(each.address),
            ...peerTrail(each),
            mark: stale ? 'unknown' : peerStatus(each),
          })),
        ]
      : []),
  ];
}

/** Why nothing passes says more than the number of the far end. */
function peerTrail(peer: ObservedGatewayPeer): { trail?: ReturnType<typeof code> } {
  const hindrance = hindranceOf(peer);
  if (hindrance !== null) return { trail: code(`held-${hindrance}`) };
  return peer.peerAsn === undefined ? {} : { trail: code('as', { asn: peer.peerAsn }) };
}

function declaredRows({ layers }: BuildContext, gateway: Gateway): readonly CardRow[] {
  const routes = [...(gateway.staticRoutes ?? [])]
    .sort((a, b) => (a.prefix < b.prefix ? -1 : 1))
    .slice(0, PEERS_SHOWN)
    .map((each): CardRow => ({
      kind: 'route',
      id: `static ${each.prefix}`,
      prefix: each.prefix,
      nextHop: text('nextHop' in each ? each.nextHop : 'Null0'),
      note: code('route-type-other', { type: 'static' }),
    }));
  const aggregates = (gateway.aggregates ?? []).slice(0, PEERS_SHOWN).map((each): CardRow => ({
    kind: 'fact',
    id: `aggregate ${each.prefix}`,
    lead: text(each.prefix),
    trail: code('aggregates'),
  }));
  const peers = [...(gateway.bgpPeers ?? [])].sort((a, b) => (a.address < b.address ? -1 : 1));
  return [
    { kind: 'section', id: 'declared', lead: code('declared-only') },
    ...(layers.has('routes') ? [...routes, ...aggregates] : []),
    ...(layers.has('bgp') && peers.length > 0
      ? [
          { kind: 'section' as const, id: 'peers', lead: code('declared-peers', { count: peers.length }) },
          ...peers.slice(0, PEERS_SHOWN).map((each): CardRow => ({
            kind: 'fact',
            id: `peer ${each.address}`,
            lead: text(each.address),
            trail: code('as', { asn: each.peerAsn }),
          })),
        ]
      : []),
  ];
}
