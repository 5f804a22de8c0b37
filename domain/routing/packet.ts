import type { RangeSet } from '@/domain/net/range-set';
import type { Requests } from './tables/requests';
import type { Assumption, DecidingRow, Hop, HopPlace, Owner, ReadPart, Reason, VerdictKind } from './verdict';

/** What a reading is worth: fresh, too old to believe, or not a reading at all but a declaration. */
export type Evidence = { kind: 'fresh'; read: ReadPart } | { kind: 'stale'; reason: Reason } | { kind: 'declared' };

/** Where traffic is expected to end. Anything else that takes it is a mix-up of addresses. */
export type Expectation = { kind: 'vpc' | 'site'; key: string };

/** What all parts of one traffic have in common, wherever they have got to. */
export type Journey = {
  expected: Expectation | undefined;
  /** what the destination is called: the last hop's place when it arrives where it should */
  toward: HopPlace | undefined;
  /** an answer, and to what: stateful permits do not look at it again where they let the request through */
  requests: Requests | null;
};

/**
 * What a packet gathers, the newest first. To add is to make one link and no copy: parts of a packet that go different ways share
 * what was gathered before they parted. It becomes a list when somebody reads it (`hopsOf` and the like), which is seldom: of all
 * that is followed, a verdict tells the hops of one.
 */
export type Chain<T> = { last: T; before: Chain<T> } | null;

/**
 * A block of traffic on its way: every address of `source` to every address of `destination`. Each table splits the
 * destination further, so that one packet is always treated alike at the device it is at.
 */
export type Packet = {
  source: RangeSet;
  destination: RangeSet;
  journey: Journey;
  hops: Chain<Hop>;
  /** devices whose tables were asked: coming back to one is a loop */
  visited: Chain<Device>;
  assumptions: Chain<Assumption>;
  /** the first reason that makes a good end uncertain, but no bad end good */
  doubt: Reason | undefined;
};

/** A device with a table; of a VPC, which of its tables; of a transit router, by which attachment. `asked`: the addresses that it was asked for. */
export type Device = {
  at: 'vpc' | 'vbr' | 'gateway' | 'transit-router';
  key: string;
  table: string | null;
  asked: RangeSet;
};

/** How it ends, and whose it is; `at` is the place that took it in, where one did; `loop` the devices that it goes round, where it does. */
export type Ending = {
  kind: VerdictKind;
  reason?: Reason;
  finding?: string;
  owner?: Owner;
  at?: Expectation;
  loop?: readonly Device[];
};

/** Whether somebody took it in, and be it with a doubt. */
export function hasArrived({ kind, at }: Ending): boolean {
  return kind === 'reachable' || at !== undefined;
}

/** The device a packet arrives at next. `table` is the VPC's table that decides there. */
export type Stop =
  | { at: 'vpc'; vpc: string; table: string | null }
  | { at: 'router-interface'; key: string }
  | { at: 'transit-router'; key: string; by: string }
  | { at: 'vbr'; key: string }
  | { at: 'circuit-to-gateway'; vbr: string }
  | { at: 'circuit-to-vbr'; vbr: string; gateway: string }
  | { at: 'gateway'; key: string };

export type Move = { packet: Packet; next: Stop } | { packet: Packet; end: Ending };

export function departing(source: RangeSet, destination: RangeSet, journey: Journey): Packet {
  return packetOf(source, destination, journey, null, null, null, undefined);
}

/** The one place that makes packets, so that all are of one shape: that is what makes reading them fast. */
function packetOf(
  source: RangeSet,
  destination: RangeSet,
  journey: Journey,
  hops: Chain<Hop>,
  visited: Chain<Device>,
  assumptions: Chain<Assumption>,
  doubt: Reason | undefined,
): Packet {
  return { source, destination, journey, hops, visited, assumptions, doubt };
}

