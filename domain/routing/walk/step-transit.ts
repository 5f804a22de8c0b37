import type { NextHop } from '@/domain/estate/routes';
import type { Attachment, TransitRouter, TransitRouterTable } from '@/domain/estate/transit-router';
import { oncePer } from '@/domain/memo';
import { cloudRange, type EstateIndex } from '../estate-index';
import { attachmentReadiness } from '../sessions/link';
import {
  stoppedAtLast,
  withAssumption,
  withDoubt,
  withHop,
  type Ending,
  type Evidence,
  type Move,
  type Packet,
} from '../packet';
import { sendByTable, type RouterKind } from './step-table';
import type { Assumption, HopPlace, Reason } from '../verdict';

type Attached = { transit: TransitRouter; attachment: Attachment };

const byAttachment = oncePer(
  (all: readonly TransitRouter[]): ReadonlyMap<string, Attached> =>
    new Map(
      all.flatMap((transit) => transit.attachments.map((each) => [each.key, { transit, attachment: each }] as const)),
    ),
);

const byRouter = oncePer((all: readonly TransitRouter[]): ReadonlyMap<string, readonly Attached[]> => {
  const attached = new Map<string, Attached[]>();
  for (const each of byAttachment(all).values()) {
    const { router } = each.attachment;
    attached.set(router, [...(attached.get(router) ?? []), each]);
  }
  return attached;
});

/** Where a router is attached to transit routers. */
export function attachmentsOf({ estate }: EstateIndex, router: string): readonly Attached[] {
  return byRouter(estate.transitRouters).get(router) ?? [];
}

/** What a row that leads to a transit router names: the router's own attachment to it, or an Express Connect router itself. */
export function nextHopOfAttachment({ transit, attachment }: Attached): string {
  return transit.kind === 'ecr' ? transit.key : attachment.key;
}

/** On to the transit router that a row of a VPC or VBR names; null: no such one is declared. */
export function intoTransit(index: EstateIndex, router: string, packet: Packet, nextHop: NextHop): Move | null {
  const found = attachmentsOf(index, router).find(
    (each) => each.attachment.key === nextHop.key || nextHopOfAttachment(each) === nextHop.key,
  );
  if (!found) return null;
  return { packet, next: { at: 'transit-router', key: found.transit.key, by: found.attachment.key } };
}

/** Nothing reads a transit router: it forwards by its declared tables. */
const DECLARED: Evidence = { kind: 'declared' };

const notRead = oncePer(({ key }: TransitRouter): Assumption => ({
  code: 'transit-router-not-read',
  params: { transitRouter: key },
}));

/** A transit router sends by the table that the attachment it was reached by belongs to. */
export function stepTransitRouter(index: EstateIndex, packet: Packet, key: string, by: string): readonly Move[] {
  const place: HopPlace = { kind: 'transit-router', key };
  const found = byAttachment(index.estate.transitRouters).get(by);
  if (!found) return [unknownAt(packet, place, { code: 'router-not-read', params: { router: key } })];
  const entering = crossing(packet, found.attachment);
  if ('end' in entering) return [{ packet: withHop(packet, { place, status: 'stops' }), end: entering.end }];
  const table = tableFor(found.transit, by);
  if (!table?.entries)
    return [
      unknownAt(packet, place, { code: 'route-table-not-read', params: { router: key, routerKind: 'transit-router' } }),
    ];
  const assumed = withAssumption(entering.packet, notRead(found.transit));
  const router = { transit: found.transit, table, from: found.attachment.router };
  return sendByTable(table, { index, kind: TRANSIT, router, packet: assumed, place, evidence: DECLARED });
}

function unknownAt(packet: Packet, place: HopPlace, reason: Reason): Move {
  return { packet: withHop(packet, { place, status: 'unknown' }), end: { kind: 'unknown', reason, owner: 'cloud' } };
}

/** An attachment has one table; where several are declared for it, none is known. */
export function tableFor({ routeTables = [] }: TransitRouter, attachment: string): TransitRouterTable | undefined {
  const own = routeTables.filter((each) => each.attachments?.includes(attachment));
  const fitting = own.length > 0 ? own : routeTables.filter((each) => each.attachments === undefined);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Over an attachment, one way or the other. */
function crossing(packet: Packet, attachment: Attachment): { packet: Packet } | { end: Ending } {
  const readiness = attachmentReadiness(attachment);
  if (readiness === 'ready') return { packet };
  const params = { attachment: attachment.key, status: attachment.status ?? '' };
  if (readiness === 'unknown') return { packet: withDoubt(packet, { code: 'attachment-status-unknown', params }) };
  return { end: { kind: 'unreachable', reason: { code: 'attachment-not-attached', params }, owner: 'cloud' } };
}

/**
 * An Express Connect router joins data centres with VPCs. VPCs it does not join with each other (CEN, "Connect ECRs"), data centres only
 * where their VBRs allow it (DescribeVirtualBorderRouters, SitelinkEnable), which nothing reads.
 */
function across(
  index: EstateIndex,
  { transit, from }: TransitWithTable,
  packet: Packet,
  to: string,
): { packet: Packet } | { end: Ending } {
  const params = { transitRouter: transit.key, from, to };
  if (transit.kind !== 'ecr') return { packet };
  if (index.vpcs.has(from) && index.vpcs.has(to))
    return { end: { kind: 'unreachable', reason: { code: 'ecr-joins-no-vpcs', params }, owner: 'cloud' } };
  const isBetweenSites = index.vbrs.has(from) && index.vbrs.has(to);
  return { packet: isBetweenSites ? withDoubt(packet, { code: 'site-link-not-read', params }) : packet };
}

type TransitWithTable = { transit: TransitRouter; table: TransitRouterTable; from: string };

const TRANSIT: RouterKind<TransitWithTable> = {
  own: cloudRange,
  missing(index, { transit, table }, { destination }) {
    const prefix = destination.firstPrefix() ?? '';
    const params = { router: transit.key, routerKind: 'transit-router', routeTable: table.key, prefix };
    const finding = cloudRange(index).contains(destination) ? 'V4' : 'F02';
    return { kind: 'unreachable', reason: { code: 'no-route', params }, finding, owner: 'cloud' };
  },
  follow: followFromTransit,
};

function followFromTransit(index: EstateIndex, at: TransitWithTable, packet: Packet, nextHop: NextHop): Move {
  const { transit } = at;
  const attachment = transit.attachments.find(({ key }) => key === nextHop.key);
  if (!attachment) {
    const params = { router: transit.key, routerKind: 'transit-router', nextHop: nextHop.key, kind: nextHop.kind };
    return { packet, end: { kind: 'unknown', reason: { code: 'next-hop-not-read', params }, owner: 'cloud' } };
  }
  const joined = across(index, at, packet, attachment.router);
  if ('end' in joined) return { packet: stoppedAtLast(packet), end: joined.end };
  const leaving = crossing(joined.packet, attachment);
  if ('end' in leaving) return { packet: stoppedAtLast(packet), end: leaving.end };
  const { router } = attachment;
  if (index.vbrs.has(router)) return { packet: leaving.packet, next: { at: 'vbr', key: router } };
  if (index.vpcs.has(router)) return { packet: leaving.packet, next: { at: 'vpc', vpc: router, table: null } };
  const reason: Reason = { code: 'router-not-read', params: { router } };
  return { packet: leaving.packet, end: { kind: 'unknown', reason, owner: 'cloud' } };
}
