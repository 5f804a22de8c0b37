/** What the painters use of a drawing surface: a canvas has it, and so has the pen that writes SVG. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'translate'
  | 'scale'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'arc'
  | 'arcTo'
  | 'roundRect'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'clip'
  | 'setLineDash'
  | 'fillText'
  | 'measureText'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'globalAlpha'
  | 'font'
  | 'textAlign'
  | 'letterSpacing'
>;

/** A pen that can follow an outline given as path data. */
export type OutlinePen = Pen & { strokeOutline: (data: string) => void };

export function strokeOutline(pen: Pen, data: string): void {
  if ('strokeOutline' in pen) (pen as OutlinePen).strokeOutline(data);
  else (pen as CanvasRenderingContext2D).stroke(new Path2D(data));
}
