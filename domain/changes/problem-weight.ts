import type { Problem } from '@/domain/errors';

/** Errors refuse; warnings are read by the approver. */
export function isError(problem: Problem): boolean {
  return problem.severity !== 'warning';
}
