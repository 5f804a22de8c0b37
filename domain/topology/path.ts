import { containsPrefix, type Prefix } from '@/domain/net/prefix';
import { tryParsePrefix } from '@/domain/net/prefix';
import type { FlowVerdict, Hop, HopPlace, Verdict } from '@/domain/routing/verdict';
import { vSwitchRowId } from './cloud-elements';
import type { GraphNode, GraphStatus, TopologyGraph } from './graph';
import { nodeId } from './graph';
import { missingRowId, routeRowId } from './route-rows';

export type Direction = 'forward' | 'back';

/** A stretch of the way between two cards, px on the sheet. `assumed`: decided by something that no source reads. */
export type PathSegment = {
  direction: Direction;
  status: GraphStatus;
  assumed: boolean;
  points: readonly (readonly [number, number])[];
  label?: string;
};

/** A row that decided, or should have. */
export type PathBand = { node: string; row: string; direction: Direction; status: GraphStatus };

/** Where the way ends before its end. */
export type PathStop = { direction: Direction; node: string; status: GraphStatus; x: number; y: number };

export type PathOverlay = {
  segments: readonly PathSegment[];
  bands: readonly PathBand[];
  stops: readonly PathStop[];
  nodes: ReadonlySet<string>;
};

const STATUS = { reachable: 'healthy', unreachable: 'broken', unknown: 'unknown' } as const;

/** The way of a flow over a drawn graph, there and back. */
export function overlayPath(graph: TopologyGraph, verdict: FlowVerdict, aliasOf: (id: string) => string): PathOverlay {
  const nodes = new Map(graph.nodes.map((each) => [each.id, each]));
  const both = (['forward', 'back'] as const).map((direction) => way(nodes, direction, verdict[direction], aliasOf));
  return {
    segments: both.flatMap((each) => each.segments),
    bands: both.flatMap((each) => each.bands),
    stops: both.flatMap((each) => each.stops),
    nodes: new Set(both.flatMap((each) => [...each.nodes])),
  };
}

/** The node that a hop's place is drawn as, before closed boxes are considered. */
export function nodeOfPlace(place: HopPlace): string {
  return nodeId(place.kind === 'v-switch' ? 'vpc' : place.kind, place.key);
}

type Station = { node: GraphNode; hop: Hop; row?: string; y: number };

function way(
  nodes: ReadonlyMap<string, GraphNode>,
  direction: Direction,
  verdict: Verdict,
  aliasOf: (id: string) => string,
): PathOverlay {
  const status = STATUS[verdict.kind];
  const drawn = verdict.hops.flatMap((hop) => {
    const node = nodes.get(aliasOf(nodeOfPlace(hop.place)));
    return node ? [{ hop, node }] : [];
  });
  const rightward = goesRight(drawn.map((each) => each.node));
  const stations = drawn
    .filter(({ node }) => !node.slim)
    .map(({ hop, node }): Station => station(node, hop, verdict, rightward));
  const merged = stations.filter((each, at) => at === 0 || each.node !== stations[at - 1]?.node);
  const segments = merged.slice(1).flatMap((to, at): readonly PathSegment[] => {
    const from = merged[at];
    if (!from) return [];
    const label = from.hop.row?.prefix;
    return [
      {
        direction,
        status,
        assumed: from.hop.status === 'assumed',
        points: between(from, to),
        ...(label && !nested(from.node, to.node) ? { label } : {}),
      },
    ];
  });
  const bands = merged.flatMap(({ node, row }): readonly PathBand[] =>
    row === undefined ? [] : [{ node: node.id, row, direction, status: bandStatus(status, verdict, node, merged) }],
  );
  const last = drawn.at(-1);
  const ends = last && verdict.kind !== 'reachable' && (last.hop.status === 'stops' || last.hop.status === 'unknown');
  return {
    segments,
    bands,
    stops: ends ? [stopAt(last.node, merged, direction, status)] : [],
    nodes: new Set(drawn.map(({ node }) => node.id)),
  };
}

/** Rows before the one where it ends did their part. */
function bandStatus(status: GraphStatus, verdict: Verdict, node: GraphNode, stations: readonly Station[]): GraphStatus {
  const isLast = stations.at(-1)?.node === node;
  return verdict.kind === 'reachable' || isLast ? status : 'healthy';
}

function station(node: GraphNode, hop: Hop, verdict: Verdict, rightward: boolean): Station {
  const row = rowOf(node, hop, verdict);
  const y = row === undefined ? undefined : node.rowY[row];
  const fallback = Math.min(rightward ? HEAD.rightward : HEAD.leftward, node.height / 2);
  return { node, hop, ...(y === undefined ? {} : { row }), y: node.y + (y ?? fallback) };
}

/** The row that decided; where none did, the row that is missing. */
function rowOf(node: GraphNode, hop: Hop, verdict: Verdict): string | undefined {
  const { row } = hop;
  const candidates = row
    ? [routeRowId(row.prefix, row.nextHop), vSwitchRowId(row.prefix), 'more']
    : missingRows(node, verdict);
  return candidates.find((each) => each in node.rowY);
}

function missingRows(node: GraphNode, verdict: Verdict): readonly string[] {
  const prefix = tryParsePrefix(String(verdict.reason?.params.prefix ?? ''));
  if (!prefix.ok) return [];
  return node.rows.flatMap((row) =>
    row.kind === 'route' && row.id === missingRowId(row.prefix) && containsPrefix(row.prefix as Prefix, prefix.value)
      ? [row.id]
      : [],
  );
}

/** Where a way holds on to a card that shows no row for it, px from its top: both directions side by side. */
const HEAD = { rightward: 20, leftward: 40 } as const;

/** Lines bend this far from a card. */
const BEND = 12;

function goesRight(nodes: readonly GraphNode[]): boolean {
  const [first, last] = [nodes[0], nodes.at(-1)];
  return !first || !last || first.x <= last.x;
}

/** Of two lines side by side the upper one, which leads to the edge, bends first where both rise, last where both fall. */
function between(from: Station, to: Station): readonly (readonly [number, number])[] {
  if (nested(from.node, to.node)) return bracket(from, to);
  const rightward = from.node.x < to.node.x;
  const [left, right] = rightward ? [from, to] : [to, from];
  const [start, end] = [left.node.x + left.node.width, right.node.x];
  const rises = right.y < left.y;
  const bend = rises === rightward ? start + BEND : end - BEND;
  const points: (readonly [number, number])[] =
    left.y === right.y
      ? [
          [start, left.y],
          [end, right.y],
        ]
      : [
          [start, left.y],
          [bend, left.y],
          [bend, right.y],
          [end, right.y],
        ];
  return rightward ? points : points.reverse();
}

/** Between a card and what stands inside it: round the left edge. */
function bracket(from: Station, to: Station): readonly (readonly [number, number])[] {
  const left = Math.min(from.node.x, to.node.x) - 6;
  return [
    [from.node.x, from.y],
    [left, from.y],
    [left, to.y],
    [to.node.x, to.y],
  ];
}

function nested(a: GraphNode, b: GraphNode): boolean {
  return a.parent === b.id || b.parent === a.id;
}

function stopAt(node: GraphNode, stations: readonly Station[], direction: Direction, status: GraphStatus): PathStop {
  const last = stations.at(-1);
  const before = stations.at(-2);
  if (node.slim || !last || last.node !== node)
    return { direction, node: node.id, status, x: node.x + node.width / 2, y: last?.y ?? node.y + node.height / 2 };
  const rightward = !before || before.node.x < node.x;
  return { direction, node: node.id, status, x: rightward ? node.x : node.x + node.width, y: last.y };
}
