import { groupFamily, routeLimitOf } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { RouteEntry } from '@/domain/estate/routes';
import { containsPrefix, prefixFamily, type Prefix } from '@/domain/net/prefix';
import {
  CLOUD_ASN,
  gatewayOfSession,
  healthBetween,
  localHost,
  localHosts,
  sessionsOf,
  type Session,
} from '../sessions/bgp-session';
import { evidenceOf, type EstateIndex } from '../estate-index';
import { lacksPolicy, seenSession } from '../sessions/session-health';
import { announcerOf, announcersOf, mutenessOf, peersWith, type PodSubnet } from '../gateway/gateway-pods';
import { formationOf, type FormationProblem } from './formation';
import { announcedTo, isFilteredToward, isLooped, podSubnetsAt, routesOf, type Announcement } from './announced';

/** The places a pod subnet passes on its way to the cloud, in order. `sent`: by the gateway, toward the VBR. */
export const TRAIL_STAGES = ['node', 'gateway', 'sent', 'vbr'] as const;
export type TrailStage = (typeof TRAIL_STAGES)[number];

/** Whether a place has the prefix, itself or within a wider one. What was seen counts before what settings predict. */
export type Sighting = {
  stage: TrailStage;
  key: string;
  has: boolean | null;
  by: 'observed' | 'predicted';
  /** the prefix by which it has it: its own, or an aggregate */
  as?: Prefix;
};

/** Why a prefix got no further. */
export type VanishReason =
  | 'no-speaker'
  | 'not-peered'
  | 'filtered-in'
  | 'filtered-out'
  | 'session-down'
  | 'no-policy'
  | 'as-loop'
  | 'over-limit'
  | 'not-explained';

/**
 * `between`: what of both ends' settings keeps the session down, where they tell; `over`: the BGP peer over which no more routes come in,
 * and how many it takes.
 */
export type Vanished = {
  stage: TrailStage;
  key: string;
  why: VanishReason;
  between?: FormationProblem;
  over?: { peer: string; limit: number };
};

/** One pod subnet from its node to one VBR: node, gateway and VBR compared, and the first place that does not have it. */
export type Trail = {
  prefix: Prefix;
  cluster: string;
  node: string;
  gateway: string;
  vbr: string;
  sightings: readonly Sighting[];
  vanishedAt?: Vanished;
};

/** The trails of every pod subnet at a gateway's site toward one VBR. */
export function trailsOf(index: EstateIndex, gateway: Gateway, vbr: Vbr): readonly Trail[] {
  const announced = announcedTo(index, gateway, vbr);
  return podSubnetsAt(index, gateway).map((subnet) => trailOf(index, { subnet, gateway, vbr, announced }));
}

type Way = { subnet: PodSubnet; gateway: Gateway; vbr: Vbr; announced: readonly Announcement[] };

function trailOf(index: EstateIndex, way: Way): Trail {
  const { subnet, gateway, vbr } = way;
  const sightings = [atNode(way), atGateway(index, way), asSent(index, way), atVbr(index, way)];
  const lost = sightings.find(({ has }) => has === false);
  return {
    prefix: subnet.podCidr,
    cluster: subnet.found.cluster.key,
    node: subnet.node.name,
    gateway: gateway.key,
    vbr: vbr.key,
    sightings,
    ...(lost ? { vanishedAt: vanished(index, way, lost) } : {}),
  };
}

function vanished(index: EstateIndex, way: Way, { stage, key }: Sighting): Vanished {
  const why = WHY[stage](index, way);
  const full = why === 'over-limit' ? fullSession(index, way) : undefined;
  if (full) return { stage, key, why, over: { peer: full.peer.key, limit: routeLimitOf(full.group) } };
  if (why !== 'session-down' || stage !== 'vbr') return { stage, key, why };
  const [between] = sessionsToward(index, way.gateway, way.vbr).flatMap((each) => formationOf(index, each).why ?? []);
  return { stage, key, why, ...(between ? { between } : {}) };
}

function atNode({ subnet }: Way): Sighting {
  const has = announcersOf(subnet).length > 0;
  return { stage: 'node', key: subnet.node.name, has, by: 'predicted', ...(has ? { as: subnet.podCidr } : {}) };
}

function atGateway(index: EstateIndex, { subnet, gateway, vbr }: Way): Sighting {
  const cloud = localHosts(vbr);
  const routes = routesOf(index, gateway);
  const common = { stage: 'gateway', key: gateway.key } as const;
  if (!routes) return { ...common, has: announcerOf(index, gateway, subnet) !== null, by: 'predicted' };
  const row = routes.find(
    ({ best, discard, nextHop, prefix }) =>
      best &&
      !discard &&
      nextHop !== undefined &&
      !cloud.includes(nextHop) &&
      containsPrefix(prefix, subnet.podCidr) &&
      !isDefault(prefix),
  );
  return { ...common, has: row !== undefined, by: 'observed', ...(row ? { as: row.prefix } : {}) };
}

