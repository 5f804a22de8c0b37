import type { Endpoint } from '@/domain/estate/flow';
import { oncePer } from '@/domain/memo';
import type { Family } from '@/domain/net/address';
import { prefixFamily } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { isOneRegion, resolveEndpoint, resolvePodsOf } from '../walk/endpoint';
import type { EstateIndex } from '../estate-index';
import type { Location, Resolved } from '../location';
import { knownToFirewalls } from '../gateway/firewall-group';
import { hasArrived, partOf } from '../packet';
import { Requests, type Request } from '../tables/requests';
import { trace, type Outcome } from '../walk/trace';
import type { Assumption, Reason } from '../verdict';

/** Everything that becomes of traffic in one direction. A `problem` says why there is no traffic at all. */
export type Traced = {
  ends: readonly Resolved[];
  outcomes: readonly Outcome[];
  assumptions: readonly Assumption[];
  problem?: Reason;
};

/** What becomes of requests, and of the answers to them. */
export function traceBothWays(index: EstateIndex, from: Endpoint, to: Endpoint): { there: Traced; back: Traced } {
  const there = traceBetween(index, from, to);
  return { there, back: traceBetween(index, to, from, new Requests(() => requestsOf(index, there.outcomes))) };
}

function requestsOf(index: EstateIndex, outcomes: readonly Outcome[]): readonly Request[] {
  const arrived = outcomes.filter(({ end }) => hasArrived(end));
  return arrived.map(({ packet }) => {
    const { source, destination } = packet;
    return { source, destination, by: knownToFirewalls(index, packet) };
  });
}

/** Follows the traffic of one direction. `requests`: what it answers; null: it asks. */
export function traceBetween(
  index: EstateIndex,
  from: Endpoint,
  to: Endpoint,
  requests: Requests | null = null,
): Traced {
  const [source, destination] = isOneRegion(index, from, to)
    ? [resolvePodsOf(index, from), resolvePodsOf(index, from)]
    : [resolveEndpoint(index, from), resolveEndpoint(index, to)];
  const known = { ends: [source, destination], assumptions: [...source.assumptions, ...destination.assumptions] };
  const problem = source.problem ?? destination.problem;
  if (problem) return { ...known, outcomes: [], problem };
  const outcomes: Outcome[] = [];
  for (const a of source.locations) {
    const senders = byFamily(a);
    for (const b of destination.locations) {
      const receivers = byFamily(b);
      // IPv4 talks to IPv4 and IPv6 to IPv6.
      for (const family of FAMILIES) {
        const [sender, receiver] = [senders[family], receivers[family]];
        if (sender && receiver) for (const each of trace(index, sender, receiver, requests)) outcomes.push(each);
      }
    }
  }
  if (outcomes.length > 0) return { ...known, outcomes: fromWhereTheyStand(outcomes) };
  return { ...known, outcomes, problem: { code: 'no-common-family', params: {} } };
}

/** Addresses that two VPCs claim stand in the one whose vSwitch holds them; that no vSwitch of the other does says nothing. */
function fromWhereTheyStand(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (!outcomes.some(isNowhere)) return outcomes;
  const standing = RangeSet.union(outcomes.filter((each) => !isNowhere(each)).map(({ packet }) => packet.source));
  return outcomes.flatMap((outcome) => {
    if (!isNowhere(outcome)) return [outcome];
    const source = outcome.packet.source.subtract(standing);
    return source.isEmpty() ? [] : [{ ...outcome, packet: partOf(outcome.packet, source, outcome.packet.destination) }];
  });
}

function isNowhere({ end }: Outcome): boolean {
  return end.reason?.code === 'source-not-placed';
}

export const FAMILIES = [4, 6] as const;

/** A location's addresses of one family, null when it has none. */
export function within(location: Location, family: Family): Location | null {
  return byFamily(location)[family];
}

const byFamily = oncePer((location: Location): Readonly<Record<Family, Location | null>> => ({
  4: onlyOf(location, 4),
  6: onlyOf(location, 6),
}));

function onlyOf(location: Location, family: Family): Location | null {
  const prefixes = location.prefixes.filter((prefix) => prefixFamily(prefix) === family);
  if (prefixes.length === 0) return null;
  return prefixes.length === location.prefixes.length ? location : { ...location, prefixes };
}
