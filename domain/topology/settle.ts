import type { GraphNode, TopologyGraph } from './graph';
import { SIZE } from './measure';

export type Spot = { x: number; y: number };
/** Where somebody has put things, by id. */
export type Moves = Readonly<Record<string, Spot>>;

export type Settled<Graph> = {
  graph: Graph;
  /** things that stand elsewhere than a fresh drawing would put them */ untidy: number;
};

/**
 * A new state of the same picture without a new arrangement: what was there stays where it was, what is new stands beside its
 * neighbours where there is room, and a card that has grown into another one keeps its size until somebody tidies up.
 */
export function settle<Graph extends TopologyGraph>(before: TopologyGraph, after: Graph): Settled<Graph> {
  const old = new Map(before.nodes.map((each) => [each.id, each]));
  const kept = after.nodes.flatMap((each) => {
    const was = old.get(each.id);
    return was ? [{ ...each, x: was.x, y: was.y, ...sizeBeside(each, was, after.nodes, old) }] : [];
  });
  const placed = new Map(kept.map((each) => [each.id, each]));
  for (const each of after.nodes)
    if (!placed.has(each.id)) placed.set(each.id, besideNeighbours(each, [...placed.values()]));
  const nodes = after.nodes.map((each) => placed.get(each.id) ?? each);
  const untidy = nodes.filter((each, at) => {
    const fresh = after.nodes[at];
    return fresh !== undefined && (fresh.x !== each.x || fresh.y !== each.y || fresh.height !== each.height);
  }).length;
  return { graph: { ...after, nodes, ...extent(nodes, after) }, untidy };
}

/** A card that would now cover another one keeps its old height; its last rows wait. */
function sizeBeside(
  node: GraphNode,
  was: GraphNode,
  all: readonly GraphNode[],
  old: ReadonlyMap<string, GraphNode>,
): Pick<GraphNode, 'width' | 'height' | 'rowY'> {
  const { width, height, rowY } = node;
  const grown = { ...node, x: was.x, y: was.y };
  const crowded =
    height > was.height &&
    all.some((each) => {
      const other = old.get(each.id);
      return other !== undefined && other.parent === node.parent && other.id !== node.id && overlap(grown, other);
    });
  if (!crowded) return { width, height, rowY };
  const seen = Object.entries(rowY).filter(([, y]) => y < was.height - SIZE.cardPad);
  return { width, height: was.height, rowY: Object.fromEntries(seen) };
}

/** The place a fresh drawing gives it, or the first free one below. */
function besideNeighbours(node: GraphNode, placed: readonly GraphNode[]): GraphNode {
  const siblings = placed.filter((each) => each.parent === node.parent && each.kind === node.kind);
  const beside = siblings.find((each) => Math.abs(each.x - node.x) < 1) ?? siblings[0];
  const others = placed.filter((each) => each.parent === node.parent && each.id !== node.parent);
  let spot = { ...node, x: beside?.x ?? node.x };
  for (let turn = 0; turn <= others.length; turn += 1) {
    const inTheWay = others.find((each) => overlap(spot, each));
    if (!inTheWay) return spot;
    spot = { ...spot, y: inTheWay.y + inTheWay.height + SIZE.gap };
  }
  return spot;
}

type Box = Pick<GraphNode, 'x' | 'y' | 'width' | 'height'>;

/** Whether two things would cover one another. */
export function overlap(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** Things where somebody has put them, and with them what they hold. */
export function moved<Graph extends TopologyGraph>(graph: Graph, moves: Moves): Graph {
  if (Object.keys(moves).length === 0) return graph;
  const byId = new Map(graph.nodes.map((each) => [each.id, each]));
  const shiftOf = (node: GraphNode): Spot => {
    const own = moves[node.id];
    if (own) return { x: own.x - node.x, y: own.y - node.y };
    const holder = node.parent === undefined ? undefined : byId.get(node.parent);
    return holder ? shiftOf(holder) : { x: 0, y: 0 };
  };
  const nodes = graph.nodes.map((node) => {
    const { x, y } = shiftOf(node);
    return x === 0 && y === 0 ? node : { ...node, x: node.x + x, y: node.y + y };
  });
  return { ...graph, nodes, ...extent(nodes, graph) };
}

/** How far to the right and down things reach, and the sheet at least. */
export function extent(
  nodes: readonly GraphNode[],
  { width, height }: TopologyGraph,
): { width: number; height: number } {
  return {
    width: nodes.reduce((most, each) => Math.max(most, each.x + each.width), width),
    height: nodes.reduce((most, each) => Math.max(most, each.y + each.height), height),
  };
}

/** `vbr:vbr-1~120~-40`: where somebody has put things, as an address says it. */
export function movesText(moves: Moves): string {
  return Object.entries(moves)
    .map(([id, { x, y }]) => [id.replace(/[%~,]/gu, escaped), x, y].join('~'))
    .join(',');
}

/** Only what separates is written otherwise: an address is to stay short. */
function escaped(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
}

/** The places that a text names; what is not understood names none. */
export function movesIn(text: string): Moves {
  const spots = text.split(',').flatMap((each): [string, Spot][] => {
    const [id = '', x = '', y = '', ...more] = each.split('~');
    const numbers = [x, y].every((part) => /^-?\d{1,6}$/u.test(part));
    const named = nameIn(id);
    return numbers && named && more.length === 0 ? [[named, { x: Number(x), y: Number(y) }]] : [];
  });
  return Object.fromEntries(spots);
}

function nameIn(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