/** A default route has everything and tells of nothing. */
function isDefault(prefix: Prefix): boolean {
  return prefix.endsWith('/0');
}

function asSent(index: EstateIndex, { subnet, gateway, vbr, announced }: Way): Sighting {
  const peer = localHost(vbr, prefixFamily(subnet.podCidr));
  const isOld = evidenceOf(index, 'gateway-path', gateway.key).kind === 'stale';
  const paths = isOld ? undefined : gateway.observed?.paths;
  const sent = paths?.filter((each) => each.direction === 'advertised' && each.peer === peer) ?? announced;
  const found = sent.find(({ prefix }) => containsPrefix(prefix, subnet.podCidr));
  const by = paths ? 'observed' : 'predicted';
  const isMute = !paths && isShutToward(index, { gateway, vbr }, subnet);
  const has = found !== undefined && !isMute;
  return { stage: 'sent', key: gateway.key, has, by, ...(found && has ? { as: found.prefix } : {}) };
}

/** Over a session that was seen to be up and without a policy nothing goes out, whatever the settings predict. */
function isShutToward(index: EstateIndex, { gateway, vbr }: Pick<Way, 'gateway' | 'vbr'>, { podCidr }: PodSubnet) {
  const peer = localHost(vbr, prefixFamily(podCidr));
  return peer !== null && lacksPolicy(seenSession(index, gateway, [peer]), 'out');
}

function atVbr(index: EstateIndex, { subnet, vbr }: Way): Sighting {
  const table = vbr.routeTable;
  const common = { stage: 'vbr', key: vbr.key, by: 'observed' } as const;
  if (!table?.entries || evidenceOf(index, 'route-entry', table.key).kind === 'stale') return { ...common, has: null };
  const row = table.entries.find((entry) => isLearnt(entry) && containsPrefix(entry.prefix, subnet.podCidr));
  return { ...common, has: row !== undefined, ...(row ? { as: row.prefix } : {}) };
}

function isLearnt({ type, status }: RouteEntry): boolean {
  return type === 'bgp' && status !== 'pending' && status !== 'deleting';
}

type Why = (index: EstateIndex, way: Way) => VanishReason;

const WHY: Readonly<Record<TrailStage, Why>> = {
  node: () => 'no-speaker',
  gateway(index, { subnet, gateway }) {
    const peered = announcersOf(subnet).some((node) => peersWith(index, gateway, node));
    if (!peered) return 'not-peered';
    const mute = mutenessOf(index, gateway, subnet);
    if (mute) return mute === 'speaker-session-down' ? 'session-down' : 'no-policy';
    return announcerOf(index, gateway, subnet) ? 'not-explained' : 'filtered-in';
  },
  sent: (index, { subnet, gateway, vbr }) =>
    isShutToward(index, { gateway, vbr }, subnet)
      ? 'no-policy'
      : isFilteredToward(gateway, vbr, prefixFamily(subnet.podCidr))
        ? 'filtered-out'
        : 'not-explained',
  vbr(index, way) {
    const up = sessionsUp(index, way);
    if (up.length === 0) return 'session-down';
    const own = way.announced.filter(({ prefix }) => containsPrefix(prefix, way.subnet.podCidr));
    const isLoopedAt = ({ group }: Session) => own.every((each) => isLooped(each, group.localAsn ?? CLOUD_ASN));
    if (own.length > 0 && up.every(isLoopedAt)) return 'as-loop';
    return fullSession(index, way) ? 'over-limit' : 'not-explained';
  },
};

/** The sessions that are up and that a subnet goes over. */
function sessionsUp(index: EstateIndex, { subnet, gateway, vbr }: Way): readonly Session[] {
  const family = prefixFamily(subnet.podCidr);
  return sessionsToward(index, gateway, vbr).filter(
    (session) => groupFamily(session.group) === family && healthBetween(index, session, gateway) === 'established',
  );
}

/** The session by which a subnet would have come, had it not as many routes as it takes. */
function fullSession(index: EstateIndex, way: Way): Session | undefined {
  const family = prefixFamily(way.subnet.podCidr);
  const offered = new Set(way.announced.map(({ prefix }) => prefix).filter((each) => prefixFamily(each) === family));
  return sessionsUp(index, way).find((session) => isFull(session, offered.size));
}

/** The sessions of a VBR with a gateway. */
export function sessionsToward(index: EstateIndex, gateway: Gateway, vbr: Vbr): readonly Session[] {
  return sessionsOf(vbr).filter((session) => gatewayOfSession(index, session) === gateway);
}

/** What comes beyond the limit is denied while the session stays up. */
function isFull({ group, peer }: Session, offered: number): boolean {
  const limit = routeLimitOf(group);
  return offered > limit || (peer.observed?.receivedRoutes ?? 0) >= limit;
}
