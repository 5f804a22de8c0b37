import type { GraphStatus } from '@/domain/topology/graph';

const COLOURS = [
  'canvas',
  'surface',
  'sunken',
  'text',
  'text-2',
  'text-3',
  'line',
  'line-2',
  'line-3',
  'accent',
  'accent-soft',
  'unknown-hatch',
  'add',
  'add-bg',
  'mod',
  'mod-bg',
  'del',
  'del-bg',
] as const;
const STATUSES = ['healthy', 'warning', 'broken', 'unknown', 'changing'] as const satisfies readonly GraphStatus[];

export type Tone = { mark: string; text: string; soft: string; line: string };

/** The tokens of the theme as a canvas needs them: as values. */
export type Palette = Record<(typeof COLOURS)[number], string> & {
  status: Record<GraphStatus, Tone>;
  sans: string;
  mono: string;
};

/** Reads the tokens that hold where the canvas stands. */
export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(`--${name}`).trim();
  const colours = Object.fromEntries(COLOURS.map((name) => [name, read(name)])) as Record<
    (typeof COLOURS)[number],
    string
  >;
  const status = Object.fromEntries(
    STATUSES.map((name) => [
      name,
      { mark: read(name), text: read(`${name}-text`), soft: read(`${name}-soft`), line: read(`${name}-line`) },
    ]),
  ) as Record<GraphStatus, Tone>;
  return { ...colours, status, sans: read('font-sans') || style.fontFamily, mono: read('font-mono') || 'monospace' };
}
