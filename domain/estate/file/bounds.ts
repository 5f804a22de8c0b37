import type { Problem } from '@/domain/errors';
import type { FileError } from './document';
import { fileErrorCode, type FileErrorCode } from './error-codes';

/** Bytes of UTF-8. */
export const LARGEST_FILE = 10 * 1024 * 1024;
/** More than a person reads; a last line says how many there were. */
const MOST_ERRORS = 1000;

/** Whether a text is larger than any file that is read. */
export function isTooLarge(text: string): boolean {
  // A UTF-16 unit is one to three bytes of UTF-8: most texts need no encoding to be judged.
  if (text.length > LARGEST_FILE) return true;
  return text.length * 3 > LARGEST_FILE && new TextEncoder().encode(text).length > LARGEST_FILE;
}

/** What is wrong with a file as a whole. */
export function atStart(code: FileErrorCode, params: FileError['params']): FileError {
  return { line: 1, column: 1, path: [], code, params };
}

/** A problem in the codes of files: a rule that has none of its own is named in the general one. */
export function coded({ path, code, params }: Problem): Pick<FileError, 'path' | 'code' | 'params'> {
  const known = fileErrorCode(code);
  return { path, code: known, params: known === code ? (params ?? {}) : { rule: code } };
}

/** In the order of the text, and no more than a person reads; `leftOut` more are known of. */
export function bounded(errors: readonly FileError[], leftOut = 0): readonly FileError[] {
  const sorted = [...errors].sort((a, b) => a.line - b.line || a.column - b.column);
  const shown = sorted.slice(0, MOST_ERRORS);
  const last = shown.at(-1);
  const count = sorted.length - shown.length + leftOut;
  if (count === 0 || !last) return shown;
  return [...shown, { ...last, path: [], code: 'more-errors', params: { count } }];
}
