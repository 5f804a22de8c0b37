import type { Gateway } from '@/domain/estate/gateway';
import { arriveAt } from '../arrive';
import type { EstateIndex } from '../estate-index';
import type { Fib, Match } from '../tables/fib';
import type { Delivery, GatewayTarget } from './gateway-row';
import { hopByRow, withDoubt, withHop, type Ending, type Evidence, type Move, type Packet } from '../packet';
import type { DecidingRow, HopPlace } from '../verdict';

/** The gateway that a packet is at, and what was read of it. */
export type Here = {
  index: EstateIndex;
  gateway: Gateway;
  place: HopPlace;
  reading: Evidence | null;
  table: Fib<GatewayTarget>;
};

/** Why what should have caught the part is not in force. */
export function idleEnding(match: Match<GatewayTarget>): Ending | null {
  const target = match.idle?.target;
  return target?.kind === 'stop' ? target.end : null;
}

/** Into a LAN of the gateway, or its site's own routing. */
export function deliver(packet: Packet, gateway: Gateway, target: Delivery): Move {
  const sure = target.doubt ? withDoubt(packet, target.doubt) : packet;
  const end = arriveAt(sure, { kind: 'site', key: gateway.site });
  const { toward } = packet.journey;
  const place = toward !== undefined && end.kind !== 'unreachable' ? toward : target.place;
  const entered =
    target.lan === undefined || place.kind === 'lan'
      ? packet
      : withHop(packet, { place: { kind: 'lan', key: target.lan }, status: 'assumed' });
  return { packet: withHop(entered, { place, status: end.kind === 'unreachable' ? 'stops' : 'assumed' }), end };
}

/** The end at this gateway. */
export function stop({ place }: Here, packet: Packet, match: Match<GatewayTarget>, end: Ending): Move {
  const status = end.kind === 'unknown' ? 'unknown' : 'stops';
  return { packet: withHop(packet, hopByRow(place, status, match.rows[0]?.row, nextAfter(match), null)), end };
}

/** The row that would have come next. */
export function nextAfter({ runnerUp, idle }: Match<GatewayTarget>): DecidingRow | undefined {
  return runnerUp?.row ?? idle?.row;
}
