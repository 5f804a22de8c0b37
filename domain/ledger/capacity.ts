import type { Cluster } from '@/domain/estate/cluster';
import {
  addressCount,
  containsPrefix,
  parsePrefix,
  prefixLength,
  tryParsePrefix,
  type Prefix,
} from '@/domain/net/prefix';

/** How many nodes a range holds, has and has room for. `podsPerNode` leaves out network, gateway and broadcast address. */
export type Capacity = {
  cluster: string;
  /** absent: the cluster's whole range */
  site?: string;
  prefix: Prefix;
  nodeMask: number;
  podsPerNode: number;
  nodes: number;
  used: number;
  remaining: number;
};

/** Capacity of a cluster's edge range and of each of its site blocks; nothing where range or mask is unknown. */
export function capacitiesOf(cluster: Cluster): Capacity[] {
  const { edgePodCidr, nodeMask, siteBlocks = [] } = cluster;
  if (edgePodCidr === undefined || nodeMask === undefined) return [];
  const taken = [...new Set((cluster.nodes ?? []).flatMap((node) => node.podCidr ?? []))].map(parsePrefix);
  return [{ prefix: edgePodCidr, site: undefined }, ...siteBlocks].map(({ prefix, site }) =>
    capacityOf({ cluster: cluster.key, site, prefix: parsePrefix(prefix), nodeMask, taken }),
  );
}

function capacityOf(range: {
  cluster: string;
  site: string | undefined;
  prefix: Prefix;
  nodeMask: number;
  taken: readonly Prefix[];
}): Capacity {
  const { cluster, site, prefix, nodeMask, taken } = range;
  const nodes = nodesIn(prefix, nodeMask);
  const used = taken.filter((each) => containsPrefix(prefix, each)).length;
  return {
    cluster,
    ...(site === undefined ? {} : { site }),
    prefix,
    nodeMask,
    podsPerNode: podsOn(nodeMask),
    nodes,
    used,
    remaining: Math.max(0, nodes - used),
  };
}

/** 2^(nodeMask − length) nodes; none when a node's part would be wider than the range. */
export function nodesIn(prefix: Prefix, nodeMask: number): number {
  const length = prefixLength(prefix);
  return nodeMask < length ? 0 : 2 ** (nodeMask - length);
}

function podsOn(nodeMask: number): number {
  const part = tryParsePrefix(`0.0.0.0/${nodeMask}`);
  return part.ok ? Math.max(0, Number(addressCount(part.value)) - 3) : 0;
}

/** How many nodes had a part of a range at a moment (ISO 8601). */
export type UsedAt = { at: string; used: number };

/** When a range runs out, or why nobody can say. */
export type Forecast =
  | { kind: 'too-little-data'; days: number }
  | { kind: 'not-growing' }
  | { kind: 'full' }
  | { kind: 'runs-out'; at: string; perWeek: number };

const DAY_MS = 86_400_000;
/** Less than this is an accident, not a trend. */
const FEWEST_DAYS = 14;
const FEWEST_POINTS = 3;
/** Beyond this a date would be a pretence. */
const FURTHEST_DAYS = 3_650;

/** The date at which a range is exhausted if nodes go on coming as they did: the slope of all points by least squares. */
export function forecast(history: readonly UsedAt[], remaining: number, now: string): Forecast {
  if (remaining <= 0) return { kind: 'full' };
  const points = history.map(({ at, used }) => ({ day: Date.parse(at) / DAY_MS, used }));
  const days = points.length === 0 ? 0 : Math.max(...points.map((p) => p.day)) - Math.min(...points.map((p) => p.day));
  if (points.length < FEWEST_POINTS || days < FEWEST_DAYS) return { kind: 'too-little-data', days: Math.floor(days) };
  const perDay = slopeOf(points);
  if (perDay <= 0 || remaining / perDay > FURTHEST_DAYS) return { kind: 'not-growing' };
  return {
    kind: 'runs-out',
    at: new Date(Date.parse(now) + (remaining / perDay) * DAY_MS).toISOString(),
    perWeek: perDay * 7,
  };
}

function slopeOf(points: readonly { day: number; used: number }[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const day = mean(points.map((p) => p.day));
  const used = mean(points.map((p) => p.used));
  const spread = points.reduce((sum, p) => sum + (p.day - day) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, p) => sum + (p.day - day) * (p.used - used), 0) / spread;
}
