import { SIZE } from '@/domain/topology/measure';
import { drawChevron, drawIcon, drawStatus } from './glyphs';
import type { Palette } from './palette';
import type { Said, SceneNode, SceneRow } from './scene';
import { write } from './text';
import type { Pen } from './pen';

/** Where a box or card is opened and closed, px from its top right corner. */
export const CHEVRON = { right: 44, top: 12, size: 14 } as const;

/** Everything that stands on a node: hatching, icon, title, status, rows. */
export function paintNode(
  pen: Pen,
  node: SceneNode,
  palette: Palette,
  bands: ReadonlyMap<string, keyof Palette['status']>,
): void {
  if (node.slim) return paintSlim(pen, node, palette);
  if (isOpenBox(node)) return paintBoxHead(pen, node, palette);
  if (node.status === 'unknown') hatch(pen, node.x, node.y, node.width, node.height, 6, palette);
  paintCardHead(pen, node, palette);
  for (const row of node.rows) paintRow(pen, node, row, palette, bands.get(row.id));
}

export function isOpenBox(node: Pick<SceneNode, 'kind' | 'collapsed'>): boolean {
  return (node.kind === 'region' || node.kind === 'site') && !node.collapsed;
}

/** Of a closed site or region one wants to know how it is before what it is called elsewhere. */
function isClosedBox(node: Pick<SceneNode, 'kind' | 'collapsed'>): boolean {
  return (node.kind === 'region' || node.kind === 'site') && node.collapsed;
}

function paintBoxHead(pen: Pen, node: SceneNode, palette: Palette): void {
  const { x, y, width } = node;
  drawIcon(pen, node.kind, x + 12, y + 12, palette['text-2']);
  const title = write(
    pen,
    node.title,
    x + 34,
    y + 25,
    width * 0.5,
    { colour: palette.text, size: 13, weight: 600 },
    palette,
  );
  if (node.sub)
    write(pen, node.sub, x + 34 + title + 8, y + 25, width * 0.3, { colour: palette['text-3'], size: 11 }, palette);
  drawStatus(pen, node.status, x + width - 24, y + 14, palette);
  const right = node.collapsible ? 54 : 34;
  if (node.collapsible) drawChevron(pen, false, x + width - CHEVRON.right, y + 14, palette['text-3']);
  if (node.tally)
    write(
      pen,
      words(node.tally),
      x + width - right,
      y + 25,
      width * 0.35,
      { colour: palette['text-3'], size: 11, align: 'right' },
      palette,
    );
}

function words(text: string): Said {
  return { text, mono: false };
}

function paintCardHead(pen: Pen, node: SceneNode, palette: Palette): void {
  const { x, y, width } = node;
  const small = node.kind === 'node' || (node.kind === 'pool' && node.parent?.startsWith('vpc:') === true);
  const left = node.kind === 'node' ? 10 : 32;
  if (node.kind !== 'node') drawIcon(pen, node.kind, x + 10, y + 12, palette['text-2']);
  const room = width - left - (node.collapsible ? 50 : 30);
  write(
    pen,
    node.title,
    x + left,
    y + 23,
    room,
    { colour: palette.text, size: small ? 12 : 12.5, weight: 600 },
    palette,
  );
  const sub = node.tally && isClosedBox(node) ? words(node.tally) : node.sub;
  if (sub) write(pen, sub, x + left, y + 39, width - left - 12, { colour: palette['text-3'], size: 11 }, palette);
  drawStatus(pen, node.status, x + width - 22, y + 13, palette);
  if (node.collapsible) drawChevron(pen, node.collapsed, x + width - CHEVRON.right, y + 13, palette['text-3']);
}

function paintRow(
  pen: Pen,
  node: SceneNode,
  row: SceneRow,
  palette: Palette,
  band: keyof Palette['status'] | undefined,
): void {
  const at = node.rowY[row.id];
  if (at === undefined) return;
  const [left, right, middle] = [node.x + 10, node.x + node.width - 10, node.y + at];
  if (row.kind === 'route') return paintRoute(pen, node, row, middle, palette, band);
  if (row.kind === 'section') {
    pen.fillStyle = palette.line;
    pen.fillRect(left, middle - SIZE.section / 2 + 1, right - left, 1);
  }
  const base = middle + (row.kind === 'section' ? 6 : 4);
  const mark = row.kind === 'fact' ? row.mark : undefined;
  const end = mark ? right - 16 : right;
  if (mark) drawStatus(pen, mark, right - 11, middle - 6, palette, 11);
  const quiet = row.kind === 'section' || !row.lead.mono;
  const trailInk = {
    colour: row.trail?.mono ? palette['text-2'] : palette['text-3'],
    size: 11,
    align: 'right',
  } as const;
  const taken = row.trail ? write(pen, row.trail, end, base, (end - left) * 0.6, trailInk, palette) + 8 : 0;
  write(
    pen,
    row.lead,
    left,
    base,
    end - left - taken,
    { colour: quiet ? palette['text-2'] : palette.text, size: 11 },
    palette,
  );
}

