import type { Gateway } from '@/domain/estate/gateway';
import { oncePer } from '@/domain/memo';
import { arriveAt } from './arrive';
import type { Family } from '@/domain/net/address';
import { cloudRange, type EstateIndex } from './estate-index';
import type { Fib, Match } from './fib';
import { gatewayTable } from './gateway-fib';
import { explainNoRoute } from './gateway-learned';
import { readingOf } from './gateway-reading';
import type { GatewayRow, GatewayTarget } from './gateway-row';
import { apart, narrowedTo, readAt, withAssumption, withHop, type Ending, type Move, type Packet } from './packet';
import { sortByPermits, type Block } from './permits';
import type { Assumption, Hop } from './verdict';

/**
 * A gateway forwards by the table that was read of it. Where nobody reads it, what it does is as declared, an assumption that the
 * verdict carries, except where the VBR's side of the session shows otherwise.
 */
export function stepGateway(index: EstateIndex, packet: Packet, key: string): readonly Move[] {
  const gateway = index.gateways.get(key);
  const place = { kind: 'gateway', key } as const;
  if (!gateway)
    return [
      {
        packet,
        end: { kind: 'unknown', reason: { code: 'gateway-not-declared', params: { vbr: key } }, owner: 'idc' },
      },
    ];
  const reading = readingOf(index, gateway, familyOf(packet));
  if (reading?.kind === 'stale')
    return [
      {
        packet: withHop(packet, { place, status: 'unknown' }),
        end: { kind: 'unknown', reason: reading.reason, owner: 'idc' },
      },
    ];
  const entering = reading ? packet : withAssumption(packet, notRead(gateway));
  const { passing, stopped } = throughFirewall(entering, gateway);
  const denied = stopped.map(({ packet: blocked, end }) => ({
    packet: withHop(blocked, { place, status: 'stops' as const }),
    end,
  }));
  const table = gatewayTable(index, gateway);
  const moved = passing.flatMap((passed) =>
    table.lookup(passed.destination).flatMap((match) => follow(index, passed, gateway, table, match)),
  );
  return [...denied, ...moved];
}

/** The very same each time, so that those of many ways need not be compared. */
const notRead = oncePer(({ key }: Gateway): Assumption => ({ code: 'gateway-not-read', params: { gateway: key } }));
const firewallNotRead = oncePer(({ key }: Gateway): Assumption => ({
  code: 'firewall-not-read',
  params: { gateway: key },
}));

type Filtered = { passing: readonly Packet[]; stopped: readonly { packet: Packet; end: Ending }[] };

function throughFirewall(packet: Packet, gateway: Gateway): Filtered {
  if (packet.reply || gateway.permits?.length === 0) return { passing: [packet], stopped: [] };
  if (gateway.permits === undefined) {
    return { passing: [withAssumption(packet, firewallNotRead(gateway))], stopped: [] };
  }
  const { allowed, denied } = sortByPermits(gateway.permits, packet);
  return {
    passing: allowed.map((block) => ({ ...packet, ...block })),
    stopped: denied.map((block) => ({ packet: { ...packet, ...block }, end: deniedByFirewall(gateway, block) })),
  };
}

function deniedByFirewall(gateway: Gateway, { source, destination }: Block): Ending {
  const params = {
    gateway: gateway.key,
    from: source.toPrefixes().join(', '),
    to: destination.toPrefixes().join(', '),
  };
  return { kind: 'unreachable', reason: { code: 'firewall-denies', params }, finding: 'V4', owner: 'idc' };
}

function follow(
  index: EstateIndex,
  from: Packet,
  gateway: Gateway,
  table: Fib<GatewayTarget>,
  match: Match<GatewayTarget>,
): readonly Move[] {
  const packet = narrowedTo(from, match.part);
  if (match.rows.length === 0) return withoutRow(index, packet, gateway, match);
  return match.rows.flatMap((row): readonly Move[] => {
    const target = settledTarget(row, match);
    if (target.kind === 'stop') return [stop(packet, gateway, match, target.end)];
    if (target.kind === 'discard') return discard(packet, gateway, table, match, row);
    const reading = readingOf(index, gateway, familyOf(packet));
    const hop = hopOf(gateway, match, reading ? 'passes' : 'assumed', row);
    const passed = withHop(packet, { ...hop, ...(reading ? readAt(reading) : {}) });
    if (target.kind === 'vbr')
      return [{ packet: passed, next: { at: 'circuit-to-vbr', vbr: target.vbr, gateway: gateway.key } }];
    return [deliver(passed, gateway, target)];
  });
}

