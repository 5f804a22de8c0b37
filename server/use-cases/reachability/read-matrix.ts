import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import { datedReason } from '@/domain/routing/dated-verdict';
import {
  poolMatrixByRow,
  siteMatrixByRow,
  type Matrix,
  type MatrixCell,
  type MatrixCause,
} from '@/domain/routing/answers/matrix';
import { MATRIX_ORDERS, viewOfMatrix, type MatrixView } from '@/domain/routing/answers/matrix-view';
import type { Database } from '@/server/db/client';
import { query } from '../command';
import { loadJudgedEstate } from '../topology/judged-estate';
import { inTurns } from './in-turns';

/** Who is set against whom. */
const MATRIX_KINDS = ['site', 'pool'] as const;
type MatrixKind = (typeof MATRIX_KINDS)[number];

const Asked = { kind: z.enum(MATRIX_KINDS).default('site'), at: z.iso.datetime().optional() };

/** Everybody with everybody, as far as a filter leaves it and there is room. */
export const readMatrix = query({
  question: 'reach.matrix',
  permission: 'estate:read',
  input: z.strictObject({
    ...Asked,
    from: z.string().max(200).default(''),
    to: z.string().max(200).default(''),
    order: z.enum(MATRIX_ORDERS).default('worst'),
    onlyBad: z.boolean().default(false),
  }),
  async run({ db, now }, { kind, at, ...filter }): Promise<MatrixView> {
    const { matrix } = await loadMatrix(db, now, kind, at);
    return viewOfMatrix(matrix, filter);
  },
});

/** One cell with the names in its causes. */
export const readMatrixCell = query({
  question: 'reach.cell',
  permission: 'estate:read',
  input: z.strictObject({ ...Asked, from: z.string().max(256), to: z.string().max(256) }),
  async run({ db, now }, { kind, at, from, to }): Promise<MatrixCell> {
    const { view, matrix } = await loadMatrix(db, now, kind, at);
    const cell = matrix.cells.find((each) => each.from === from && each.to === to);
    if (!cell) throw new DomainError('not-found', 'object-not-found', { object: `${from} ${to}` });
    return datedCell(view, cell);
  },
});

function datedCell(view: EstateView, { forward, back, ...cell }: MatrixCell): MatrixCell {
  const dated = (cause: MatrixCause | null) => cause && { ...cause, reason: datedReason(view, cause.reason) };
  return { ...cell, forward: dated(forward), back: dated(back) };
}

/** Worked out once for every state of the estate, a few rows at a time: it is remembered with that state, whatever its age. */
async function loadMatrix(
  db: Database,
  now: Date,
  kind: MatrixKind,
  at?: string,
): Promise<{ view: EstateView; matrix: Matrix }> {
  const { view } = await loadJudgedEstate(db, { now, ...(at ? { at: new Date(at) } : {}) });
  return { view, matrix: await inTurns(kind === 'site' ? siteMatrixByRow(view) : poolMatrixByRow(view)) };
}
