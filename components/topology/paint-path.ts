import type { PathOverlay, PathSegment, PathStop } from '@/domain/topology/path';
import type { Palette } from './palette';
import { write } from './text';
import type { Pen } from './pen';

/** The way of a flow: solid where readings decide, dashed where something is assumed, a cross where it ends. */
export function paintPath(pen: Pen, path: PathOverlay, palette: Palette): void {
  for (const segment of path.segments) paintSegment(pen, segment, palette);
  for (const stop of path.stops) paintStop(pen, stop, palette);
}

function paintSegment(pen: Pen, { points, status, assumed, label }: PathSegment, palette: Palette): void {
  const tone = palette.status[status];
  const [first] = points;
  const [before, last] = points.slice(-2);
  if (!first || !before || !last) return;
  pen.save();
  pen.strokeStyle = pen.fillStyle = tone.mark;
  pen.lineWidth = 2;
  pen.lineJoin = 'round';
  if (assumed) pen.setLineDash([5, 4]);
  pen.beginPath();
  pen.moveTo(...first);
  points.slice(1).forEach(([x, y], at) => {
    const [nextX, nextY] = points[at + 2] ?? [x, y];
    pen.arcTo(x, y, nextX, nextY, 5);
  });
  const sign = Math.sign(last[0] - before[0]) || 1;
  pen.lineTo(last[0] - sign * 7, last[1]);
  pen.stroke();
  pen.setLineDash([]);
  pen.beginPath();
  pen.moveTo(last[0] - 1 * sign, last[1]);
  pen.lineTo(last[0] - 8 * sign, last[1] - 4);
  pen.lineTo(last[0] - 8 * sign, last[1] + 4);
  pen.closePath();
  pen.fill();
  pen.restore();
  if (label) paintLabel(pen, label, points, tone.text, palette);
}

/** The prefix that decided, above the longest level stretch. */
function paintLabel(pen: Pen, prefix: string, points: PathSegment['points'], colour: string, palette: Palette): void {
  const [start, next] = longestLevel(points);
  if (!start || !next) return;
  const text = next[0] > start[0] ? `${prefix} →` : `← ${prefix}`;
  const x = (start[0] + next[0]) / 2;
  const width = Math.abs(next[0] - start[0]) + 12;
  pen.save();
  pen.font = `500 10.5px ${palette.mono}`;
  pen.letterSpacing = '-0.02em';
  const half = Math.min(width, pen.measureText(text).width) / 2 + 3;
  pen.fillStyle = palette.canvas;
  pen.globalAlpha = 0.88;
  pen.fillRect(x - half, start[1] - 17, 2 * half, 13);
  pen.restore();
  write(
    pen,
    { text, mono: true },
    x,
    start[1] - 7,
    width,
    { colour, size: 10.5, weight: 500, align: 'center' },
    palette,
  );
}

function longestLevel(points: PathSegment['points']): readonly PathSegment['points'][number][] {
  const stretches = points.slice(1).flatMap((to, at) => {
    const from = points[at];
    return from && from[1] === to[1] ? [[from, to]] : [];
  });
  const length = ([from, to]: readonly PathSegment['points'][number][]) => Math.abs((to?.[0] ?? 0) - (from?.[0] ?? 0));
  return stretches.sort((a, b) => length(b) - length(a))[0] ?? [];
}

function paintStop(pen: Pen, { x, y, status }: PathStop, palette: Palette): void {
  pen.save();
  pen.beginPath();
  pen.arc(x, y, 9, 0, 2 * Math.PI);
  pen.fillStyle = palette.status[status].mark;
  pen.fill();
  pen.lineWidth = 2;
  pen.strokeStyle = palette.surface;
  pen.stroke();
  pen.lineCap = 'round';
  pen.beginPath();
  if (status === 'broken') {
    pen.moveTo(x - 3, y - 3);
    pen.lineTo(x + 3, y + 3);
    pen.moveTo(x + 3, y - 3);
    pen.lineTo(x - 3, y + 3);
    pen.stroke();
  } else {
    pen.fillStyle = palette.surface;
    pen.font = `600 12px ${palette.sans}`;
    pen.textAlign = 'center';
    pen.fillText('?', x, y + 4);
  }
  pen.restore();
}
