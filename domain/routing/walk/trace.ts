import { assertNever } from '@/domain/errors';
import type { RangeSet } from '@/domain/net/range-set';
import { departure } from './departure';
import type { EstateIndex } from '../estate-index';
import { rangeOf, type Location } from '../location';
import {
  departing,
  devicesOf,
  gatewaysPassed,
  withVisited,
  type Device,
  type Ending,
  type Expectation,
  type Move,
  type Packet,
  type Stop,
  withDoubt,
} from '../packet';
import { stepCircuitToGateway, stepCircuitToVbr, stepRouterInterface, stepVbr } from './step-express-connect';
import { stepGateway } from './step-gateway';
import { stepTransitRouter } from './step-transit';
import { stepVpc } from './step-vpc';
import type { Requests } from '../tables/requests';
import type { Owner, Reason } from '../verdict';

/** What became of one part of the traffic. */
export type Outcome = { packet: Packet; end: Ending };

/** Beyond this many moves, traffic that arrives where the like of it has been is not followed twice. */
const MOVES_APART = 5_000;
/** Beyond this many nothing is followed any more. */
const MOST_MOVES = 200_000;

/**
 * Follows all traffic from one place to one other until every part of it has ended. Equal-cost ways that fan out and meet again
 * are each followed to the end, so that each has its hops; where they grow beyond all measure, one of them speaks for all that
 * meet, and at last the rest is unknown.
 * @param requests what the traffic answers; null: it asks
 */
export function trace(index: EstateIndex, from: Location, to: Location, requests: Requests | null): readonly Outcome[] {
  const started = departing(rangeOf(from), rangeOf(to), { expected: to.expected, toward: to.place, requests });
  const packet = from.doubt ? withDoubt(started, from.doubt) : started;
  const waiting: Move[] = [...departure(index, packet, from, to)];
  const outcomes: Outcome[] = [];
  let met: Set<string> | undefined;
  let dropped: Device[] | undefined;
  let moves = 0;
  for (let move = waiting.pop(); move; move = waiting.pop()) {
    moves += 1;
    if ('end' in move) outcomes.push(move);
    else if (moves > MOST_MOVES) outcomes.push({ packet: move.packet, end: GIVEN_UP });
    else if (moves > MOVES_APART && hasMet(index, (met ??= new Set()), move))
      (dropped ??= []).push(...devicesOf(move.packet));
    else for (const each of stepOrLoop(index, move.packet, move.next)) waiting.push(each);
  }
  const ended = dropped ? restingOn(outcomes, dropped) : outcomes;
  return to.doubt ? ended.map((each) => doubted(each, to.doubt)) : ended;
}

/** That it arrives is not sure where it is not sure that this is the place. */
function doubted({ packet, end }: Outcome, reason: Reason | undefined): Outcome {
  return end.kind === 'reachable' && reason ? { packet, end: { ...end, kind: 'unknown', reason } } : { packet, end };
}

const GIVEN_UP: Ending = { kind: 'unknown', reason: { code: 'too-many-ways', params: {} } };

/** Whether the same traffic, no less certain, was at this place before: what becomes of it is known then. */
function hasMet(
  { gateways }: EstateIndex,
  met: Set<string>,
  { packet, next }: { packet: Packet; next: Stop },
): boolean {
  const { source, destination, doubt } = packet;
  const ends = [source, destination].flatMap((side) => [side.ends(4).join(' '), side.ends(6).join(' ')]);
  // Which firewalls saw it decides what becomes of its answers.
  const firewalls = gatewaysPassed(packet).filter((key) => gateways.get(key)?.permits?.length !== 0);
  const name = [JSON.stringify(next), ...ends, doubt?.code ?? '', ...firewalls].join('|');
  const known = met.has(name);
  met.add(name);
  return known;
}

/** What ways rested on that were not followed to their end, the verdict rests on as well. */
function restingOn(outcomes: readonly Outcome[], devices: readonly Device[]): readonly Outcome[] {
  return outcomes.map(({ packet, end }, at) =>
    at === 0 ? { packet: devices.reduce(withVisited, packet), end } : { packet, end },
  );
}

/** Every deciding table is asked once: whoever comes back to it would be sent the same way for ever. */
function stepOrLoop(index: EstateIndex, packet: Packet, next: Stop): readonly Move[] {
  const device = deviceOf(next, packet.destination);
  if (device === null) return step(index, packet, next);
  const loop = loopBackTo(packet, device);
  if (!loop) return step(index, withVisited(packet, device), next);
  const reason: Reason = { code: 'forwarding-loop', params: { at: device.key } };
  const owner = ownerOfLoop(index, loop, packet.journey.expected);
  return [{ packet, end: { kind: 'unreachable', reason, finding: 'F20', owner, loop } }];
}

/** The devices that a packet would go round for ever, where it comes back to one of them; null where it does not. */
function loopBackTo({ visited }: Packet, { at, key, table }: Device): readonly Device[] | null {
  for (let each = visited; each; each = each.before)
    if (each.last.key === key && each.last.at === at && each.last.table === table) return roundOf(visited, each.last);
  return null;
}

function roundOf(visited: Packet['visited'], first: Device): readonly Device[] {
  const round: Device[] = [];
  for (let each = visited; each; each = each.before) {
    round.push(each.last);
    if (each.last === first) break;
  }
  return round;
}

/**
 * Wherever a loop closes, it is whose who should have taken the packet out of it: a gateway what is for its own site, or for nobody; the
 * cloud's rows all else that comes by them.
 */
export function ownerOfLoop(
  { gateways }: EstateIndex,
  loop: readonly Device[],
  expected: Expectation | undefined,
): Owner {
  const isAtHome = ({ at, key }: Device) =>
    at === 'gateway' && (!expected || (expected.kind === 'site' && gateways.get(key)?.site === expected.key));
  return loop.some(isAtHome) || loop.every(({ at }) => at === 'gateway') ? 'idc' : 'cloud';
}

function deviceOf(next: Stop, asked: RangeSet): Device | null {
  switch (next.at) {
    case 'vpc':
      return { at: 'vpc', key: next.vpc, table: next.table, asked };
    case 'transit-router':
      return { at: 'transit-router', key: next.key, table: next.by, asked };
    case 'vbr':
    case 'gateway':
      return { at: next.at, key: next.key, table: null, asked };
    case 'router-interface':
    case 'circuit-to-gateway':
    case 'circuit-to-vbr':
      return null;
    default:
      return assertNever(next);
  }
}

function step(index: EstateIndex, packet: Packet, next: Stop): readonly Move[] {
  switch (next.at) {
    case 'vpc':
      return stepVpc(index, packet, next.vpc, next.table);
    case 'router-interface':
      return stepRouterInterface(index, packet, next.key);
    case 'transit-router':
      return stepTransitRouter(index, packet, next.key, next.by);
    case 'vbr':
      return stepVbr(index, packet, next.key);
    case 'circuit-to-gateway':
      return stepCircuitToGateway(index, packet, next.vbr);
    case 'circuit-to-vbr':
      return stepCircuitToVbr(index, packet, next.vbr, next.gateway);
    case 'gateway':
      return stepGateway(index, packet, next.key);
    default:
      return assertNever(next);
  }
}
