import type { Problem } from '@/domain/errors';
import { Estate } from '../estate';
import { mayBeShown, referenceProblems } from '../references';
import { atStart, bounded, coded, isTooLarge, LARGEST_FILE } from './bounds';
import { readDocument, type FileError, type ReadDocument } from './document';
import type { FileErrorCode } from './error-codes';
import { problemsOf } from './issues';
import { estateJsonSchema } from './json-schema';
import { unknownKeys } from './unknown-keys';

export type EstateFileFormat = 'yaml' | 'json';
/** `unshown`: references to what no source shows, where those are let pass. */
export type ParsedEstateFile =
  { ok: true; estate: Estate; unshown?: readonly FileError[] } | { ok: false; errors: readonly FileError[] };

const MOST_CONSIDERED = 5000;

const SCHEMA = estateJsonSchema();

/**
 * Reads an estate file and reports every error at once, each with its line: syntax, shape, unknown keys, addresses, duplicate
 * keys and references that lead nowhere. Without a format JSON is read as the YAML it is; `json` holds it to JSON. With `beside`
 * sources, a reference to what they show is no error: an export made before they were read has such.
 */
export function parseEstateFile(
  text: string,
  options: { format?: EstateFileFormat; beside?: 'sources' } = {},
): ParsedEstateFile {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  if (isTooLarge(source)) return { ok: false, errors: [atStart('file-too-large', { limit: LARGEST_FILE })] };
  const document = readDocument(source);
  if (document.errors.length === 0 && options.format === 'json') {
    const fault = jsonFault(source);
    if (fault) return { ok: false, errors: [fault] };
  }
  if (document.value === null)
    return { ok: false, errors: document.errors.length > 0 ? document.errors : [atStart('file-empty', {})] };
  const parsed = Estate.safeParse(document.value);
  const references = referenceProblems(document.value);
  const isLetPass = (problem: Problem) => options.beside === 'sources' && mayBeShown(problem);
  const problems = [
    ...unknownKeys(document.value, SCHEMA),
    ...(parsed.error?.issues ?? []).flatMap((issue) => problemsOf(issue, document.value)),
    ...references.filter((problem) => !isLetPass(problem)),
  ];
  const inText = (problem: Problem): FileError => ({ ...document.place(problem.path), ...coded(problem) });
  if (parsed.success && problems.length === 0 && document.errors.length === 0) {
    const unshown = references.map(inText);
    return { ok: true, estate: parsed.data, ...(unshown.length > 0 ? { unshown } : {}) };
  }
  const placed = distinct(problems.slice(0, MOST_CONSIDERED)).filter(isNoEchoOf(document)).map(inText);
  const leftOut = Math.max(0, problems.length - MOST_CONSIDERED);
  return { ok: false, errors: bounded([...document.errors, ...placed], leftOut) };
}

/** Passes what is a fault of its own, not the consequence of a part that could not be read. */
function isNoEchoOf(document: ReadDocument): (problem: Problem) => boolean {
  const unread = new Set(
    document.errors.filter(({ code }) => UNREAD.has(code)).map(({ path }) => JSON.stringify(path)),
  );
  return ({ path, code }) => (document.complete || !ECHOES.has(code)) && !unread.has(JSON.stringify(path));
}

/** Codes of values that could not be taken and stand as null. */
const UNREAD: ReadonlySet<string> = new Set<FileErrorCode>([
  'unknown-alias',
  'alias-of-itself',
  'not-a-plain-value',
  'too-deep',
  'too-many-nodes',
]);
const ECHOES: ReadonlySet<string> = new Set<FileErrorCode>(['missing-key', 'wrong-type', 'unknown-reference']);

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [`${problem.code} ${JSON.stringify(problem.path)}`, problem])).values()];
}

function jsonFault(text: string): FileError | null {
  try {
    JSON.parse(text);
    return null;
  } catch (error) {
    // The position is in the engine's own words, where it gives one.
    const at = /position (\d+)/.exec(error instanceof Error ? error.message : '');
    const before = text.slice(0, Number(at?.[1] ?? 0)).split('\n');
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, path: [], code: 'not-json', params: {} };
  }
}
