import { NET_PROBLEM_CODES } from '@/domain/net/problem';

/** Everything that can be wrong with an estate file or a table of facts; each code has its sentence, filled from the error's params. */
export const FILE_ERROR_CODES = [
  ...NET_PROBLEM_CODES,
  // the text: { limit } or { detail }
  'file-too-large',
  'file-empty',
  'not-json',
  'syntax',
  'tab-as-indent',
  'bad-indent',
  'several-documents',
  'unknown-tag',
  'more-errors', // { count }
  // a table: { expected }, { limit } or { expected, received }
  'csv-header',
  'csv-rows',
  'csv-cells',
  'csv-only-merges',
  'csv-not-utf-8',
  // its nodes: { key }, { alias } or { limit }
  'duplicate-key',
  'forbidden-key',
  'key-not-text',
  'not-a-plain-value',
  'unknown-alias',
  'alias-of-itself',
  'too-deep',
  'too-many-nodes',
  // its shape
  'unknown-key', // { key, suggestion? }
  'unquoted-comma', // { key, text }
  'missing-key', // { key }
  'wrong-type', // { expected, received }
  'not-one-of', // { expected }
  'no-shape-fits',
  'too-short', // { limit }
  'too-long', // { limit }
  'too-small', // { limit }
  'too-large', // { limit }
  'not-valid', // { rule }
  // what it says
  'duplicate-object', // { kind, key }
  'duplicate-row', // { row }
  'unknown-reference', // { kind, key, suggestion? }
  'two-next-hops',
  'system-route-listed',
  'block-taken', // { prefix, other, owner }
  'block-reserved', // { prefix, other, owner }
] as const;
export type FileErrorCode = (typeof FILE_ERROR_CODES)[number];

const KNOWN: ReadonlySet<string> = new Set(FILE_ERROR_CODES);

/** A rule that has no sentence of its own is named in the general one. */
export function fileErrorCode(code: string): FileErrorCode {
  return KNOWN.has(code) ? (code as FileErrorCode) : 'not-valid';
}
