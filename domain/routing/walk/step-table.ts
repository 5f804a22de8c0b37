import type { NextHop, RouteTable } from '@/domain/estate/routes';
import type { RangeSet } from '@/domain/net/range-set';
import type { EstateIndex } from '../estate-index';
import type { Match } from '../tables/fib';
import { apart, hopByRow, narrowedTo, withHop, type Ending, type Evidence, type Move, type Packet } from '../packet';
import { fibOf, type EntryTarget } from '../tables/table-rows';
import type { Hop, HopPlace } from '../verdict';

/** A kind of router that sends by a table: what is its own, how a missing row is called there, and where its next hops are. */
export type RouterKind<R> = {
  /** addresses for which a missing row is another matter than for the rest */
  own: (index: EstateIndex, router: R) => RangeSet;
  /** the packet's destination is all `own` or not at all */
  missing: (index: EstateIndex, router: R, packet: Packet) => Ending;
  /** what is known to have kept a row away that the table should have learnt, part by part; null: nothing */
  explain?: (index: EstateIndex, router: R, packet: Packet) => readonly { part: Packet; why: Ending | null }[];
  follow: (index: EstateIndex, router: R, packet: Packet, nextHop: NextHop) => Move | readonly Move[];
};

/** A packet at a router. */
export type AtRouter<R> = {
  index: EstateIndex;
  kind: RouterKind<R>;
  router: R;
  packet: Packet;
  place: HopPlace;
  evidence: Evidence;
};

/** Sends each part of the destination on by its row, or ends it where the table does not say clearly. */
export function sendByTable<R>(table: RouteTable, at: AtRouter<R>): readonly Move[] {
  const moves: Move[] = [];
  for (const match of fibOf(table).lookup(at.packet.destination))
    for (const move of followMatch(match, at)) moves.push(move);
  return moves;
}

function followMatch<R>(match: Match<EntryTarget>, context: AtRouter<R>): readonly Move[] {
  const { index, kind, router } = context;
  const packet = narrowedTo(context.packet, match.part);
  const row = match.rows[0];
  if (!row) return apart(packet, kind.own(index, router)).flatMap((part) => withoutRow(part, match, context));
  if (match.rows.length > 1) {
    const nextHops = match.rows
      .map((each) => each.row.nextHop)
      .sort()
      .join(', ');
    const params = { ...where(context), prefix: row.prefix, nextHops };
    return [
      stopHere(packet, match, context, {
        kind: 'unknown',
        reason: { code: 'route-precedence-unknown', params },
        owner: 'cloud',
      }),
    ];
  }
  if (row.state === 'uncertain') {
    const params = { ...where(context), prefix: row.prefix, status: row.row.status };
    return [
      stopHere(packet, match, context, {
        kind: 'unknown',
        reason: { code: 'route-changing', params },
        owner: 'cloud',
      }),
    ];
  }
  if (row.target.length === 0) {
    const params = { ...where(context), prefix: row.prefix };
    return [
      stopHere(packet, match, context, {
        kind: 'unknown',
        reason: { code: 'next-hop-not-read', params },
        owner: 'cloud',
      }),
    ];
  }
  const passed = withHop(context.packet, hopOf('passes', match, context), match.part);
  const [only, another] = row.target;
  if (only && !another) return listed(kind.follow(index, router, passed, only));
  return row.target.flatMap((nextHop) => kind.follow(index, router, passed, nextHop));
}

function listed(moves: Move | readonly Move[]): readonly Move[] {
  return 'packet' in moves ? [moves] : moves;
}

function withoutRow<R>(packet: Packet, match: Match<EntryTarget>, context: AtRouter<R>): readonly Move[] {
  const { index, kind, router } = context;
  if (match.idle) {
    const params = { ...where(context), prefix: match.idle.prefix, status: match.idle.row.status };
    const ending = kind.missing(index, router, packet);
    return [stopHere(packet, match, context, { ...ending, reason: { code: 'route-not-available', params } })];
  }
  const explained = kind.explain?.(index, router, packet) ?? [{ part: packet, why: null }];
  return explained.map(({ part, why }) => stopHere(part, match, context, why ?? kind.missing(index, router, part)));
}

function where({ place }: { place: HopPlace }): { router: string; routerKind: string } {
  return { router: place.key, routerKind: place.kind };
}

function stopHere<R>(packet: Packet, match: Match<EntryTarget>, context: AtRouter<R>, end: Ending): Move {
  return { packet: withHop(packet, hopOf(end.kind === 'unknown' ? 'unknown' : 'stops', match, context)), end };
}

function hopOf<R>(status: Hop['status'], match: Match<EntryTarget>, { place, evidence }: AtRouter<R>): Hop {
  const runnerUp = match.runnerUp?.row ?? match.rows[1]?.row ?? match.idle?.row;
  return hopByRow(place, status, match.rows[0]?.row, runnerUp, evidence);
}
