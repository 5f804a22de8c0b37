import type { Assess } from '@/domain/changes/plan';
import { findFindings } from '@/domain/checks';
import { judgeFlows } from '@/domain/routing/answers/judge';

/** The product's own judges: the routing engine, and the checks as of a moment. */
export function assessAt(now: Date): Assess {
  return { judge: judgeFlows, check: (view, verdicts) => findFindings(view, now.toISOString(), verdicts) };
}
