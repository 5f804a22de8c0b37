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
    nodes: graph.nodes.map(({ title, sub, rows, ...node }) => {
      const tally = speaker.tally({ title, sub, rows, ...node });
      let said: readonly SceneRow[] | undefined;
      return {
        ...node,
        title: say(title),
        ...(sub ? { sub: say(sub) } : {}),
        ...(tally ? { tally } : {}),
        // Most of what is written stands in rows, and of a large estate a few cards are in sight.
        get rows() {
          return (said ??= rows.map((row) => rowInWords(row, say)));
        },
      };
    }),
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

function rowInWords(row: CardRow, say: Speaker['say']): SceneRow {
  if (row.kind === 'route') {
    const { nextHop, note, ...rest } = row;
    return { ...rest, nextHop: say(nextHop), ...(note ? { note: say(note) } : {}) };
  }
  const { lead, trail, ...rest } = row;
  return { ...rest, lead: say(lead), ...(trail ? { trail: say(trail) } : {}) };
}
