import type { RangeSet } from '@/domain/net/range-set';
import type { Assumption, Hop, HopPlace, Owner, ReadPart, Reason, VerdictKind } from './verdict';

/** What a reading is worth: fresh, too old to believe, or not a reading at all but a declaration. */
export type Evidence = { kind: 'fresh'; read: ReadPart } | { kind: 'stale'; reason: Reason } | { kind: 'declared' };

/** Where traffic is expected to end. Anything else that takes it is a mix-up of addresses. */
export type Expectation = { kind: 'vpc' | 'site'; key: string };

/**
 * A block of traffic on its way: every address of `source` to every address of `destination`. Each table splits the
 * destination further, so that one packet is always treated alike at the device it is at.
 */
export type Packet = {
  source: RangeSet;
  destination: RangeSet;
  expected: Expectation | undefined;
  /** what the destination is called: the last hop's place when it arrives where it should */
  toward: HopPlace | undefined;
  /** an answer to something already let through: stateful permits do not look at it again */
  reply: boolean;
  hops: readonly Hop[];
  /** reasons that make a good end uncertain, but no bad end good */
  doubts: readonly Reason[];
  assumptions: readonly Assumption[];
  /** devices whose tables were asked: coming back to one is a loop */
  visited: readonly Device[];
};

/** A device with a table; of a VPC, which of its tables. `asked`: the addresses that it was asked for. */
export type Device = { at: 'vpc' | 'vbr' | 'gateway'; key: string; table: string | null; asked: RangeSet };

/** How it ends, and whose it is; `at` is the place that took it in, where one did. */
export type Ending = { kind: VerdictKind; reason?: Reason; finding?: string; owner?: Owner; at?: Expectation };

/** The device a packet arrives at next. `table` is the VPC's table that decides there. */
export type Stop =
  | { at: 'vpc'; vpc: string; table: string | null }
  | { at: 'router-interface'; key: string }
  | { at: 'vbr'; key: string }
  | { at: 'circuit-to-gateway'; vbr: string }
  | { at: 'circuit-to-vbr'; vbr: string; gateway: string }
  | { at: 'gateway'; key: string };

export type Move = { packet: Packet; next: Stop } | { packet: Packet; end: Ending };

export function withHop(packet: Packet, hop: Hop, destination: RangeSet = packet.destination): Packet {
  return { ...packet, destination, hops: [...packet.hops, hop] };
}

export function withDoubt(packet: Packet, reason: Reason): Packet {
  return { ...packet, doubts: [...packet.doubts, reason] };
}

export function withAssumption(packet: Packet, assumption: Assumption): Packet {
  return { ...packet, assumptions: [...packet.assumptions, assumption] };
}

export function narrowedTo(packet: Packet, destination: RangeSet): Packet {
  return destination === packet.destination ? packet : { ...packet, destination };
}

/** The packet's part inside a range and its part outside, as far as there are any. */
export function apart(packet: Packet, range: RangeSet): readonly Packet[] {
  const inside = packet.destination.intersect(range);
  if (inside.isEmpty()) return [packet];
  const outside = packet.destination.subtract(range);
  return outside.isEmpty() ? [packet] : [narrowedTo(packet, inside), narrowedTo(packet, outside)];
}

/** `{ read }` of a fresh reading, nothing of a declaration: for spreading into a hop. */
export function readAt(evidence: Evidence): { read?: ReadPart } {
  return evidence.kind === 'fresh' ? { read: evidence.read } : {};
}
