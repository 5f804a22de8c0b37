import type { z } from 'zod';
import type { ErrorParams, Problem } from '@/domain/errors';

type Issue = z.core.$ZodIssue;
type Path = readonly (string | number)[];

/** A schema's complaint in the product's codes. `input` is the whole document, to tell what is missing from what is wrong. */
export function problemsOf(issue: Issue, input: unknown, prefix: Path = []): readonly Problem[] {
  const path = [...prefix, ...issue.path.filter((step) => typeof step !== 'symbol')] as Path;
  const problem = (code: string, params: ErrorParams = {}): readonly Problem[] => [{ path, code, params }];
  switch (issue.code) {
    case 'invalid_type': {
      const received = kindOf(valueAt(input, path));
      if (received === 'nothing') return problem('missing-key', { key: String(path.at(-1) ?? '') });
      return problem('wrong-type', { expected: issue.expected, received });
    }
    case 'invalid_value':
      return problem('not-one-of', { expected: issue.values.join(', ') });
    case 'too_small':
      return problem(issue.origin === 'string' || issue.origin === 'array' ? 'too-short' : 'too-small', {
        limit: Number(issue.minimum),
      });
    case 'too_big':
      return problem(issue.origin === 'string' || issue.origin === 'array' ? 'too-long' : 'too-large', {
        limit: Number(issue.maximum),
      });
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'unknown-key',
        params: { key: key.slice(0, 80) },
      }));
    case 'invalid_union':
      return problemsOfUnion(issue, input, path);
    case 'custom':
      return problem(issue.message, paramsOf(issue.params));
    default:
      return problem('not-valid', { rule: issue.code });
  }
}

/** The shape that fits but for one thing is the one that was meant; where none is, the place is named and no more is guessed. */
function problemsOfUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  input: unknown,
  path: Path,
): readonly Problem[] {
  const close = issue.errors.filter((issues) => issues.length === 1).map(([only]) => only);
  const meant = close[0];
  return meant ? problemsOf(meant, input, path) : [{ path, code: 'no-shape-fits', params: {} }];
}

function paramsOf(params: Record<string, unknown> | undefined): ErrorParams {
  const entries = Object.entries(params ?? {}).filter(
    ([name, value]) => name !== 'problem' && (typeof value === 'string' || typeof value === 'number'),
  );
  return Object.fromEntries(entries) as ErrorParams;
}

function valueAt(input: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (at, step) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, step)
        ? (at as Record<string | number, unknown>)[step]
        : undefined,
    input,
  );
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