/** Prefix above, next hop below; a coloured edge and ground where something is to be said of the row. */
function paintRoute(
  pen: Pen,
  node: SceneNode,
  row: SceneRow & { kind: 'route' },
  middle: number,
  palette: Palette,
  band: keyof Palette['status'] | undefined,
): void {
  const [left, width, top, height] = [node.x + 8, node.width - 16, middle - SIZE.route / 2 + 2, SIZE.route - 4];
  const status = band ?? row.band;
  if (status) {
    const tone = palette.status[status];
    pen.fillStyle = tone.soft;
    pen.strokeStyle = tone.line;
    pen.lineWidth = 1;
    pen.beginPath();
    pen.roundRect(left + 0.5, top + 0.5, width - 1, height - 1, 3);
    pen.fill();
    pen.stroke();
    if (status === 'unknown') hatch(pen, left, top, width, height, 3, palette);
    pen.fillStyle = tone.mark;
    pen.fillRect(left, top + 1, 3, height - 2);
  }
  const x = left + 8;
  const strong = status === 'broken' ? palette.status.broken.text : palette.text;
  const note = row.note
    ? write(
        pen,
        row.note,
        left + width - 6,
        middle - 3,
        60,
        { colour: palette['text-3'], size: 10.5, align: 'right' },
        palette,
      )
    : 0;
  write(
    pen,
    { text: row.prefix, mono: true },
    x,
    middle - 3,
    width - note - 20,
    { colour: strong, weight: status ? 600 : 500 },
    palette,
  );
  const arrow: Said = row.nextHop.mono ? { text: `→ ${row.nextHop.text}`, mono: true } : row.nextHop;
  const colour = status === 'broken' ? palette.status.broken.text : palette['text-2'];
  write(pen, arrow, x, middle + 12, width - 16, { colour, size: 11 }, palette);
}

/** A pill with its label below: router interfaces, circuits, LANs. */
function paintSlim(pen: Pen, node: SceneNode, palette: Palette): void {
  const middle = node.x + node.width / 2;
  const bottom = node.y + node.height - SIZE.slimLabel;
  const half = node.kind === 'lan' ? 4 : 13;
  pen.beginPath();
  pen.roundRect(middle - half, node.y, 2 * half, bottom - node.y, half);
  pen.fillStyle = node.kind === 'lan' ? palette['line-2'] : palette.surface;
  pen.fill();
  if (node.kind !== 'lan') {
    pen.strokeStyle = node.status === 'broken' ? palette.status.broken.line : palette['line-2'];
    pen.lineWidth = 1;
    pen.stroke();
    if (node.status === 'unknown') hatch(pen, middle - half, node.y, 2 * half, bottom - node.y, half, palette);
    const centre = node.y + (bottom - node.y) / 2;
    drawIcon(pen, node.kind, middle - 8, centre - 18, palette['text-2']);
    drawStatus(pen, node.status, middle - 6, centre + 4, palette);
  }
  const centred = (said: Said | undefined, y: number, colour: string) => {
    if (said) write(pen, said, middle, y, node.width - 6, { colour, size: 11, align: 'center' }, palette);
  };
  centred(node.title, bottom + 15, palette['text-2']);
  centred(node.sub, bottom + 28, palette['text-3']);
  const fact = node.rows[0];
  if (fact && fact.kind === 'fact')
    centred(fact.lead, bottom + 41, node.kind === 'lan' ? palette['text-3'] : palette.status.warning.text);
}

/** What is not known is hatched, never blank and never grey alone. */
function hatch(pen: Pen, x: number, y: number, width: number, height: number, radius: number, palette: Palette): void {
  pen.save();
  pen.beginPath();
  pen.roundRect(x + 1, y + 1, width - 2, height - 2, radius);
  pen.clip();
  pen.strokeStyle = palette['unknown-hatch'];
  pen.lineWidth = 1;
  pen.beginPath();
  for (let at = -height; at < width; at += 8) {
    pen.moveTo(x + at, y + height);
    pen.lineTo(x + at + height, y);
  }
  pen.stroke();
  pen.restore();
}
