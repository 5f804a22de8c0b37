'use client';

import { parseAsBoolean, parseAsIsoDateTime, parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';

export const MATRIX_KINDS = ['site', 'pool'] as const;
export const MATRIX_ORDERS = ['worst', 'estate'] as const;

const PARTS = {
  kind: parseAsStringLiteral(MATRIX_KINDS).withDefault('site'),
  /** words of rows and of columns */
  rows: parseAsString.withDefault(''),
  columns: parseAsString.withDefault(''),
  order: parseAsStringLiteral(MATRIX_ORDERS).withDefault('worst'),
  bad: parseAsBoolean.withDefault(false),
  /** the chosen cell, as the keys of its row and column */
  from: parseAsString,
  to: parseAsString,
  at: parseAsIsoDateTime,
};

/** Which matrix, what of it and which cell, all of it in the address. */
export function useMatrixAddress() {
  return useQueryStates(PARTS, { history: 'replace', shallow: true });
}

export type MatrixAddress = ReturnType<typeof useMatrixAddress>[0];
export type ChangeMatrixAddress = ReturnType<typeof useMatrixAddress>[1];
