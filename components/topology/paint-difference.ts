import type { Difference } from '@/domain/topology/graph';
import type { Palette } from './palette';
import type { Pen } from './pen';
import type { SceneNode } from './scene';

const TOKEN = { added: 'add', removed: 'del', changed: 'mod' } as const satisfies Record<Difference, string>;
const SIGN: Record<Difference, string> = { added: '+', removed: '−', changed: '~' };

/** A frame and a sign in the upper left corner: what came, went or changed between two times. */
export function paintDifference(pen: Pen, node: SceneNode, difference: Difference, palette: Palette): void {
  const colour = palette[TOKEN[difference]];
  pen.save();
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  if (difference === 'removed') pen.setLineDash([6, 4]);
  pen.beginPath();
  pen.roundRect(node.x - 1, node.y - 1, node.width + 2, node.height + 2, 7);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(node.x, node.y, 8, 0, 2 * Math.PI);
  pen.fillStyle = colour;
  pen.fill();
  pen.fillStyle = palette.surface;
  pen.font = `600 13px ${palette.sans}`;
  pen.textAlign = 'center';
  pen.fillText(SIGN[difference], node.x, node.y + 4.5);
  pen.restore();
}
