import { findFindings } from '@/domain/checks';
import { DomainError } from '@/domain/errors';
import type { EstateView } from '@/domain/estate/view';
import { FAILABLE, failableOf, withFailure, type Failed } from '@/domain/routing/answers/fail';
import { failOne, type FailureImpact } from '@/domain/routing/answers/failures';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { surveyEstate, type Census } from '@/domain/topology/census';
import type { JudgedEstate } from './judged-estate';

/** So many failures of one state are kept, the last that were looked at. */
const KEPT = 4;
const known = new WeakMap<Census, Map<string, IfFailed>>();

/** What would be, and what the failure does to flows and limits. */
export type IfFailed = { judged: JudgedEstate; impact: FailureImpact };

/**
 * The estate as it would be if one thing failed, judged like the one that is.
 * @throws DomainError `not-found` when there is no such thing
 */
export function judgedIfFailed({ view, census }: JudgedEstate, name: string, now: Date): IfFailed {
  const failed = failedNamed(view, name);
  const kept = known.get(census) ?? new Map<string, IfFailed>();
  known.set(census, kept);
  const then = kept.get(name) ?? judge(view, failed, now);
  kept.delete(name);
  kept.set(name, then);
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
  return then;
}

function failedNamed(view: EstateView, name: string): Failed {
  const colon = name.indexOf(':');
  const kind = FAILABLE.find((each) => each === name.slice(0, colon));
  const key = name.slice(colon + 1);
  const there = kind && failableOf(view, [kind]).find((each) => each.key === key);
  if (!there) throw new DomainError('not-found', 'object-not-found', { object: key });
  return there;
}

function judge(now: EstateView, failed: Failed, at: Date): IfFailed {
  const view = withFailure(now, failed);
  const verdicts = judgeFlows(view);
  const findings = findFindings(view, at.toISOString(), verdicts);
  const judged = { view, verdicts, findings, census: surveyEstate(view, findings) };
  return { judged, impact: failOne(now, failed) };
}
