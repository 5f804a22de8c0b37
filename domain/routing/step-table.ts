import type { NextHop } from '@/domain/estate/routes';
import type { RangeSet } from '@/domain/net/range-set';
import type { Match } from './fib';
import { apart, withHop, narrowedTo, type Ending, type Move, type Packet } from './packet';
import type { EntryTarget } from './table-rows';
import type { Hop, HopPlace, Owner, ReadPart } from './verdict';

/** What a router does with what its table says of one part. */
export type TableContext = {
  packet: Packet;
  place: HopPlace;
  read?: ReadPart;
  owner: Owner;
  /** addresses for which a missing row is another matter than for the rest */
  own: RangeSet;
  /** how a missing row is called here; the destination is all `own` or not at all */
  missing: (packet: Packet) => Ending;
  follow: (packet: Packet, nextHop: NextHop) => Move | readonly Move[];
};

/** Sends one part of the destination on by its row, or ends it where the table does not say clearly. */
export function followMatch(match: Match<EntryTarget>, context: TableContext): readonly Move[] {
  const packet = narrowedTo(context.packet, match.part);
  const row = match.rows[0];
  if (!row)
    return apart(packet, context.own).map((part) => stopHere(part, match, context, withoutRow(part, match, context)));
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
        owner: context.owner,
      }),
    ];
  }
  if (row.state === 'uncertain') {
    const params = { ...where(context), prefix: row.prefix, status: row.row.status };
    return [
      stopHere(packet, match, context, {
        kind: 'unknown',
        reason: { code: 'route-changing', params },
        owner: context.owner,
      }),
    ];
  }
  if (row.target.length === 0) {
    const params = { ...where(context), prefix: row.prefix };
    return [
      stopHere(packet, match, context, {
        kind: 'unknown',
        reason: { code: 'next-hop-not-read', params },
        owner: context.owner,
      }),
    ];
  }
  const passed = withHop(context.packet, hopOf('passes', match, context), match.part);
  return row.target.flatMap((nextHop) => context.follow(passed, nextHop));
}

function withoutRow(packet: Packet, match: Match<EntryTarget>, context: TableContext): Ending {
  const ending = context.missing(packet);
  if (!match.idle) return ending;
  const params = { ...where(context), prefix: match.idle.prefix, status: match.idle.row.status };
  return { ...ending, reason: { code: 'route-not-available', params } };
}

function where({ place }: TableContext): { router: string; routerKind: string } {
  return { router: place.key, routerKind: place.kind };
}

function stopHere(packet: Packet, match: Match<EntryTarget>, context: TableContext, end: Ending): Move {
  return { packet: withHop(packet, hopOf(end.kind === 'unknown' ? 'unknown' : 'stops', match, context)), end };
}

function hopOf(status: Hop['status'], match: Match<EntryTarget>, context: TableContext): Hop {
  const row = match.rows[0]?.row;
  const runnerUp = match.runnerUp?.row ?? match.rows[1]?.row ?? match.idle?.row;
  const hop: Hop = { place: context.place, status };
  if (row) hop.row = row;
  if (runnerUp) hop.runnerUp = runnerUp;
  if (context.read) hop.read = context.read;
  return hop;
}
