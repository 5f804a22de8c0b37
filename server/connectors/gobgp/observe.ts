import { ObservedGateway, type ObservedGatewayPeer } from '@/domain/estate/gateway';
import {
  gatewayPathKey,
  gatewayPeerKey,
  gatewayRouteKey,
  KINDS_OF,
  type ObservedResource,
} from '@/domain/estate/resource';
import { GatewayPart, observationOf, readPart } from '../gateway-part';
import type { Observation } from '../types';
import type { Api, PathRequest } from './api';
import { toConnectorError } from './errors';
import { readDestination, type TablePath } from './paths';
import { readPeer, toGatewayPeer } from './peers';

export type Bounds = { paths: number; peers: number };
type Fingerprint = (secret: string) => string;

/** Everything one gateway shows; each part fails alone. */
export async function observe(
  open: () => Promise<Api>,
  { gateway, fingerprint }: { gateway: string; fingerprint: Fingerprint },
  bounds: Bounds,
): Promise<Omit<Observation, 'requests'>> {
  const opened = await open().catch((thrown: unknown) => toConnectorError(thrown, 'GetBgp'));
  if (opened instanceof Error)
    return observationOf(
      gateway,
      KINDS_OF.gobgp.map((kind) => GatewayPart.failed(kind, opened)),
    );
  const failing = (action: string) => (thrown: unknown) => toConnectorError(thrown, action);
  const own = await readPart('gateway', 1, failing('GetBgp'), (part) => readOwn(part, opened, gateway));
  const up: ObservedGatewayPeer[] = [];
  const peers = await readPart('gateway-peer', bounds.peers, failing('ListPeer'), async (part) => {
    up.push(
      ...(await readPeers(part, opened, gateway, fingerprint)).filter((peer) => peer.sessionState === 'established'),
    );
  });
  const routes = await readPart('gateway-route', bounds.paths, failing('ListPath'), (part) =>
    readRoutes(part, opened, gateway),
  );
  // Whose tables to ask for is not known without the peers.
  const paths = peers.error
    ? GatewayPart.failed('gateway-path', peers.error)
    : await readPart('gateway-path', bounds.paths, failing('ListPath'), (part) =>
        readSessions(part, opened, gateway, up),
      );
  return observationOf(gateway, [own, peers, routes, paths]);
}

function readOwn(part: GatewayPart, { global, dialect }: Api, gateway: string): void {
  const attributes = ObservedGateway.parse({
    asn: global.asn,
    ...(global.routerId === '' ? {} : { routerId: global.routerId }),
    software: `GoBGP ${dialect.generation}`,
  });
  part.keep({ kind: 'gateway', key: gateway, attributes: { ...attributes, key: gateway } });
}

async function readPeers(
  part: GatewayPart,
  api: Api,
  gateway: string,
  fingerprint: Fingerprint,
): Promise<ObservedGatewayPeer[]> {
  const found: ObservedGatewayPeer[] = [];
  await api.listPeers((message) => {
    part.count();
    const sealed = readPeer(message, fingerprint);
    const peer = toGatewayPeer(sealed, api.dialect);
    if (!peer.success) return part.skip(sealed.conf.neighbor_address, 'peer-not-understood');
    found.push(peer.data);
    const key = gatewayPeerKey(gateway, peer.data.address);
    part.keep({ kind: 'gateway-peer', key, attributes: { ...peer.data, gateway } });
  });
  return found;
}

function readRoutes(part: GatewayPart, api: Api, gateway: string): Promise<void> {
  return readTable(part, api, { table: 'global' }, (path) => {
    const attributes = { ...path, source: path.peer === undefined ? 'local' : 'bgp', gateway } as const;
    return { kind: 'gateway-route', key: gatewayRouteKey(gateway, attributes), attributes };
  });
}

/** What came in over each session that is up, and what goes out over it. */
async function readSessions(
  part: GatewayPart,
  api: Api,
  gateway: string,
  peers: readonly ObservedGatewayPeer[],
): Promise<void> {
  const tables = [
    ['adjIn', 'received'],
    ['adjOut', 'advertised'],
  ] as const;
  for (const { address: peer } of peers) {
    for (const [table, direction] of tables) {
      await readTable(part, api, { table, peer }, (path) => {
        const { prefix, nextHop, asPath, localPreference, med } = path;
        const attributes = {
          ...{ peer, direction, prefix, ...(nextHop === undefined ? {} : { nextHop }), asPath, gateway },
          ...(localPreference === undefined ? {} : { localPreference }),
          ...(med === undefined ? {} : { med }),
        };
        return { kind: 'gateway-path', key: gatewayPathKey(gateway, attributes), attributes };
      });
    }
  }
}

function readTable(
  part: GatewayPart,
  api: Api,
  request: PathRequest,
  toRow: (path: TablePath) => ObservedResource,
): Promise<void> {
  return api.listPaths(request, (message) => {
    for (const read of readDestination(message, api.dialect)) {
      part.count();
      if ('path' in read) part.keep(toRow(read.path), read.path.best);
      else part.skip(read.key, read.problem);
    }
  });
}
