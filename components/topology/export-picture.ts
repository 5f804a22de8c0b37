import type { TopologyGraph } from '@/domain/topology/graph';
import { boundsOf, type Bounds } from './bounds';
import { paintBodies } from './paint-bodies';
import { paintWriting } from './painter';
import type { Palette } from './palette';
import type { Scene } from './scene';
import { createSvgPen, escapeXml } from './svg-pen';

export const EXPORT_FORMATS = ['svg', 'png', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const MARGIN = 16;
/** Pictures for slides and tickets are looked at on dense screens; browsers refuse canvases beyond some size. */
const PNG_SCALE = 2;
const PNG_MOST = 16_000;

/** Exactly what is drawn, as SVG text. `widthOf` measures text in a font, px. */
export function svgOf(
  scene: Scene,
  palette: Palette,
  title: string,
  widthOf: (text: string, font: string) => number,
): string {
  const { pen, body } = createSvgPen(widthOf);
  paintBodies(pen, scene, palette);
  paintWriting(pen, scene, palette, () => true);
  const box = withMargin(scene);
  const [x, y] = [Math.floor(box.x), Math.floor(box.y)];
  const [width, height] = [Math.ceil(box.width), Math.ceil(box.height)];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${x} ${y} ${width} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${escapeXml(palette.canvas)}"/>`,
    body(),
    '</svg>',
    '',
  ].join('\n');
}

/** The same as pixels. */
export function pngOf(scene: Scene, palette: Palette): Promise<Blob | null> {
  const { x, y, width, height } = withMargin(scene);
  const scale = Math.min(PNG_SCALE, PNG_MOST / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * scale);
  canvas.height = Math.ceil(height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = palette.canvas;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
  paintBodies(pen, scene, palette);
  paintWriting(pen, scene, palette, () => true);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
}

function withMargin(scene: Scene): Bounds {
  const { x, y, width, height } = boundsOf(scene);
  return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}

/** The graph itself, as it is drawn, for other programs. */
export function jsonOf(graph: TopologyGraph, facts: { estate: string; revision: string; address: string }): string {
  return `${JSON.stringify({ ...facts, ...graph }, null, 2)}\n`;
}
