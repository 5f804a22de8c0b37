import { isOpenBox } from './paint-node';
import { strength } from './painter';
import type { Palette } from './palette';
import type { Pen } from './pen';
import type { Scene, SceneNode } from './scene';

/** Bodies and lines as the stylesheet draws them, for pictures that leave without the graph library. */
export function paintBodies(pen: Pen, scene: Scene, palette: Palette): void {
  const boxes = scene.nodes.filter(isOpenBox);
  for (const node of boxes) paintBody(pen, scene, node, palette);
  paintLines(pen, scene, palette);
  for (const node of scene.nodes) if (!isOpenBox(node) && !node.slim) paintBody(pen, scene, node, palette);
}

function paintBody(pen: Pen, scene: Scene, node: SceneNode, palette: Palette): void {
  const inner = node.kind === 'node' || (node.kind === 'pool' && node.parent?.startsWith('vpc:') === true);
  const { status } = node;
  const marked = status === 'broken' || status === 'changing' || status === 'unknown';
  pen.save();
  pen.globalAlpha = strength(scene, node);
  pen.beginPath();
  pen.roundRect(node.x + 0.5, node.y + 0.5, node.width - 1, node.height - 1, isOpenBox(node) ? 8 : inner ? 5 : 6);
  pen.fillStyle = inner ? palette.sunken : palette.surface;
  pen.fill();
  pen.strokeStyle = marked ? palette.status[status].line : inner ? palette.line : palette['line-2'];
  pen.lineWidth = 1;
  if (status === 'unknown') pen.setLineDash([4, 2]);
  pen.stroke();
  pen.restore();
}

/** Lines from side to side; sessions bend beside their start, as on screen. */
function paintLines(pen: Pen, scene: Scene, palette: Palette): void {
  const byId = new Map(scene.nodes.map((node) => [node.id, node]));
  for (const edge of scene.edges) {
    const [from, to] = [byId.get(edge.from), byId.get(edge.to)];
    if (!from || !to) continue;
    const rightward = from.x < to.x;
    const start = { x: sideOf(from, rightward), y: from.y + edge.fromY };
    const end = { x: sideOf(to, !rightward), y: to.y + edge.toY };
    pen.save();
    pen.strokeStyle = edge.kind === 'bgp' && edge.status === 'broken' ? palette.status.broken.mark : palette['line-3'];
    pen.lineWidth = edge.kind === 'bgp' ? 1.5 : 1;
    pen.setLineDash(edge.kind === 'bgp' ? [1.5, 3] : [4, 4]);
    pen.beginPath();
    pen.moveTo(start.x, start.y);
    if (edge.kind === 'bgp') {
      const corner = start.x + (rightward ? 6 : -6);
      pen.lineTo(corner, start.y);
      pen.lineTo(corner, end.y);
    }
    pen.lineTo(end.x, end.y);
    pen.stroke();
    pen.restore();
    if (edge.text) paintLabel(pen, edge.text, end.x + (rightward ? -LABEL : LABEL), end.y, palette);
  }
}

/** How far before its end a line is named, px. */
const LABEL = 30;

function paintLabel(pen: Pen, text: string, x: number, y: number, palette: Palette): void {
  pen.save();
  pen.font = `400 10.5px ${palette.sans}`;
  const half = pen.measureText(text).width / 2 + 2;
  pen.fillStyle = palette.canvas;
  pen.fillRect(x - half, y - 7, 2 * half, 14);
  pen.fillStyle = palette['text-3'];
  pen.textAlign = 'center';
  pen.fillText(text, x, y + 4);
  pen.restore();
}

function sideOf(node: SceneNode, right: boolean): number {
  const half = node.slim ? (node.kind === 'lan' ? 4 : 13) : node.width / 2;
  return node.x + node.width / 2 + (right ? half : -half);
}
