import type { GraphStatus } from '@/domain/topology/graph';
import { isOpenBox, paintNode } from './paint-node';
import { paintDifference } from './paint-difference';
import { paintPath } from './paint-path';
import type { Palette } from './palette';
import type { Scene, SceneNode } from './scene';
import { write } from './text';
import type { Pen } from './pen';

export type Camera = { zoom: number; pan: { x: number; y: number } };

/** Below this nothing can be read, so nothing is written: shapes and states remain. */
const READABLE = 0.35;

/** Writes all that stands on the cards, above what the canvas below has drawn, in the same place at the same size. */
export function paintScene(
  canvas: HTMLCanvasElement,
  scene: Scene,
  camera: Camera,
  palette: Palette,
  cursor: string | null,
): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const ratio = window.devicePixelRatio || 1;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(ratio * camera.zoom, 0, 0, ratio * camera.zoom, ratio * camera.pan.x, ratio * camera.pan.y);
  if (camera.zoom < READABLE) return;
  paintWriting(pen, scene, palette, visible(canvas, camera, ratio));
  const focused = scene.nodes.find((node) => node.id === cursor);
  if (focused) ring(pen, focused, palette);
}

/** Everything that is written, by whatever pen. */
export function paintWriting(pen: Pen, scene: Scene, palette: Palette, isSeen: (node: SceneNode) => boolean): void {
  for (const head of scene.heads)
    write(
      pen,
      { text: head.text, mono: false },
      head.x,
      head.y + 2,
      180,
      { colour: palette['text-3'], size: 11, weight: 500, align: 'center' },
      palette,
    );
  for (const node of scene.nodes) {
    if (!isSeen(node)) continue;
    pen.globalAlpha = strength(scene, node);
    paintNode(pen, node, palette, bandsOf(scene, node.id));
    if (node.difference) paintDifference(pen, node, node.difference, palette);
  }
  pen.globalAlpha = 1;
  if (scene.path) paintPath(pen, scene.path, palette);
}

/** What is looked for stands out, and so does what is on the shown path. */
export function strength(scene: Scene, node: SceneNode): number {
  if (scene.searching && !node.matches) return 0.3;
  if (
    scene.path &&
    scene.path.nodes.size > 0 &&
    !scene.path.nodes.has(node.id) &&
    !isOpenBox(node) &&
    node.kind !== 'node'
  )
    return 0.55;
  return 1;
}

function bandsOf(scene: Scene, node: string): ReadonlyMap<string, GraphStatus> {
  return new Map(
    scene.path?.bands.flatMap((band) => (band.node === node ? [[band.row, band.status] as const] : [])) ?? [],
  );
}

function visible(canvas: HTMLCanvasElement, { zoom, pan }: Camera, ratio: number): (node: SceneNode) => boolean {
  const [left, top] = [-pan.x / zoom, -pan.y / zoom];
  const [right, bottom] = [left + canvas.width / ratio / zoom, top + canvas.height / ratio / zoom];
  return (node) => node.x < right && node.x + node.width > left && node.y < bottom && node.y + node.height > top;
}

function ring(pen: Pen, node: SceneNode, palette: Palette): void {
  pen.strokeStyle = palette.accent;
  pen.lineWidth = 2;
  pen.setLineDash([4, 3]);
  pen.beginPath();
  pen.roundRect(node.x - 4, node.y - 4, node.width + 8, node.height + 8, 9);
  pen.stroke();
  pen.setLineDash([]);
}
