import type { ApiOutputs } from '@/components/api/client';

export type MatrixView = ApiOutputs['reachability']['matrix'];
export type MatrixPlace = MatrixView['rows'][number];

/** A cell by its row and column. */
export type CellAt = { row: number; column: number };
