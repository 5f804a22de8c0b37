import type { z } from 'zod';
import { atStart, bounded, coded, isTooLarge, LARGEST_FILE } from './bounds';
import { readDocument, type FileError } from './document';
import { problemsOf } from './issues';

export type TypedFile<T> = { ok: true; value: T; place: Place } | { ok: false; errors: readonly FileError[] };

/** Where a path into the data stands in the text; lines and columns count from 1. */
export type Place = (path: readonly (string | number)[]) => { line: number; column: number };

/** Reads YAML or JSON of any other shape with the strictness of estate files: every error at once, each with its line. */
export function readTyped<S extends z.ZodType>(text: string, schema: S): TypedFile<z.output<S>> {
  if (isTooLarge(text)) return { ok: false, errors: [atStart('file-too-large', { limit: LARGEST_FILE })] };
  const document = readDocument(text);
  const place: Place = (path) => document.place([...path]);
  const parsed = schema.safeParse(document.value);
  if (parsed.success && document.errors.length === 0) return { ok: true, value: parsed.data, place };
  if (document.value === null && document.errors.length === 0)
    return { ok: false, errors: [atStart('file-empty', {})] };
  const problems = (parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, document.value));
  const placed = problems.map((problem): FileError => ({ ...place(problem.path), ...coded(problem) }));
  // What could not be read at all explains what is then missing from it.
  return { ok: false, errors: bounded(document.complete ? [...document.errors, ...placed] : document.errors) };
}
