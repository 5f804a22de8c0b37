import type { BgpNetwork } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway, ObservedGatewayPeer } from '@/domain/estate/gateway';
import { byText } from '@/domain/estate/projection';
import { containsPrefix, prefixFamily, type Prefix } from '@/domain/net/prefix';
import { RangeSet } from '@/domain/net/range-set';
import { passesFilters } from '@/domain/estate/gateway-filter';
import {
  CLOUD_ASN,
  gatewayOfSession,
  gatewayPeer,
  healthBetween,
  localHost,
  seenByGateway,
  sessionsOf,
  type Session,
} from '../sessions/bgp-session';
import { sessionCause, type SessionCause } from '../sessions/session-cause';
import { rankPaths, type PathMerits } from '../sessions/best-path';
import { cloudRange, evidenceOf, groupBy, type EstateIndex } from '../estate-index';
import { isReadWhole } from './gateway-reading';
import { gatewayRow, tellingOf, type GatewayRow } from './gateway-row';
import { vbrsOf } from '../sessions/link';
import { propagatedTo } from '../tables/propagated';
import { apart, type Ending, type Packet } from '../packet';
import { lacksPolicy } from '../sessions/session-health';
import type { Reason } from '../verdict';

/**
 * What the VBRs announce to a gateway. A cloud range arrives when a session on the VBR is established and the VBR has the
 * range as a BGP network in force, or by a row that a transit router wrote; the gateway itself is not read, so the VBR's side is the evidence.
 */
export function learnedRows(index: EstateIndex, gateway: Gateway): readonly GatewayRow[] {
  const learned = vbrsOf(index, gateway).flatMap((vbr) =>
    [...(vbr.bgpNetworks ?? []), ...propagatedTo(vbr)].map((each) => ({
      vbr,
      row: networkRow(index, gateway, vbr, each),
    })),
  );
  return [...groupBy(learned, ({ row }) => row.prefix).values()].flatMap((rows) => inOrder(index, gateway, rows));
}

type Learned = { vbr: Vbr; row: GatewayRow };

/** Between two ranks of one origin there is room for as many paths as there may be. */
const RANK = 1 / 1024;

/** Rows of one prefix, each behind those that the gateway prefers to it. */
function inOrder(index: EstateIndex, gateway: Gateway, learned: readonly Learned[]): readonly GatewayRow[] {
  const there = learned.filter(({ row }) => row.state !== 'idle');
  if (there.length < 2) return learned.map(({ row }) => row);
  const paths = there.map(({ vbr, row }) => ({
    row,
    sure: row.state === 'forwards',
    ...meritsOf(index, gateway, vbr, row.prefix),
  }));
  const ranks = new Map([...rankPaths(paths)].map(([{ row }, rank]) => [row, rank]));
  return learned.map(({ row }) => ({ ...row, preference: row.preference + (ranks.get(row) ?? 0) * RANK }));
}

/** What the gateway sets on what a VBR says, and how long the way is: the cloud's own number stands in it once. */
function meritsOf(index: EstateIndex, gateway: Gateway, vbr: Vbr, prefix: Prefix): PathMerits {
  const { localPreference, med } = gatewayPeer(gateway, vbr, prefixFamily(prefix)) ?? {};
  const [session] = sessionsWith(index, gateway, vbr, prefix);
  return {
    asPath: [session?.group.localAsn ?? CLOUD_ASN],
    ...(localPreference === undefined ? {} : { localPreference }),
    ...(med === undefined ? {} : { med }),
  };
}

function networkRow(index: EstateIndex, gateway: Gateway, vbr: Vbr, network: BgpNetwork): GatewayRow {
  const nextHop = localHost(vbr, prefixFamily(network.prefix)) ?? vbr.key;
  const common = { gateway: gateway.key, prefix: network.prefix, origin: 'bgp', nextHop } as const;
  const why = notLearned(index, gateway, vbr, network);
  if (why === null) return gatewayRow({ ...common, target: { kind: 'vbr', vbr: vbr.key } });
  const state = why.kind === 'unknown' ? 'uncertain' : 'idle';
  // Only whether the session is up is open, not where it leads.
  const perhaps = why.reason?.code === 'bgp-session-state-unknown' ? { perhaps: vbr.key } : {};
  return gatewayRow({ ...common, state, target: { kind: 'stop', end: why, ...perhaps } });
}

