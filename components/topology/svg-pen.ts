import type { OutlinePen } from './pen';

type State = {
  fillStyle: string;
  strokeStyle: string;
  lineWidth: number;
  lineCap: string;
  lineJoin: string;
  globalAlpha: number;
  font: string;
  textAlign: string;
  letterSpacing: string;
  dash: readonly number[];
  transform: string;
  clip: string | null;
};

const FIRST: State = {
  fillStyle: 'none',
  strokeStyle: 'none',
  lineWidth: 1,
  lineCap: 'butt',
  lineJoin: 'miter',
  globalAlpha: 1,
  font: '12px sans-serif',
  textAlign: 'left',
  letterSpacing: '0em',
  dash: [],
  transform: '',
  clip: null,
};

/** What is set on a pen as a member; the rest has methods. */
const LOOKS = [
  'fillStyle',
  'strokeStyle',
  'lineWidth',
  'lineCap',
  'lineJoin',
  'globalAlpha',
  'font',
  'textAlign',
  'letterSpacing',
] as const satisfies readonly (keyof State)[];

/** Hostile text becomes text and nothing else; what XML cannot hold at all is left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const round = (value: number) => Math.round(value * 100) / 100;

/**
 * Writes what is painted as SVG, so that a picture can leave with every line and letter it has on screen. `widthOf` measures
 * text in a font, px.
 */
export function createSvgPen(widthOf: (text: string, font: string) => number): { pen: OutlinePen; body: () => string } {
  const parts: string[] = [];
  const states: State[] = [];
  let state: State = { ...FIRST };
  let clips = 0;

  const common = () =>
    [
      state.transform ? ` transform="${state.transform}"` : '',
      state.globalAlpha < 1 ? ` opacity="${round(state.globalAlpha)}"` : '',
      state.clip ? ` clip-path="url(#${state.clip})"` : '',
    ].join('');
  const strokeLook = () =>
    `fill="none" stroke="${escapeXml(state.strokeStyle)}" stroke-width="${round(state.lineWidth)}" stroke-linecap="${state.lineCap}" stroke-linejoin="${state.lineJoin}"${state.dash.length > 0 ? ` stroke-dasharray="${state.dash.join(' ')}"` : ''}`;
  const outline = createOutline();

  const pen = {
    save: () => void states.push({ ...state }),
    restore: () => void (state = states.pop() ?? { ...FIRST }),
    translate: (x: number, y: number) => void (state.transform += `translate(${round(x)} ${round(y)})`),
    scale: (x: number, y: number) => void (state.transform += `scale(${round(x)} ${round(y)})`),
    ...outline.commands,
    fill: () => void parts.push(`<path d="${outline.data()}" fill="${escapeXml(state.fillStyle)}"${common()}/>`),
    stroke: () => void parts.push(`<path d="${outline.data()}" ${strokeLook()}${common()}/>`),
    strokeOutline: (data: string) => void parts.push(`<path d="${data}" ${strokeLook()}${common()}/>`),
    fillRect: (x: number, y: number, width: number, height: number) =>
      void parts.push(
        `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${escapeXml(state.fillStyle)}"${common()}/>`,
      ),
    clip() {
      clips += 1;
      parts.push(`<clipPath id="clip-${clips}"><path d="${outline.data()}"/></clipPath>`);
      state.clip = `clip-${clips}`;
    },
    setLineDash: (dash: readonly number[]) => void (state.dash = [...dash]),
    measureText: (text: string) => ({ width: widthOf(text, state.font) }),
    fillText(text: string, x: number, y: number) {
      const anchor = { left: 'start', center: 'middle', right: 'end' }[state.textAlign] ?? 'start';
      // Whoever opens the file may lack the fonts; what was measured here must fit there too.
      const width =
        text === '' ? '' : ` textLength="${round(widthOf(text, state.font))}" lengthAdjust="spacingAndGlyphs"`;
      const spacing = state.letterSpacing === '0em' ? '' : ` letter-spacing="${state.letterSpacing}"`;
      parts.push(
        `<text x="${round(x)}" y="${round(y)}" fill="${escapeXml(state.fillStyle)}" text-anchor="${anchor}"${width} style="font:${escapeXml(state.font)}"${spacing}${common()}>${escapeXml(text)}</text>`,
      );
    },
  };
  for (const name of LOOKS)
    Object.defineProperty(pen, name, {
      get: () => state[name],
      set: (value: never) => void (state[name] = value),
    });
  return { pen: pen as unknown as OutlinePen, body: () => parts.join('\n') };
}

/** The commands that draw an outline, as path data. */
function createOutline() {
  let path = '';
  let last: [number, number] = [0, 0];
  const to = (command: string, ...points: number[]) => {
    path += `${command}${points.map(round).join(' ')}`;
    last = [points.at(-2) ?? 0, points.at(-1) ?? 0];
  };
  const commands = {
    beginPath: () => void (path = ''),
    closePath: () => void (path += 'Z'),
    moveTo: (x: number, y: number) => to('M', x, y),
    lineTo: (x: number, y: number) => to('L', x, y),
    arc(x: number, y: number, radius: number, from: number, until: number) {
      const at = (angle: number): [number, number] => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
      const middle = (from + until) / 2;
      to('M', ...at(from));
      for (const end of [middle, until])
        path += `A${round(radius)} ${round(radius)} 0 0 1 ${at(end).map(round).join(' ')}`;
      last = at(until);
    },
    // Corners of the product are right angles, where a quadratic bend cannot be told from an arc.
    arcTo(x: number, y: number, nextX: number, nextY: number, radius: number) {
      const near = (px: number, py: number): [number, number] => {
        const length = Math.hypot(px - x, py - y);
        const share = length === 0 ? 0 : Math.min(radius, length / 2) / length;
        return [x + (px - x) * share, y + (py - y) * share];
      };
      to('L', ...near(...last));
      to('Q', x, y, ...near(nextX, nextY));
    },
    roundRect(x: number, y: number, width: number, height: number, wanted: number) {
      const r = Math.max(0, Math.min(wanted, width / 2, height / 2));
      to('M', x + r, y);
      path += `h${round(width - 2 * r)}a${round(r)} ${round(r)} 0 0 1 ${round(r)} ${round(r)}v${round(height - 2 * r)}a${round(r)} ${round(r)} 0 0 1 ${round(-r)} ${round(r)}h${round(2 * r - width)}a${round(r)} ${round(r)} 0 0 1 ${round(-r)} ${round(-r)}v${round(2 * r - height)}a${round(r)} ${round(r)} 0 0 1 ${round(r)} ${round(-r)}z`;
    },
  };
  return { commands, data: () => path };
}
