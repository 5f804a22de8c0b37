import { describe, expect, it } from 'vitest';
import type { Matrix, MatrixCause, MatrixCell } from './matrix';
import { MOST_PLACES, viewOfMatrix, type MatrixFilter } from './matrix-view';

const ALL: MatrixFilter = { from: '', to: '', order: 'estate', onlyBad: false };
const dead = (prefix: string): MatrixCause => {
  return { kind: 'unreachable', reason: { code: 'no-route', params: { prefix } }, finding: 'F01', owner: 'cloud' };
};
const unsure: MatrixCause = { kind: 'unknown', reason: { code: 'stale-reading', params: { source: 's' } } };

/** `o` works, `x` is broken there, `b` on the way back, `?` unknown. */
function matrixOf(...lines: string[]): Matrix {
  const places = lines.map((_, at) => ({ kind: 'site' as const, key: `site-${at}`, title: { zh: `站点${at}` } }));
  const cells = lines.flatMap((line, row) =>
    [...line].map((mark, column): MatrixCell => {
      const ends = { from: `site-${row}`, to: `site-${column}` };
      if (mark === 'x') return { ...ends, kind: 'unreachable', forward: dead(`10.${column}.0.0/16`), back: null };
      if (mark === 'b') return { ...ends, kind: 'unreachable', forward: null, back: dead(`10.${row}.0.0/16`) };
      if (mark === '?') return { ...ends, kind: 'unknown', forward: unsure, back: null };
      return { ...ends, kind: 'reachable', forward: null, back: null };
    }),
  );
  return { rows: places, columns: places, cells };
}
const MATRIX = matrixOf('ooo?', 'oooo', 'xxob', 'oooo');
const keys = (places: readonly { key: string }[]) => places.map((each) => each.key.replace('site-', '')).join('');
const kindsOf = (filter: Partial<MatrixFilter>) => {
  const view = viewOfMatrix(MATRIX, { ...ALL, ...filter });
  const marks = view.cells.map(
    (at) => ({ reachable: 'o', unreachable: 'x', unknown: '?' })[view.states[at]?.kind ?? 'unknown'],
  );
  return { rows: keys(view.rows), columns: keys(view.columns), marks: marks.join('') };
};

describe('what is shown of a matrix', () => {
  it.each<[string, Partial<MatrixFilter>, ReturnType<typeof kindsOf>]>([
    ['all of it as the estate has it', {}, { rows: '0123', columns: '0123', marks: 'ooo?ooooxxoxoooo' }],
    [
      'the worst first, broken before unknown',
      { order: 'worst' },
      { rows: '2013', columns: '3012', marks: 'xxxo?ooooooooooo' },
    ],
    ['only what is bad somewhere', { onlyBad: true }, { rows: '02', columns: '013', marks: 'oo?xxx' }],
    ['by the key of a row', { from: 'SITE-2' }, { rows: '2', columns: '0123', marks: 'xxox' }],
    ['by the title of a column', { to: '站点3' }, { rows: '0123', columns: '3', marks: '?oxo' }],
    ['nothing, where nothing is meant', { from: 'nowhere' }, { rows: '', columns: '0123', marks: '' }],
  ])('%s', (_what, filter, expected) => expect(kindsOf(filter)).toEqual(expected));

  it('cells that stand alike share one state, whatever prefix it is about; there and back are not alike', () => {
    const { states, counts } = viewOfMatrix(MATRIX, ALL);
    expect(states.map(({ kind, count }) => [kind, count])).toEqual([
      ['reachable', 12],
      ['unreachable', 2],
      ['unknown', 1],
      ['unreachable', 1],
    ]);
    expect(states[1]).toMatchObject({ forward: { code: 'no-route', owner: 'cloud' }, back: null });
    expect(counts).toEqual({ reachable: 12, unreachable: 3, unknown: 1 });
  });

  it('counts what is bad of each place', () => {
    const { rows } = viewOfMatrix(MATRIX, ALL);
    expect(rows.map(({ unreachable, unknown }) => [unreachable, unknown])).toEqual([
      [0, 1],
      [0, 0],
      [3, 0],
      [0, 0],
    ]);
  });

  it('is never larger than can be shown, and says how much there is', () => {
    const wide = matrixOf(...Array.from({ length: MOST_PLACES + 10 }, () => 'o'.repeat(MOST_PLACES + 10)));
    const view = viewOfMatrix(wide, ALL);
    expect([view.rows.length, view.columns.length, view.rowCount]).toEqual([
      MOST_PLACES,
      MOST_PLACES,
      MOST_PLACES + 10,
    ]);
    expect(view.cells).toHaveLength(MOST_PLACES * MOST_PLACES);
  });
});