/** Why an announced range is not, or not surely, in the gateway's table; null when it is. */
function notLearned(index: EstateIndex, gateway: Gateway, vbr: Vbr, network: BgpNetwork): Ending | null {
  const params = { vbr: vbr.key, gateway: gateway.key, prefix: network.prefix };
  const down = sessionProblem(index, gateway, vbr, network.prefix);
  if (down) return down;
  const networks = evidenceOf(index, 'bgp-network', vbr.key);
  if (networks.kind === 'stale') return { kind: 'unknown', reason: networks.reason };
  const peer = localHost(vbr, prefixFamily(network.prefix));
  if (!passesFilters(gateway, { peer, direction: 'in' }, network.prefix))
    return { kind: 'unreachable', reason: { code: 'gateway-filter-denies', params }, finding: 'V4', owner: 'idc' };
  const status = network.status ?? 'unknown';
  if (status === 'available') return null;
  if (status === 'modifying' || status === 'unknown')
    return { kind: 'unknown', reason: { code: 'bgp-network-changing', params: { ...params, status } }, owner: 'cloud' };
  return {
    kind: 'unreachable',
    reason: { code: 'bgp-network-not-available', params: { ...params, status } },
    finding: 'F34',
    owner: 'cloud',
  };
}

/** Sessions of a VBR with this gateway that carry a prefix of this family. */
function sessionsWith(index: EstateIndex, gateway: Gateway, vbr: Vbr, prefix: Prefix): readonly Session[] {
  const version = prefixFamily(prefix) === 4 ? 'ipv4' : 'ipv6';
  return sessionsOf(vbr).filter((session) => {
    const far = gatewayOfSession(index, session);
    return (session.group.ipVersion ?? 'ipv4') === version && (far === undefined || far === gateway);
  });
}

/** Why no session of a VBR with this gateway carries a prefix; null when one does. */
export function sessionProblem(index: EstateIndex, gateway: Gateway, vbr: Vbr, prefix: Prefix): Ending | null {
  const sessions = sessionsWith(index, gateway, vbr, prefix);
  const health = sessions.map((session) => healthBetween(index, session, gateway));
  const seen = sessions.map((session) => seenByGateway(index, session, gateway));
  if (sessions.some((_, at) => health[at] === 'established' && !lacksPolicy(seen[at], 'in'))) return null;
  const params = { vbr: vbr.key, gateway: gateway.key, prefix };
  const evidence = evidenceOf(index, 'bgp-peer', vbr.key);
  const unsure = vbr.bgpGroups === undefined || vbr.bgpGroups.some((group) => group.peers === undefined);
  if (health.includes('unknown') || (sessions.length === 0 && (unsure || evidence.kind === 'stale')))
    return {
      kind: 'unknown',
      reason: evidence.kind === 'stale' ? evidence.reason : { code: 'bgp-session-state-unknown', params },
    };
  const mute = seen.find((each, at) => health[at] === 'established' && lacksPolicy(each, 'in'));
  return mute ? withoutPolicy(gateway, mute) : whyDown(index, sessions, params);
}

/** A session that is up, and over which the gateway's want of a policy lets nothing through. */
export function withoutPolicy({ key }: Gateway, { address, sessionState }: ObservedGatewayPeer): Ending {
  const params = { gateway: key, peer: address, state: sessionState };
  return { kind: 'unreachable', reason: { code: 'gateway-policy-missing', params }, finding: 'C05', owner: 'idc' };
}

/** Why none of some sessions is up. The most telling cause first, whatever the order of the lists. */
export function whyDown(index: EstateIndex, sessions: readonly Session[], params: Reason['params']): Ending {
  const [first] = sessions.map((session) => sessionCause(index, session)).sort(byTelling);
  if (!first)
    return { kind: 'unreachable', reason: { code: 'bgp-session-missing', params }, finding: 'V4', owner: 'cloud' };
  const { code, params: causeParams, finding, owner } = first;
  return { kind: 'unreachable', reason: { code, params: causeParams }, owner, ...(finding ? { finding } : {}) };
}

