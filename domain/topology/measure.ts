import type { CardRow } from './graph';

/** Sizes of the drawing, px. Text is 12 px, prefixes 11 px mono; the widths fit a whole IPv4 prefix and a next hop. */
export const SIZE = {
  sheetTop: 36,
  boxHead: 40,
  boxPad: 12,
  cardHead: 50,
  cardPad: 8,
  gap: 16,
  section: 26,
  route: 38,
  fact: 20,
  slimLabel: 44,
  /** narrower than this is a pill */
  slimWidth: 100,
  /** a closed site among many */
  siteCard: 216,
  cloud: 200,
  routerInterface: 90,
  vbr: 176,
  circuit: 98,
  gateway: 172,
  lan: 86,
  pool: 180,
  leastCard: 176,
} as const;

export type Measured = { height: number; rowY: Record<string, number> };

/** Stacks rows below `top`: how far down they reach, and the middle of each. */
export function measureRows(rows: readonly CardRow[], top: number): Measured {
  const rowY: Record<string, number> = {};
  let y = top;
  for (const row of rows) {
    rowY[row.id] = y + SIZE[row.kind] / 2;
    y += SIZE[row.kind];
  }
  return { height: y - top, rowY };
}
