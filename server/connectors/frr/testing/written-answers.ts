import type { GatewayPath, GatewayRoute, ObservedGateway, ObservedGatewayPeer } from '@/domain/estate/gateway';
import { COMMANDS, sessionCommand } from '../commands';
import { parseAddress } from '@/domain/net/address';

/** What vtysh prints, by command. */
export type Answers = Readonly<Record<string, string>>;

/** What a gateway that is so would print: the JSON of FRR 8.4, as far as it is read. */
export function answersOf({
  asn,
  routerId,
  software = '',
  peers = [],
  routes = [],
  paths = [],
}: ObservedGateway): Answers {
  const ipv4Unicast = { routerId, as: asn, peers: byAddress(peers, summaryOf) };
  const own = routes.filter(({ source }) => source !== 'bgp');
  const learnt = routes.filter(({ source }) => source === 'bgp');
  const inKernel = [...own, ...learnt.filter(({ installed }) => installed)];
  return {
    [COMMANDS.version]: `${software.replace(/^FRR /, 'FRRouting ')} (gateway) on Linux.\n`,
    [COMMANDS.summary]: JSON.stringify({ ipv4Unicast }),
    [COMMANDS.neighbors]: JSON.stringify(byAddress(peers, neighborOf)),
    [COMMANDS.bgpTable]: JSON.stringify({ routes: byPrefix(learnt, bgpPathOf) }),
    [COMMANDS.ipRoutes]: JSON.stringify(byPrefix(inKernel, ipRouteOf)),
    ...Object.assign({}, ...peers.map(({ address }) => sessionAnswers(address, paths))),
  };
}

function byAddress(peers: readonly ObservedGatewayPeer[], write: (peer: ObservedGatewayPeer) => object): object {
  return Object.fromEntries(peers.map((peer) => [peer.address, write(peer)]));
}

function byPrefix<T extends { prefix: string }>(rows: readonly T[], write: (row: T) => object): object {
  const prefixes = [...new Set(rows.map(({ prefix }) => prefix))];
  return Object.fromEntries(prefixes.map((prefix) => [prefix, rows.filter((row) => row.prefix === prefix).map(write)]));
}

const STATES: Partial<Record<ObservedGatewayPeer['sessionState'], string>> = {
  idle: 'Idle',
  connect: 'Connect',
  active: 'Active',
  opensent: 'OpenSent',
  openconfirm: 'OpenConfirm',
  established: 'Established',
};

function summaryOf(peer: ObservedGatewayPeer): object {
  const { peerAsn, localAsn, sessionState, acceptedRoutes, advertisedRoutes, adminDown, routeLimitExceeded } = peer;
  const why = adminDown ? ' (Admin)' : routeLimitExceeded ? ' (PfxCt)' : '';
  return {
    ...{ remoteAs: peerAsn, localAs: localAsn, state: `${STATES[sessionState] ?? 'Clearing'}${why}` },
    ...{ pfxRcd: acceptedRoutes, pfxSnt: advertisedRoutes },
  };
}

function neighborOf({ adminDown, hasAuthKey, missingPolicy, bfd, drops, description }: ObservedGatewayPeer): object {
  const discarded = (direction: string) => `${direction} updates discarded due to missing policy`;
  return {
    ...(adminDown ? { adminShutDown: true } : {}),
    ...(hasAuthKey ? { authenticationEnabled: 1 } : {}),
    ...(bfd === 'off' ? {} : { peerBfdInfo: { status: bfd === 'up' ? 'Up' : bfd === 'down' ? 'Down' : 'Unknown' } }),
    ...{ connectionsDropped: drops, nbrDesc: description },
    addressFamilyInfo: {
      ipv4Unicast: {
        ...(missingPolicy === 'in' || missingPolicy === 'both'
          ? { inboundEbgpRequiresPolicy: discarded('Inbound') }
          : {}),
        ...(missingPolicy === 'out' || missingPolicy === 'both'
          ? { outboundEbgpRequiresPolicy: discarded('Outbound') }
          : {}),
      },
    },
  };
}

function bgpPathOf({ peer, asPath = [], best, nextHop }: GatewayRoute): object {
  return {
    ...(best ? { bestpath: true } : {}),
    ...{ valid: true, peerId: peer, path: asPath.join(' ') },
    nexthops: [{ ip: nextHop ?? '0.0.0.0', used: true }],
  };
}

function ipRouteOf({ source, best, installed, discard, nextHop }: GatewayRoute): object {
  return {
    ...{ protocol: source, selected: best || undefined, installed: installed || undefined },
    nexthops: [{ ip: nextHop, fib: installed || undefined, ...(discard ? { blackhole: true } : {}) }],
  };
}

function sessionAnswers(peer: string, paths: readonly GatewayPath[]): Answers {
  const own = (direction: GatewayPath['direction']) =>
    paths.filter((path) => path.peer === peer && path.direction === direction);
  const rows = (of: readonly GatewayPath[]) =>
    Object.fromEntries(
      of.map((row) => [
        row.prefix,
        { network: row.prefix, nextHop: row.nextHop ?? '0.0.0.0', path: (row.asPath ?? []).join(' ') },
      ]),
    );
  const accepted = own('accepted');
  const address = parseAddress(peer);
  return {
    [sessionCommand(address, 'received-routes')]: JSON.stringify(
      accepted.length > 0
        ? { warning: 'Inbound soft reconfiguration not enabled' }
        : { receivedRoutes: rows(own('received')) },
    ),
    [sessionCommand(address, 'routes')]: JSON.stringify({
      routes: byPrefix(accepted, ({ nextHop, asPath = [] }) => ({
        path: asPath.join(' '),
        nexthops: [{ ip: nextHop }],
      })),
    }),
    [sessionCommand(address, 'advertised-routes')]: JSON.stringify({ advertisedRoutes: rows(own('advertised')) }),
  };
}
