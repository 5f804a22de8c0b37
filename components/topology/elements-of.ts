import type { ElementDefinition } from 'cytoscape';
import { isOpenBox } from './paint-node';
import { strength } from './painter';
import type { Scene, SceneNode } from './scene';

/** With more than this, nodes and lines together, what costs most and says least is left out. */
const MANY = 400;

export function isMany({ nodes, edges }: Scene): boolean {
  return nodes.length + edges.length > MANY;
}

/** A scene as the graph library takes it: bodies and lines with the classes that say how they look. */
export function elementsOf(scene: Scene, chosen: string | null): readonly ElementDefinition[] {
  const plain = isMany(scene);
  const nodes = scene.nodes.map((node): ElementDefinition => ({
    group: 'nodes',
    data: { id: node.id, width: node.width, height: node.height },
    position: { x: node.x + node.width / 2, y: node.y + node.height / 2 },
    classes: `${classesOf(scene, node, chosen)}${plain ? ' plain' : ''}`,
  }));
  const byId = new Map(scene.nodes.map((node) => [node.id, node]));
  const edges = scene.edges.flatMap((edge): ElementDefinition[] => {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (!from || !to) return [];
    const ends = endpoints(from, to, edge.fromY, edge.toY);
    return [
      {
        group: 'edges',
        data: { id: edge.id, source: from.id, target: to.id, label: edge.text ?? '', ...ends },
        classes: [
          edge.kind,
          edge.status,
          ...(edge.difference ? [edge.difference] : []),
          ...(plain ? ['plain'] : []),
        ].join(' '),
      },
    ];
  });
  return [...nodes, ...edges];
}

function classesOf(scene: Scene, node: SceneNode, chosen: string | null): string {
  const form = isOpenBox(node) ? 'box' : node.slim ? 'slim' : isInner(node) ? 'inner' : 'card';
  return [
    form,
    node.status,
    ...(strength(scene, node) < 1 ? ['faint'] : []),
    ...(node.id === chosen ? ['chosen'] : []),
  ].join(' ');
}

function isInner({ kind, parent }: SceneNode): boolean {
  return kind === 'node' || (kind === 'pool' && parent?.startsWith('vpc:') === true);
}

/** Half the width of the pill inside a slim node, where lines end. */
const PILL = 13;

function endpoints(from: SceneNode, to: SceneNode, fromY: number, toY: number) {
  const rightward = from.x < to.x;
  const side = (node: SceneNode) => (node.slim ? (node.kind === 'lan' ? 4 : PILL) : node.width / 2);
  const start = { x: side(from) * (rightward ? 1 : -1), y: fromY - from.height / 2 };
  const end = { x: side(to) * (rightward ? -1 : 1), y: toY - to.height / 2 };
  const a = { x: from.x + from.width / 2 + start.x, y: from.y + fromY };
  const b = { x: to.x + to.width / 2 + end.x, y: to.y + toY };
  return {
    'source-end': `${start.x}px ${start.y}px`,
    'target-end': `${end.x}px ${end.y}px`,
    ...elbow(a, b),
  };
}

/** How far from the start a line of two corners bends. */
const CORNER = 6;

type Point = { x: number; y: number };

/** Two corners beside the start, in the terms of the library: share of the way along the line, and distance from it. */
function elbow(a: Point, b: Point): { weights: number[]; distances: number[] } {
  const corner = a.x + Math.sign(b.x - a.x) * CORNER;
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = Math.hypot(dx, dy) || 1;
  const corners = [
    { x: corner, y: a.y },
    { x: corner, y: b.y },
  ].map(({ x, y }) => ({
    weight: ((x - a.x) * dx + (y - a.y) * dy) / length ** 2,
    distance: ((y - a.y) * dx - (x - a.x) * dy) / length,
  }));
  return {
    weights: corners.map((each) => each.weight),
    distances: corners.map((each) => each.distance),
  };
}
