import { gatewaysOfSite, type EstateIndex } from '../estate-index';
import { acrossLan } from '../flannel';
import { gatewaysFor } from '../gateway/gateway-neighbours';
import type { Location } from '../location';
import { partOf, withAssumption, withHop, type Ending, type Move, type Packet } from '../packet';
import { leave } from './security-group';
import { rangeOfVSwitch, tableOf } from './step-vpc';
import type { HopPlace, Reason } from '../verdict';

/** The first moves of traffic from one place. */
export function departure(index: EstateIndex, packet: Packet, from: Location, to: Location): readonly Move[] {
  if (from.lan !== undefined && from.lan === to.lan) return amongNeighbours(index, packet, from, to, from.lan);
  if (from.side === 'cloud' && from.expected) return departCloud(index, packet, from, from.expected.key);
  if (from.side === 'edge' && from.expected) return departEdge(index, packet, from, from.expected.key);
  return [
    {
      packet,
      end: { kind: 'unknown', reason: { code: 'source-not-placed', params: { prefix: from.prefixes.join(', ') } } },
    },
  ];
}

/** Neighbours of a LAN reach each other without a router; to pods of it only nodes of their cluster do. */
function amongNeighbours(
  index: EstateIndex,
  packet: Packet,
  from: Location,
  to: Location,
  lan: string,
): readonly Move[] {
  const { direct, routed } = acrossLan(index, packet, from, to);
  const site = from.expected?.key ?? index.lans.get(lan)?.site.key ?? '';
  return [
    ...direct.map(({ source, destination }) => withinLan(partOf(packet, source, destination), from, lan)),
    ...routed.flatMap(({ source, destination }) => departEdge(index, partOf(packet, source, destination), from, site)),
  ];
}

/** By what nothing reads. */
function withinLan(packet: Packet, from: Location, lan: string): Move {
  const places: HopPlace[] = [
    ...(from.place ? [from.place] : []),
    { kind: 'lan', key: lan },
    ...(packet.journey.toward ? [packet.journey.toward] : []),
  ];
  const assumed = withAssumption(packet, { code: 'same-lan-not-checked', params: { lan } });
  const at = packet.journey.expected;
  const end: Ending = packet.doubt ? { kind: 'unknown', reason: packet.doubt } : { kind: 'reachable' };
  return { packet: places.reduce(passing, assumed), end: at ? { ...end, at } : end };
}

function passing(packet: Packet, place: HopPlace): Packet {
  return withHop(packet, { place, status: 'assumed' });
}

/** Each vSwitch sends by its own table. */
function departCloud(index: EstateIndex, packet: Packet, from: Location, key: string): readonly Move[] {
  const start = from.place ? withHop(packet, { place: from.place, status: 'passes' }) : packet;
  const vpc = index.vpcs.get(key);
  if (!vpc?.vSwitches) return [{ packet: start, next: { at: 'vpc', vpc: key, table: null } }];
  const moves = vpc.vSwitches.flatMap((vSwitch): readonly Move[] => {
    const source = packet.source.intersect(rangeOfVSwitch(vSwitch));
    if (source.isEmpty()) return [];
    const table = tableOf(vpc, vSwitch.key)?.key ?? null;
    return leave(index, partOf(start, source, start.destination), vpc, vSwitch).map((each) =>
      each.denied
        ? {
            packet: withHop(each.packet, { place: { kind: 'v-switch', key: vSwitch.key }, status: 'stops' }),
            end: each.denied,
          }
        : { packet: each.packet, next: { at: 'vpc', vpc: key, table } },
    );
  });
  if (moves.length > 0) return moves;
  return [
    {
      packet: start,
      end: { kind: 'unknown', reason: { code: 'source-not-placed', params: { prefix: from.prefixes.join(', ') } } },
    },
  ];
}

/** Edge nodes are not read: they are assumed to send everything beyond their LAN to its gateway. */
function departEdge(index: EstateIndex, packet: Packet, from: Location, site: string): readonly Move[] {
  const lan: HopPlace | undefined = from.lan === undefined ? undefined : { kind: 'lan', key: from.lan };
  const started = [...(from.place ? [from.place] : []), ...(lan ? [lan] : [])].reduce(passing, packet);
  const gateways = gatewaysFor(index, site, from.lan);
  if (gateways.length === 0) {
    const isElsewhere = from.lan !== undefined && gatewaysOfSite(index, site).length > 0;
    const reason: Reason = isElsewhere
      ? { code: 'lan-gateway-not-declared', params: { site, lan: from.lan ?? '' } }
      : { code: 'gateway-not-declared', params: { site } };
    return [{ packet: started, end: { kind: 'unknown', reason, owner: 'idc' } }];
  }
  return gateways.map((gateway) => {
    const params = { from: from.place?.key ?? site, gateway: gateway.key };
    const sent = withAssumption(started, { code: 'node-sends-to-lan-gateway', params });
    return { packet: sent, next: { at: 'gateway', key: gateway.key } };
  });
}