/** A packet's addresses are all of one family. */
function familyOf({ destination }: Packet): Family {
  return destination.ends(4).length > 0 ? 4 : 6;
}

/** What the cloud should have announced is another matter than what is nobody's. */
function withoutRow(
  index: EstateIndex,
  packet: Packet,
  gateway: Gateway,
  match: Match<GatewayTarget>,
): readonly Move[] {
  const idle = idleEnding(match);
  if (idle) return [stop(packet, gateway, match, idle)];
  return apart(packet, cloudRange(index)).map((part) =>
    stop(part, gateway, match, explainNoRoute(index, gateway, part.destination)),
  );
}

/**
 * A row that may or may not be there beside one that surely is changes nothing as long as both deliver: it is followed like an
 * equal. Alone it stays what it is, unknown.
 */
function settledTarget(row: GatewayRow, match: Match<GatewayTarget>): GatewayTarget {
  const { target } = row;
  if (target.kind !== 'stop' || target.perhaps === undefined) return target;
  const isSure = match.rows.some((each) => each.state === 'forwards');
  return isSure ? { kind: 'vbr', vbr: target.perhaps } : target;
}

/** What a discard throws away may be exactly what should have been announced: then that is the reason, per part. */
function discard(
  packet: Packet,
  gateway: Gateway,
  table: Fib<GatewayTarget>,
  match: Match<GatewayTarget>,
  row: GatewayRow,
): readonly Move[] {
  const params = { gateway: gateway.key, prefix: row.prefix };
  const discarded: Ending = {
    kind: 'unreachable',
    reason: { code: 'discarded-at-gateway', params },
    finding: 'F19',
    owner: 'idc',
  };
  return table.lookupIdle(packet.destination).map((each) => {
    const narrowed = narrowedTo(packet, each.part);
    return stop(narrowed, gateway, match, row.row.type === 'aggregate' ? (idleEnding(each) ?? discarded) : discarded);
  });
}

function idleEnding(match: Match<GatewayTarget>): Ending | null {
  const target = match.idle?.target;
  return target?.kind === 'stop' ? target.end : null;
}

function deliver(packet: Packet, gateway: Gateway, target: Extract<GatewayTarget, { kind: 'deliver' }>): Move {
  const end = arriveAt(packet, { kind: 'site', key: gateway.site });
  const right = packet.toward !== undefined && end.kind !== 'unreachable';
  const place = right && packet.toward ? packet.toward : target.place;
  const lan: Hop[] =
    target.lan === undefined || place.kind === 'lan'
      ? []
      : [{ place: { kind: 'lan', key: target.lan }, status: 'assumed' }];
  const last: Hop = { place, status: end.kind === 'unreachable' ? 'stops' : 'assumed' };
  return { packet: { ...packet, hops: [...packet.hops, ...lan, last] }, end };
}

function stop(packet: Packet, gateway: Gateway, match: Match<GatewayTarget>, end: Ending): Move {
  return { packet: withHop(packet, hopOf(gateway, match, end.kind === 'unknown' ? 'unknown' : 'stops')), end };
}

function hopOf(gateway: Gateway, match: Match<GatewayTarget>, status: Hop['status'], chosen?: GatewayRow): Hop {
  const row = (chosen ?? match.rows[0])?.row;
  const runnerUp = match.runnerUp?.row ?? match.idle?.row;
  const hop: Hop = { place: { kind: 'gateway', key: gateway.key }, status };
  if (row) hop.row = row;
  if (runnerUp) hop.runnerUp = runnerUp;
  return hop;
}
