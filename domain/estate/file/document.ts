import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { ErrorParams } from '@/domain/errors';
import type { FileErrorCode } from './error-codes';
import { plainValue, type Steps } from './plain-value';

/** One thing wrong with a file, where a person can find it. Lines and columns count from 1. */
export type FileError = { line: number; column: number; path: Steps; code: FileErrorCode; params: ErrorParams };

/** A file as plain data, and the way back from a path in the data to a place in the text. */
export type ReadDocument = {
  value: unknown;
  errors: readonly FileError[];
  /** whether the text could be read as YAML at all, so that nothing of it is missing from the value */
  complete: boolean;
  place(path: Steps): { line: number; column: number };
};

/**
 * Reads YAML 1.2 (of which JSON is a part) into plain data. Nothing is constructed but records, lists and scalars; tags,
 * merge keys and more than one document are refused.
 */
export function readDocument(text: string): ReadDocument {
  const lines = new LineCounter();
  // Unique keys are checked in our own walk: the library compares each key with all before it.
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    lineCounter: lines,
  });
  const placeOf = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const syntax = untilGivenUp([...document.errors, ...document.warnings]).map((problem): FileError => {
    return {
      ...placeOf(problem.pos[0]),
      path: [],
      code: SYNTAX_CODES[problem.code] ?? 'syntax',
      params: { detail: problem.code },
    };
  });
  const plain = plainValue(document.contents);
  const walked = plain.faults.map(({ offset, path, code, params }): FileError => ({
    ...placeOf(offset),
    path,
    code,
    params,
  }));
  return {
    value: plain.value,
    errors: [...syntax, ...walked],
    complete: document.errors.length === 0,
    place: (path) => placeOf(offsetOf(document, plain.aliases, path)),
  };
}

/** Once the reader gives up on how deep a text goes, everything else that it says is of that. */
function untilGivenUp<T extends { code: string }>(problems: readonly T[]): readonly T[] {
  const at = problems.findIndex(({ code }) => code === 'RESOURCE_EXHAUSTION');
  return at < 0 ? problems : problems.slice(0, at + 1);
}

const SYNTAX_CODES: Readonly<Record<string, FileErrorCode>> = {
  TAB_AS_INDENT: 'tab-as-indent',
  BAD_INDENT: 'bad-indent',
  MULTIPLE_DOCS: 'several-documents',
  TAG_RESOLVE_FAILED: 'unknown-tag',
};

/** The offset of what a path leads to, or of the nearest thing above it that is there; of a member, its key. */
function offsetOf(document: Document.Parsed, aliases: ReadonlyMap<Node, Node>, path: Steps): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const step of path) {
    const target = isAlias(node) ? aliases.get(node) : node;
    if (isSeq(target) && typeof step === 'number') {
      node = target.items[step];
      offset = startOf(node) ?? offset;
    } else if (isMap(target)) {
      const pair = target.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) return offset;
      node = pair.value;
      offset = startOf(pair.key) ?? offset;
    } else {
      return offset;
    }
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return (node as Node | null | undefined)?.range?.[0];
}