export function withHop(packet: Packet, hop: Hop, destination: RangeSet = packet.destination): Packet {
  const { source, journey, hops, visited, assumptions, doubt } = packet;
  return packetOf(source, destination, journey, { last: hop, before: hops }, visited, assumptions, doubt);
}

/** Its last hop is as far as it came. */
export function stoppedAtLast(packet: Packet): Packet {
  const { source, destination, journey, hops, visited, assumptions, doubt } = packet;
  const stopped: Chain<Hop> = hops && { last: { ...hops.last, status: 'stops' }, before: hops.before };
  return packetOf(source, destination, journey, stopped, visited, assumptions, doubt);
}

/** Only the first doubt is ever told. */
export function withDoubt(packet: Packet, reason: Reason): Packet {
  const { source, destination, journey, hops, visited, assumptions, doubt } = packet;
  return packetOf(source, destination, journey, hops, visited, assumptions, doubt ?? reason);
}

export function withAssumption(packet: Packet, assumption: Assumption): Packet {
  const { source, destination, journey, hops, visited, assumptions, doubt } = packet;
  return packetOf(source, destination, journey, hops, visited, { last: assumption, before: assumptions }, doubt);
}

export function withVisited(packet: Packet, device: Device): Packet {
  const { source, destination, journey, hops, visited, assumptions, doubt } = packet;
  return packetOf(source, destination, journey, hops, { last: device, before: visited }, assumptions, doubt);
}

/** The part of a packet from some of its sources to some of its destinations. */
export function partOf(packet: Packet, source: RangeSet, destination: RangeSet): Packet {
  if (source === packet.source && destination === packet.destination) return packet;
  const { journey, hops, visited, assumptions, doubt } = packet;
  return packetOf(source, destination, journey, hops, visited, assumptions, doubt);
}

export function narrowedTo(packet: Packet, destination: RangeSet): Packet {
  return partOf(packet, packet.source, destination);
}

/** The places it came by, the first first. */
export function hopsOf({ hops }: Packet): readonly Hop[] {
  return listOf(hops);
}

export function devicesOf({ visited }: Packet): readonly Device[] {
  return listOf(visited);
}

export function assumptionsOf({ assumptions }: Packet): readonly Assumption[] {
  return listOf(assumptions);
}

/** The gateways it went past. */
export function gatewaysPassed({ hops }: Packet): readonly string[] {
  const passed: string[] = [];
  for (let at = hops; at; at = at.before)
    if (at.last.place.kind === 'gateway' && at.last.status !== 'stops') passed.push(at.last.place.key);
  return passed;
}

function listOf<T>(chain: Chain<T>): readonly T[] {
  const list: T[] = [];
  for (let at = chain; at; at = at.before) list.push(at.last);
  return list.reverse();
}

/** The packet's part inside a range and its part outside, as far as there are any. */
export function apart(packet: Packet, range: RangeSet): readonly Packet[] {
  const inside = packet.destination.intersect(range);
  if (inside.isEmpty()) return [packet];
  const outside = packet.destination.subtract(range);
  return outside.isEmpty() ? [packet] : [narrowedTo(packet, inside), narrowedTo(packet, outside)];
}

/** A hop without a row, and the reading it rests on, where it rests on one. */
export function hopAt(place: HopPlace, status: Hop['status'], evidence: Evidence): Hop {
  return evidence.kind === 'fresh' ? { place, status, read: evidence.read } : { place, status };
}

/** The hop's row, the one that would have come next and the reading, as far as there are any. */
export function hopByRow(
  place: HopPlace,
  status: Hop['status'],
  row: DecidingRow | undefined,
  runnerUp: DecidingRow | undefined,
  evidence: Evidence | null,
): Hop {
  const hop: Hop = { place, status };
  if (row) hop.row = row;
  if (runnerUp) hop.runnerUp = runnerUp;
  if (evidence?.kind === 'fresh') hop.read = evidence.read;
  return hop;
}
