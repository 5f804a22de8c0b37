import type { Palette } from './palette';
import type { Said } from './scene';
import type { Pen } from './pen';

export type Ink = { colour: string; size?: number; weight?: 400 | 500 | 600; align?: 'left' | 'right' | 'center' };

const widths = new Map<string, number>();

function measure(pen: Pen, text: string): number {
  const key = `${pen.font} ${text}`;
  let width = widths.get(key);
  if (width === undefined) {
    // Fonts arrive late and texts change: what was measured is kept only within reason.
    if (widths.size > 20_000) widths.clear();
    width = pen.measureText(text).width;
    widths.set(key, width);
  }
  return width;
}

/** Measurements made before the fonts arrived are wrong ones. */
export function forgetWidths(): void {
  widths.clear();
}

/** Writes on the base line `y`, shortened to `room` px; ids lose their middle, words their end. Returns the width. */
export function write(pen: Pen, said: Said, x: number, y: number, room: number, ink: Ink, palette: Palette): number {
  const size = ink.size ?? (said.mono ? 11.5 : 12);
  pen.font = `${ink.weight ?? 400} ${size}px ${said.mono ? palette.mono : palette.sans}`;
  pen.letterSpacing = said.mono ? '-0.02em' : '0em';
  pen.textAlign = ink.align ?? 'left';
  pen.fillStyle = ink.colour;
  const text = shorten(pen, said, room);
  pen.fillText(text, x, y);
  return measure(pen, text);
}

function shorten(pen: Pen, { text, mono }: Said, room: number): string {
  if (measure(pen, text) <= room) return text;
  let length = Math.max(1, Math.floor((text.length * room) / measure(pen, text)));
  while (length > 1 && measure(pen, cut(text, length, mono)) > room) length -= 1;
  return cut(text, length, mono);
}

function cut(text: string, length: number, middle: boolean): string {
  if (!middle) return `${text.slice(0, Math.max(0, length - 1))}…`;
  const tail = Math.min(5, Math.floor((length - 1) / 2));
  return `${text.slice(0, Math.max(0, length - 1 - tail))}…${tail > 0 ? text.slice(-tail) : ''}`;
}
