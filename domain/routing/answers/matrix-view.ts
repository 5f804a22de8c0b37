import type { Matrix, MatrixCause, MatrixCell, Place } from './matrix';
import type { Owner, VerdictKind } from '../verdict';

/** How many rows or columns are shown at once, whatever the estate. */
export const MOST_PLACES = 250;

/** How two ends stand to each other, as many cells share it: why there, why back. */
export type MatrixState = {
  kind: VerdictKind;
  forward: CellCause | null;
  back: CellCause | null;
  /** how many of the cells that are shown stand so */
  count: number;
};

/** A cause without the names in it: what many cells have in common. */
export type CellCause = {
  kind: MatrixCause['kind'];
  code: MatrixCause['reason']['code'];
  finding?: string;
  owner?: Owner;
};

/** A matrix as it is sent: the states there are, the most frequent first, and for each cell which one it has, row by row. */
export type MatrixView = {
  rows: readonly CountedPlace[];
  columns: readonly CountedPlace[];
  states: readonly MatrixState[];
  cells: readonly number[];
  /** places that the filter leaves, and those that there is room for */
  rowCount: number;
  columnCount: number;
  counts: Readonly<Record<VerdictKind, number>>;
};

/** A place and how many of its cells are broken or unknown. */
export type CountedPlace = Place & { unreachable: number; unknown: number };

export const MATRIX_ORDERS = ['worst', 'estate'] as const;
export type MatrixOrder = (typeof MATRIX_ORDERS)[number];

export type MatrixFilter = { from: string; to: string; order: MatrixOrder; onlyBad: boolean };

/** What a filter leaves of a matrix; the worst rows and columns first where it is so wanted. */
export function viewOfMatrix(matrix: Matrix, { from, to, order, onlyBad }: MatrixFilter): MatrixView {
  const columnsWide = matrix.columns.length;
  const cellAt = (row: number, column: number) => matrix.cells[row * columnsWide + column] as MatrixCell;
  const rowsMeant = meant(matrix.rows, from);
  const columnsMeant = meant(matrix.columns, to);
  const counted = (place: Place, cells: readonly MatrixCell[]): CountedPlace => ({
    ...place,
    unreachable: cells.filter((each) => each.kind === 'unreachable').length,
    unknown: cells.filter((each) => each.kind === 'unknown').length,
  });
  const arrange = (
    ats: readonly number[],
    places: readonly Place[],
    cellsOf: (at: number) => readonly MatrixCell[],
  ) => {
    const all = ats.map((at) => ({ at, place: counted(places[at] as Place, cellsOf(at)) }));
    const kept = onlyBad ? all.filter(({ place }) => place.unreachable + place.unknown > 0) : all;
    return order === 'worst' ? [...kept].sort((a, b) => badnessOf(b.place) - badnessOf(a.place)) : kept;
  };
  const rows = arrange(rowsMeant, matrix.rows, (row) => columnsMeant.map((column) => cellAt(row, column)));
  const columns = arrange(columnsMeant, matrix.columns, (column) => rowsMeant.map((row) => cellAt(row, column)));
  const [shownRows, shownColumns] = [rows.slice(0, MOST_PLACES), columns.slice(0, MOST_PLACES)];
  const shown = shownRows.flatMap((row) => shownColumns.map((column) => cellAt(row.at, column.at)));
  return {
    rows: shownRows.map(({ place }) => place),
    columns: shownColumns.map(({ place }) => place),
    ...statesOf(shown),
    rowCount: rows.length,
    columnCount: columns.length,
    counts: countKinds(shown),
  };
}

/** One broken cell is worse than any number of unknown ones. */
function badnessOf({ unreachable, unknown }: CountedPlace): number {
  return unreachable * 10_000 + unknown;
}

function meant(places: readonly Place[], typed: string): number[] {
  const words = typed.toLowerCase().split(/\s+/u).filter(Boolean);
  const textOf = ({ key, title }: Place) => [key, title?.en, title?.zh].join(' ').toLowerCase();
  return places.flatMap((place, at) => (words.every((word) => textOf(place).includes(word)) ? [at] : []));
}

function statesOf(cells: readonly MatrixCell[]): Pick<MatrixView, 'states' | 'cells'> {
  const known = new Map<string, { state: MatrixState; ats: number[] }>();
  cells.forEach((cell, at) => {
    const [forward, back] = [causeOf(cell.forward), causeOf(cell.back)];
    const name = JSON.stringify([cell.kind, forward, back]);
    const state = known.get(name) ?? { state: { kind: cell.kind, forward, back, count: 0 }, ats: [] };
    state.ats.push(at);
    known.set(name, state);
  });
  const states = [...known.values()].sort((a, b) => b.ats.length - a.ats.length);
  const which = new Array<number>(cells.length).fill(0);
  states.forEach(({ ats }, state) => ats.forEach((at) => (which[at] = state)));
  return { states: states.map(({ state, ats }) => ({ ...state, count: ats.length })), cells: which };
}

function causeOf(cause: MatrixCause | null): CellCause | null {
  if (!cause) return null;
  const { kind, reason, finding, owner } = cause;
  return { kind, code: reason.code, ...(finding ? { finding } : {}), ...(owner ? { owner } : {}) };
}

function countKinds(cells: readonly MatrixCell[]): Record<VerdictKind, number> {
  const counts = { reachable: 0, unreachable: 0, unknown: 0 };
  for (const { kind } of cells) counts[kind] += 1;
  return counts;
}