/** What has a finding of its own first. */
function byTelling(a: SessionCause, b: SessionCause): number {
  const [left, right] = [a, b].map(({ code, finding, owner, params }) =>
    [finding === undefined ? 1 : 0, finding, code, owner, params.peer].join(' '),
  ) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Of the cloud or not, and in which of the ranges that VBRs announce: what is missing of each part is missing for one reason. */
export function partsToExplain(index: EstateIndex, gateway: Gateway, packet: Packet): readonly Packet[] {
  const said = vbrsOf(index, gateway).flatMap(({ bgpNetworks = [] }) => bgpNetworks.map(({ prefix }) => prefix));
  const ranges = [cloudRange(index), ...[...new Set(said)].map((prefix) => RangeSet.of([prefix]))];
  return ranges.reduce<readonly Packet[]>((parts, range) => parts.flatMap((part) => apart(part, range)), [packet]);
}

/** Why a gateway has no row at all for a part: what could not be known comes before what is known to be missing. */
export function explainNoRoute(index: EstateIndex, gateway: Gateway, part: RangeSet): Ending {
  const prefix = part.firstPrefix() as Prefix;
  const none = noRoute(index, gateway, prefix);
  if (!cloudRange(index).contains(part)) return none;
  const vbrs = vbrsOf(index, gateway);
  const params = { gateway: gateway.key, prefix };
  if (vbrs.length === 0)
    return { kind: 'unknown', reason: { code: 'gateway-uplink-not-declared', params }, owner: 'idc' };
  return mostTelling(vbrs.map((vbr) => notBrought(index, gateway, vbr, prefix) ?? none)) ?? none;
}

/** Why no VBR brings a part that is not the gateway's own to know; null where none was meant to. */
export function explainMissing(index: EstateIndex, gateway: Gateway, part: RangeSet): Ending | null {
  if (!cloudRange(index).contains(part)) return null;
  const prefix = part.firstPrefix() as Prefix;
  const endings = vbrsOf(index, gateway).map((vbr) => notBrought(index, gateway, vbr, prefix));
  return mostTelling(endings.filter((each) => each !== null)) ?? null;
}

function noRoute(index: EstateIndex, gateway: Gateway, prefix: Prefix): Ending {
  const params = { gateway: gateway.key, prefix };
  return gateway.staticRoutes !== undefined || isReadWhole(index, gateway, prefixFamily(prefix))
    ? { kind: 'unreachable', reason: { code: 'gateway-no-route', params }, finding: 'V4', owner: 'idc' }
    : { kind: 'unknown', reason: { code: 'gateway-routes-not-read', params }, owner: 'idc' };
}

function mostTelling(endings: readonly Ending[]): Ending | undefined {
  return [...endings].sort((a, b) => byText(tellingOf(a), tellingOf(b)))[0];
}

/**
 * What one VBR has to do with a missing range. Null: it has no sessions, so it was never meant to announce anything. What it does
 * announce, over a session that is up, and what the gateway lets in, is the gateway's to have.
 */
function notBrought(index: EstateIndex, gateway: Gateway, vbr: Vbr, prefix: Prefix): Ending | null {
  const known = vbr.bgpGroups !== undefined && vbr.bgpGroups.every((group) => group.peers !== undefined);
  const isOld = evidenceOf(index, 'bgp-peer', vbr.key).kind === 'stale';
  if (known && !isOld && sessionsOf(vbr).length === 0) return null;
  const params = { vbr: vbr.key, gateway: gateway.key, prefix };
  const problem = sessionProblem(index, gateway, vbr, prefix);
  if (problem) return problem;
  const networks = evidenceOf(index, 'bgp-network', vbr.key);
  if (networks.kind === 'stale') return { kind: 'unknown', reason: networks.reason };
  if (vbr.bgpNetworks === undefined) return { kind: 'unknown', reason: { code: 'bgp-networks-not-read', params } };
  const announced = vbr.bgpNetworks.filter((each) => containsPrefix(each.prefix, prefix));
  if (announced.length === 0)
    return { kind: 'unreachable', reason: { code: 'bgp-network-missing', params }, finding: 'F34', owner: 'cloud' };
  const endings = announced.map((each) => notLearned(index, gateway, vbr, each) ?? noRoute(index, gateway, prefix));
  return mostTelling(endings) ?? null;
}
