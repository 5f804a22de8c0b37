import type { CardRow, GraphNode, GraphStatus, TopologyGraph, Words } from '@/domain/topology/graph';
import type { PathOverlay } from '@/domain/topology/path';

/** A label in the reader's language. */
export type Said = { text: string; mono: boolean };

export type SceneRow =
  | { kind: 'section'; id: string; lead: Said; trail?: Said }
  | { kind: 'route'; id: string; prefix: string; nextHop: Said; note?: Said; band?: GraphStatus }
  | { kind: 'fact'; id: string; lead: Said; trail?: Said; mark?: GraphStatus };

export type SceneNode = Omit<GraphNode, 'title' | 'sub' | 'rows'> & {
  title: Said;
  sub?: Said;
  /** what a box says of what it holds */
  tally?: string;
  rows: readonly SceneRow[];
};

/** All that is drawn, in words and px: nothing is left to decide. */
export type Scene = {
  nodes: readonly SceneNode[];
  edges: readonly (TopologyGraph['edges'][number] & { text?: string })[];
  heads: readonly { x: number; y: number; text: string }[];
  width: number;
  height: number;
  path: PathOverlay | null;
  searching: boolean;
};

export type Speaker = {
  say: (words: Words) => Said;
  head: (column: string) => string;
  tally: (node: GraphNode) => string | undefined;
};

/** Puts a graph into words. */
export function sceneOf(graph: TopologyGraph, path: PathOverlay | null, searching: boolean, speaker: Speaker): Scene {
  const { say } = speaker;
  return {
    nodes: graph.nodes.map((node) => nodeInWords(node, speaker)),
    edges: graph.edges.map((edge) => ({
      ...edge,
      ...(edge.label ? { text: say(edge.label).text } : {}),
    })),
    heads: graph.heads.map(({ column, x, y }) => ({ x, y, text: speaker.head(column) })),
    width: graph.width,
    height: graph.height,
    path,
    searching,
  };
}

/** In words as soon as somebody looks: most of a large estate is out of sight, and the graph library reads none of them. */
function nodeInWords(node: GraphNode, { say, tally }: Speaker): SceneNode {
  const { title, sub, rows, ...rest } = node;
  const said: Partial<Pick<SceneNode, 'title' | 'sub' | 'tally' | 'rows'>> = {};
  return {
    ...rest,
    get title() {
      return (said.title ??= say(title));
    },
    get sub() {
      return sub && (said.sub ??= say(sub));
    },
    get tally() {
      return (said.tally ??= tally(node));
    },
    get rows() {
      return (said.rows ??= rows.map((row) => rowInWords(row, say)));
    },
  };
}

function rowInWords(row: CardRow, say: Speaker['say']): SceneRow {
  if (row.kind === 'route') {
    const { nextHop, note, ...rest } = row;
    return { ...rest, nextHop: say(nextHop), ...(note ? { note: say(note) } : {}) };
  }
  const { lead, trail, ...rest } = row;
  return { ...rest, lead: say(lead), ...(trail ? { trail: say(trail) } : {}) };
}
