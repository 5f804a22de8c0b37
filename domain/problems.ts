import type { z } from 'zod';
import type { Problem } from './errors';

/**
 * A schema's issues as problems with codes of ours. What our own types refuse carries its code and parameters with it; the rest
 * is named after the kind of issue, with the schema's own words as `detail`.
 */
export function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.map((issue) => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    if (issue.code === 'custom' && issue.params && typeof issue.params.problem === 'string') {
      const { problem, ...params } = issue.params as Record<string, string> & { problem: string };
      return { path, code: problem, params };
    }
    return { path, code: schemaCode(issue), params: { detail: issue.message } };
  });
}

function schemaCode(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'missing';
  if (issue.code === 'too_small') return issue.origin === 'string' && issue.minimum === 1 ? 'missing' : 'too-small';
  if (issue.code === 'too_big') return 'too-big';
  return 'invalid';
}
