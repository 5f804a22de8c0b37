import { assertNever } from '@/domain/errors';
import type { Gateway } from '@/domain/estate/gateway';
import { oncePer } from '@/domain/memo';
import type { Family } from '@/domain/net/address';
import type { EstateIndex } from '../estate-index';
import type { Match } from '../tables/fib';
import { gatewayTable } from '../gateway/gateway-fib';
import { deliver, idleEnding, nextAfter, stop, type Here } from '../gateway/gateway-hop';
import { explainNoRoute, partsToExplain } from '../gateway/gateway-learned';
import { toGateway, toNeighbour } from '../gateway/gateway-onward';
import { readingOf } from '../gateway/gateway-reading';
import type { GatewayRow, GatewayTarget } from '../gateway/gateway-row';
import { hopByRow, narrowedTo, partOf, withAssumption, withHop, type Ending, type Move, type Packet } from '../packet';
import { sortByPermits, type Block } from '../tables/permits';
import type { Assumption, Reason } from '../verdict';

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
  const moves: Move[] = [];
  for (const { packet: blocked, end } of stopped)
    moves.push({ packet: withHop(blocked, { place, status: 'stops' }), end });
  const here = { index, gateway, place, reading, table: gatewayTable(index, gateway) };
  for (const passed of passing)
    for (const match of here.table.lookup(passed.destination))
      for (const move of follow(here, passed, match)) moves.push(move);
  return moves;
}

/** The very same each time, so that those of many ways need not be compared. */
const notRead = oncePer(({ key }: Gateway): Assumption => ({ code: 'gateway-not-read', params: { gateway: key } }));
const firewallNotRead = oncePer(({ key }: Gateway): Assumption => ({
  code: 'firewall-not-read',
  params: { gateway: key },
}));

type Filtered = { passing: readonly Packet[]; stopped: readonly { packet: Packet; end: Ending }[] };

/** Firewalls keep state: an answer passes where its request did, and is like anything new where it did not. */
function throughFirewall(packet: Packet, gateway: Gateway): Filtered {
  if (gateway.permits?.length === 0) return { passing: [packet], stopped: [] };
  const { requests } = packet.journey;
  if (!requests) return permitted(packet, gateway);
  const { allowed, denied } = requests.knownTo(gateway.key, packet);
  const unasked = denied.map((block) => permitted(blockOf(packet, block), gateway));
  return {
    passing: [...allowed.map((block) => blockOf(packet, block)), ...unasked.flatMap(({ passing }) => passing)],
    stopped: unasked.flatMap(({ stopped }) => stopped),
  };
}

function permitted(packet: Packet, gateway: Gateway): Filtered {
  if (!gateway.permits) return { passing: [withAssumption(packet, firewallNotRead(gateway))], stopped: [] };
  const { allowed, denied } = sortByPermits(gateway.permits, packet);
  const endOf = packet.journey.requests ? unknownAnswer : deniedByFirewall;
  return {
    passing: allowed.map((block) => blockOf(packet, block)),
    stopped: denied.map((block) => ({ packet: blockOf(packet, block), end: endOf(gateway, block) })),
  };
}

function blockOf(packet: Packet, { source, destination }: Block): Packet {
  return partOf(packet, source, destination);
}

function unknownAnswer(gateway: Gateway, block: Block): Ending {
  const { reason } = deniedByFirewall(gateway, block);
  return {
    kind: 'unreachable',
    reason: { code: 'firewall-saw-no-request', params: reason.params },
    finding: 'F18',
    owner: 'idc',
  };
}

function deniedByFirewall(gateway: Gateway, { source, destination }: Block): Ending & { reason: Reason } {
  const params = {
    gateway: gateway.key,
    from: source.toPrefixes().join(', '),
    to: destination.toPrefixes().join(', '),
  };
  return { kind: 'unreachable', reason: { code: 'firewall-denies', params }, finding: 'V4', owner: 'idc' };
}

function follow(here: Here, from: Packet, match: Match<GatewayTarget>): readonly Move[] {
  const packet = narrowedTo(from, match.part);
  const [row] = match.rows;
  if (!row) return withoutRow(here, packet, match);
  if (match.rows.length === 1) return followRow(here, packet, match, row);
  return match.rows.flatMap((each) => followRow(here, packet, match, each));
}

function followRow(here: Here, packet: Packet, match: Match<GatewayTarget>, row: GatewayRow): readonly Move[] {
  const { gateway, place, reading } = here;
  const target = settledTarget(row, match);
  if (target.kind === 'stop') return [stop(here, packet, match, target.end)];
  if (target.kind === 'discard') return discard(here, packet, match, row);
  const hop = hopByRow(place, reading ? 'passes' : 'assumed', row.row, nextAfter(match), reading);
  const passed = withHop(packet, hop);
  switch (target.kind) {
    case 'vbr':
      return [{ packet: passed, next: { at: 'circuit-to-vbr', vbr: target.vbr, gateway: gateway.key } }];
    case 'gateway':
      return toGateway(here, { match, row }, { packet, passed }, target.gateway);
    case 'neighbour':
      return toNeighbour(here, { match, row }, { packet, passed }, target.neighbour);
    case 'deliver':
      return [deliver(passed, gateway, target)];
    default:
      return assertNever(target);
  }
}

/** A packet's addresses are all of one family. */
function familyOf({ destination }: Packet): Family {
  return destination.ends(4).length > 0 ? 4 : 6;
}

/** What the cloud should have announced is another matter than what is nobody's. */
function withoutRow(here: Here, packet: Packet, match: Match<GatewayTarget>): readonly Move[] {
  const { index, gateway } = here;
  const idle = idleEnding(match);
  if (idle) return [stop(here, packet, match, idle)];
  return partsToExplain(index, gateway, packet).map((part) =>
    stop(here, part, match, explainNoRoute(index, gateway, part.destination)),
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
function discard(here: Here, packet: Packet, match: Match<GatewayTarget>, row: GatewayRow): readonly Move[] {
  const params = { gateway: here.gateway.key, prefix: row.prefix };
  const discarded: Ending = {
    kind: 'unreachable',
    reason: { code: 'discarded-at-gateway', params },
    finding: 'F19',
    owner: 'idc',
  };
  return here.table.lookupIdle(packet.destination).map((each) => {
    const narrowed = narrowedTo(packet, each.part);
    return stop(here, narrowed, match, row.row.type === 'aggregate' ? (idleEnding(each) ?? discarded) : discarded);
  });
}
