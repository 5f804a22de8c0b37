import { leadsToInternet, type NextHop, type RouteTable } from '@/domain/estate/routes';
import type { Vpc, VSwitch } from '@/domain/estate/vpc';
import { oncePer } from '@/domain/memo';
import { RangeSet } from '@/domain/net/range-set';
import { PRIVATE } from '@/domain/net/special';
import { arriveAt } from '../arrive';
import { edgePodRange, evidenceOf, type EstateIndex } from '../estate-index';
import {
  apart,
  hopAt,
  hopByRow,
  narrowedTo,
  withDoubt,
  withHop,
  stoppedAtLast,
  type Ending,
  type Move,
  type Packet,
} from '../packet';
import { admit } from './security-group';
import { sendByTable, type RouterKind } from './step-table';
import { intoTransit } from './step-transit';
import type { Reason } from '../verdict';

/**
 * A VPC takes what one of its vSwitches holds (system routes follow from the vSwitches and beat no longer row, because none
 * can exist inside one) and sends the rest on by the table of the vSwitch it came from.
 */
export function stepVpc(index: EstateIndex, packet: Packet, key: string, tableKey: string | null): readonly Move[] {
  const vpc = index.vpcs.get(key);
  const place = { kind: 'vpc', key } as const;
  if (!vpc) return [unknownHere(packet, key, { code: 'vpc-not-read', params: { vpc: key } })];
  const evidence = evidenceOf(index, 'v-switch', key);
  if (vpc.vSwitches === undefined)
    return [unknownHere(packet, key, { code: 'v-switches-not-read', params: { vpc: key } })];
  if (evidence.kind === 'stale') return [unknownHere(packet, key, evidence.reason)];
  const held = packet.destination.intersect(rangeOfVSwitches(vpc));
  if (held.isEmpty()) return sendOn(index, packet, vpc, place, tableKey);
  const local = vpc.vSwitches.flatMap((vSwitch) => deliverLocally(index, packet, vpc, vSwitch));
  if (held === packet.destination) return local;
  const rest = packet.destination.subtract(held);
  return [...local, ...sendOn(index, narrowedTo(packet, rest), vpc, place, tableKey)];
}

const rangeOfVpc = oncePer((vpc: Vpc) => RangeSet.of(vpc.prefixes));
export const rangeOfVSwitch = oncePer((vSwitch: VSwitch) => RangeSet.of([vSwitch.prefix]));
const rangeOfVSwitches = oncePer((vpc: Vpc) => RangeSet.of((vpc.vSwitches ?? []).map((each) => each.prefix)));

function unknownHere(packet: Packet, key: string, reason: Reason): Move {
  return {
    packet: withHop(packet, { place: { kind: 'vpc', key }, status: 'unknown' }),
    end: { kind: 'unknown', reason },
  };
}

function deliverLocally(index: EstateIndex, packet: Packet, vpc: Vpc, vSwitch: VSwitch): readonly Move[] {
  const part = packet.destination.intersect(rangeOfVSwitch(vSwitch));
  if (part.isEmpty()) return [];
  const evidence = evidenceOf(index, 'v-switch', vpc.key);
  const row = {
    routeTable: systemTable(vpc)?.key ?? vpc.key,
    prefix: vSwitch.prefix,
    type: 'system',
    status: 'available',
    nextHop: 'local',
  };
  const hop = hopByRow({ kind: 'vpc', key: vpc.key }, 'passes', row, undefined, evidence);
  return admit(index, withHop(packet, hop, part), vpc, vSwitch).map((each) => {
    const place = each.packet.journey.toward ?? ({ kind: 'v-switch', key: vSwitch.key } as const);
    if (each.denied) return { packet: withHop(each.packet, hopAt(place, 'stops', evidence)), end: each.denied };
    const end = arriveAt(each.packet, { kind: 'vpc', key: vpc.key });
    const status = end.kind === 'unreachable' ? 'stops' : 'delivers';
    return { packet: withHop(each.packet, hopAt(place, status, evidence)), end };
  });
}

/** The table that vSwitches use which have none of their own, and traffic that comes in from outside. */
export function systemTable(vpc: Vpc): RouteTable | undefined {
  const tables = vpc.routeTables ?? [];
  return (
    tables.find((each) => each.kind === 'system') ??
    (tables.length === 1 ? tables[0] : tables.find((each) => each.vSwitches === undefined))
  );
}

