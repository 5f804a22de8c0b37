import type { RangeSet } from '@/domain/net/range-set';
import { cloudRange, edgePodRange } from '../estate-index';
import type { Match } from '../tables/fib';
import { deliver, idleEnding, stop, type Here } from './gateway-hop';
import { explainMissing, partsToExplain } from './gateway-learned';
import type { GatewayRow, GatewayTarget, Neighbour } from './gateway-row';
import { devicesOf, narrowedTo, withAssumption, type Ending, type Move, type Packet } from '../packet';

/** The row that was chosen for a part, and what the table says of it. */
type Chosen = { match: Match<GatewayTarget>; row: GatewayRow };

/** A packet as it came, and as it leaves by the row. */
type Passing = { packet: Packet; passed: Packet };

/** Back to where the packet was it would only turn in circles: what is missing here is told rather than that. */
export function toGateway(here: Here, chosen: Chosen, passing: Passing, key: string): readonly Move[] {
  const { packet, passed } = passing;
  const onward = (part: RangeSet): Move => ({ packet: narrowedTo(passed, part), next: { at: 'gateway', key } });
  const isBack = devicesOf(packet).some((each) => each.at === 'gateway' && each.key === key);
  if (!isBack) return [onward(packet.destination)];
  const { stops, rest } = missingHere(here, chosen, packet, packet.destination);
  return [...stops, ...rest.map(onward)];
}

/** By way of somebody in a LAN, as far as that is known to lead on. */
export function toNeighbour(here: Here, chosen: Chosen, passing: Passing, neighbour: Neighbour): readonly Move[] {
  const { packet, passed } = passing;
  const moves: Move[] = [];
  let left = packet.destination;
  for (const { range, into } of neighbour.reaches) {
    const part = left.intersect(range);
    if (part.isEmpty()) continue;
    moves.push(deliver(narrowedTo(passed, part), here.gateway, into));
    left = left.subtract(range);
  }
  if (left.isEmpty()) return moves;
  const { stops, rest } = missingHere(here, chosen, packet, left);
  return [...moves, ...stops, ...rest.flatMap((part) => beyond(here, chosen, passing, part, neighbour))];
}

/** A node sends what it has no route for to its LAN's gateways. What anybody else does with it nobody knows. */
function beyond(
  here: Here,
  { match, row }: Chosen,
  { packet, passed }: Passing,
  part: RangeSet,
  { address, exits }: Neighbour,
): readonly Move[] {
  if (exits.length > 0)
    return exits.map((key) => {
      const params = { from: address, gateway: key };
      const sent = withAssumption(narrowedTo(passed, part), { code: 'node-sends-to-lan-gateway', params });
      return { packet: sent, next: { at: 'gateway', key } };
    });
  const params = { gateway: here.gateway.key, prefix: row.prefix, nextHop: address };
  const end: Ending = { kind: 'unknown', reason: { code: 'next-hop-not-known', params }, owner: 'idc' };
  return [stop(here, narrowedTo(packet, part), match, end)];
}

/**
 * A row that is about nothing in particular, like a default route, catches what a missing row should have caught. Why that is
 * missing is said then, where it is known; of the `rest` nothing is.
 */
function missingHere(
  here: Here,
  { match, row }: Chosen,
  packet: Packet,
  destination: RangeSet,
): { stops: readonly Move[]; rest: readonly RangeSet[] } {
  const { index, gateway, table } = here;
  const isParticular = edgePodRange(index).contains(row.prefix) || cloudRange(index).contains(row.prefix);
  if (isParticular) return { stops: [], rest: [destination] };
  const stops: Move[] = [];
  const rest: RangeSet[] = [];
  for (const found of table.lookupIdle(destination))
    for (const part of partsToExplain(index, gateway, narrowedTo(packet, found.part))) {
      const end = idleEnding(found) ?? explainMissing(index, gateway, part.destination);
      if (end) stops.push(stop(here, part, match, end));
      else rest.push(part.destination);
    }
  return { stops, rest };
}
