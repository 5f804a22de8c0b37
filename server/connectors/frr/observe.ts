import { z } from 'zod';
import {
  type GatewayPath,
  type GatewayRoute,
  ObservedGateway,
  type ObservedGatewayPeer,
} from '@/domain/estate/gateway';
import {
  gatewayPathKey,
  gatewayPeerKey,
  gatewayRouteKey,
  KINDS_OF,
  type ObservedResource,
} from '@/domain/estate/resource';
import { parseAddress, type Address } from '@/domain/net/address';
import { GatewayPart, observationOf, readPart } from '../gateway-part';
import { plainText } from '../plain-text';
import type { Observation } from '../types';
import type { Ask } from './ask';
import { COMMANDS, sessionCommand } from './commands';
import { toConnectorError } from './errors';
import { toGatewayPeer } from './peers';
import { acceptedRow, bgpRows, ipRows, Kernel, sessionRow } from './routes';
import { AdvertisedRoutes, BgpTable, IpRoutes, ReceivedRoutes, Summary } from './schema';

export type Bounds = { paths: number };
type SummaryOf = z.infer<typeof Summary>;

/** Everything one gateway shows; each part fails alone. `version` is what `show version` prints. */
export async function observe(
  ask: Ask,
  version: () => Promise<string>,
  gateway: string,
  { paths: most }: Bounds,
): Promise<Omit<Observation, 'requests'>> {
  const summary = await ask(COMMANDS.summary, Summary).catch((thrown: unknown) =>
    toConnectorError(thrown, COMMANDS.summary),
  );
  if (summary instanceof Error)
    return observationOf(
      gateway,
      KINDS_OF.frr.map((kind) => GatewayPart.failed(kind, summary)),
    );
  const failing = (command: string) => (thrown: unknown) => toConnectorError(thrown, command);
  const own = await readPart('gateway', 1, failing(COMMANDS.version), async (part) => {
    readOwn(part, gateway, summary, await version());
  });
  const peers = await readPart('gateway-peer', most, failing(COMMANDS.neighbors), (part) =>
    readPeers(part, ask, gateway, summary),
  );
  const routes = await readPart('gateway-route', most, failing(COMMANDS.bgpTable), (part) =>
    readRoutes(part, ask, gateway),
  );
  // Whose tables to ask for is not known without the peers.
  const paths = peers.error
    ? GatewayPart.failed('gateway-path', peers.error)
    : await readPart('gateway-path', most, failing('show bgp ipv4 unicast neighbors'), (part) =>
        readSessions(part, ask, gateway, upIn(peers)),
      );
  return observationOf(gateway, [own, peers, routes, paths]);
}

function readOwn(part: GatewayPart, gateway: string, { ipv4Unicast: bgp }: SummaryOf, version: string): void {
  const [, release] = /FRRouting (\S{1,32})/.exec(version) ?? [];
  const attributes = ObservedGateway.parse({
    ...(bgp?.as ? { asn: bgp.as } : {}),
    ...(bgp?.routerId === undefined ? {} : { routerId: bgp.routerId }),
    software: plainText(release === undefined ? 'FRR' : `FRR ${release}`),
  });
  part.keep({ kind: 'gateway', key: gateway, attributes: { ...attributes, key: gateway } });
}

/** No peers, or no BGP at all, is an empty object without a word. */
async function readPeers(part: GatewayPart, ask: Ask, gateway: string, { ipv4Unicast: bgp }: SummaryOf): Promise<void> {
  const neighbors = await ask(COMMANDS.neighbors, z.record(z.string(), z.unknown()));
  for (const [address, summary] of Object.entries(bgp?.peers ?? {})) {
    take(part, address, () => {
      const peer = toGatewayPeer(address, summary, neighbors[address]);
      return [{ kind: 'gateway-peer', key: gatewayPeerKey(gateway, peer.address), attributes: { ...peer, gateway } }];
    });
  }
}

function upIn(peers: GatewayPart): readonly ObservedGatewayPeer[] {
  const all = peers.resources.flatMap((each) => (each.kind === 'gateway-peer' ? [each.attributes] : []));
  return all.filter((peer) => peer.sessionState === 'established');
}

async function readRoutes(part: GatewayPart, ask: Ask, gateway: string): Promise<void> {
  const toResource = (route: GatewayRoute): ObservedResource => {
    return { kind: 'gateway-route', key: gatewayRouteKey(gateway, route), attributes: { ...route, gateway } };
  };
  const machine = await ask(COMMANDS.ipRoutes, IpRoutes);
  const { routes = {} } = await ask(COMMANDS.bgpTable, BgpTable);
  const kernel = new Kernel();
  takeEach(part, machine, (prefix, entry) => {
    kernel.add(prefix, entry);
    return ipRows(prefix, entry).map(toResource);
  });
  takeEach(part, routes, (prefix, path) => bgpRows(prefix, path, kernel).map(toResource));
}

async function readSessions(
  part: GatewayPart,
  ask: Ask,
  gateway: string,
  peers: readonly ObservedGatewayPeer[],
): Promise<void> {
  const toResource = (path: GatewayPath): ObservedResource => {
    return { kind: 'gateway-path', key: gatewayPathKey(gateway, path), attributes: { ...path, gateway } };
  };
  for (const { address } of peers) {
    const peer = parseAddress(address);
    await readIncoming(part, ask, peer, toResource);
    const { advertisedRoutes } = await ask(sessionCommand(peer, 'advertised-routes'), AdvertisedRoutes);
    takeEach(part, advertisedRoutes, (prefix, row) => [toResource(sessionRow(peer, 'advertised', prefix, row))]);
  }
}

/** FRR keeps no copy from before the filters unless it is told to. */
const NotKept = z.object({ warning: z.string().regex(/soft reconfiguration/i) });

async function readIncoming(
  part: GatewayPart,
  ask: Ask,
  peer: Address,
  toResource: (path: GatewayPath) => ObservedResource,
): Promise<void> {
  const received = await ask(sessionCommand(peer, 'received-routes'), z.union([ReceivedRoutes, NotKept]));
  if ('receivedRoutes' in received)
    return takeEach(part, received.receivedRoutes, (prefix, row) => [
      toResource(sessionRow(peer, 'received', prefix, row)),
    ]);
  const { routes = {} } = await ask(sessionCommand(peer, 'routes'), BgpTable);
  takeEach(part, routes, (prefix, path) => [toResource(acceptedRow(peer, prefix, path))]);
}

/** The rows of a table by prefix, where each prefix has one or several. */
function takeEach(
  part: GatewayPart,
  table: Readonly<Record<string, unknown>>,
  read: (prefix: string, row: unknown) => readonly ObservedResource[],
): void {
  for (const [prefix, rows] of Object.entries(table))
    for (const row of Array.isArray(rows) ? (rows as unknown[]) : [rows]) take(part, prefix, () => read(prefix, row));
}

function take(part: GatewayPart, name: string, read: () => readonly ObservedResource[]): void {
  part.count();
  try {
    for (const row of read()) part.keep(row, row.kind === 'gateway-route' && row.attributes.best);
  } catch {
    // A reader throws for one reason only: the row is none.
    part.skip(name, 'row-not-understood');
  }
}