/** The table that decides for traffic from a vSwitch. */
export function tableOf(vpc: Vpc, vSwitch: string): RouteTable | undefined {
  const own = (vpc.routeTables ?? []).find((each) => each.kind !== 'system' && each.vSwitches?.includes(vSwitch));
  return own ?? systemTable(vpc);
}

function sendOn(
  index: EstateIndex,
  packet: Packet,
  vpc: Vpc,
  place: { kind: 'vpc'; key: string },
  tableKey: string | null,
): readonly Move[] {
  const table = tableKey === null ? systemTable(vpc) : vpc.routeTables?.find((each) => each.key === tableKey);
  if (!table?.entries)
    return [
      unknownHere(packet, vpc.key, { code: 'route-table-not-read', params: { router: vpc.key, routerKind: 'vpc' } }),
    ];
  const evidence = evidenceOf(index, 'route-entry', table.key);
  if (evidence.kind === 'stale') return [unknownHere(packet, vpc.key, evidence.reason)];
  const isFromOutside = tableKey === null;
  return sendByTable(table, { index, kind: VPC, router: { vpc, table, isFromOutside }, packet, place, evidence });
}

/** Only what comes in from outside brings no table of a vSwitch with it. */
type VpcWithTable = { vpc: Vpc; table: RouteTable; isFromOutside: boolean };

const VPC: RouterKind<VpcWithTable> = {
  own: (_, { vpc }) => rangeOfVpc(vpc),
  missing: missingRoute,
  follow: followFromVpc,
};

/** Inside the VPC's own range without a vSwitch is nobody's; outside it is a missing route (F02). */
function missingRoute(_: EstateIndex, { vpc, table }: VpcWithTable, { destination }: Packet): Ending {
  const prefix = destination.firstPrefix() ?? '';
  const params = { router: vpc.key, routerKind: 'vpc', routeTable: table.key, prefix };
  const own = rangeOfVpc(vpc).contains(destination);
  return {
    kind: 'unreachable',
    reason: { code: own ? 'no-v-switch' : 'no-route', params },
    finding: own ? 'V4' : 'F02',
    owner: 'cloud',
  };
}

/**
 * What came in from outside and would go out again is doubted: Express Connect joins a VBR with the VPCs behind it, a transit router
 * joins VBRs with each other, and no page says that a VPC passes on what is not for it (read 2026-11).
 */
function followFromVpc(
  index: EstateIndex,
  { vpc, isFromOutside }: VpcWithTable,
  packet: Packet,
  nextHop: NextHop,
): Move | readonly Move[] {
  if (leadsToInternet(nextHop)) return intoInternet(index, packet, vpc, nextHop);
  const reason: Reason = { code: 'transit-through-vpc', params: { vpc: vpc.key, nextHop: nextHop.key } };
  const passed = isFromOutside ? withDoubt(packet, reason) : packet;
  if (nextHop.kind === 'router-interface')
    return { packet: passed, next: { at: 'router-interface', key: nextHop.key } };
  return intoTransit(index, vpc.key, passed, nextHop) ?? notFollowed(packet, vpc, nextHop);
}

function notFollowed(packet: Packet, vpc: Vpc, nextHop: NextHop): Move {
  const params = { router: vpc.key, routerKind: 'vpc', nextHop: nextHop.key, kind: nextHop.kind };
  return { packet, end: { kind: 'unknown', reason: { code: 'next-hop-not-read', params }, owner: 'cloud' } };
}

/** What the Internet never carries: private addresses, and those of edge pods. */
const notOnInternet = oncePer((index: EstateIndex) => edgePodRange(index).union(RangeSet.of(PRIVATE)));

/** A default route to the Internet takes what has no route of its own, and private ranges end there (F02). Who is behind it is not read. */
function intoInternet(index: EstateIndex, packet: Packet, vpc: Vpc, nextHop: NextHop): readonly Move[] {
  const never = notOnInternet(index);
  return apart(packet, never).map((part): Move => {
    if (!never.contains(part.destination)) return notFollowed(part, vpc, nextHop);
    const prefix = part.destination.firstPrefix() ?? '';
    const params = { router: vpc.key, routerKind: 'vpc', nextHop: nextHop.key, kind: nextHop.kind, prefix };
    return {
      packet: stoppedAtLast(part),
      end: { kind: 'unreachable', reason: { code: 'leads-to-internet', params }, finding: 'F02', owner: 'cloud' },
    };
  });
}
