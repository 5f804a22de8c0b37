import type { Finding } from '@/domain/checks/finding';
import { findFindings } from '@/domain/checks';
import type { EstateView } from '@/domain/estate/view';
import { judgeFlows } from '@/domain/routing/judge';
import { asSuccessor } from '@/domain/routing/successor';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { surveyEstate, type Census } from '@/domain/topology/census';
import type { Database } from '@/server/db/client';
import { loadEstateView } from '../estate/load-estate';

/** An estate with all that follows from it, however it is looked at. */
export type JudgedEstate = {
  view: EstateView;
  verdicts: readonly FlowVerdict[];
  findings: readonly Finding[];
  census: Census;
};

/** The present and a few moments of the past, for everybody who looks at them. */
const CACHED = 4;
const cache = new Map<string, JudgedEstate>();

/** What was judged last: the next one is mostly the same. */
let latest: EstateView | undefined;

/**
 * Worked out once for every revision in this process; the freshness of parts is always that of now. What was known at a past
 * moment does not change any more, so it is not even loaded again.
 */
export async function loadJudgedEstate(db: Database, moment: { now: Date; at?: Date }): Promise<JudgedEstate> {
  const past = moment.at && recall(`at ${moment.at.toISOString()}`);
  if (past) return past;
  const view = await loadEstateView(db, moment);
  const known = recall(view.revision);
  if (known) return { ...known, view };
  // A past moment shares nothing with what was judged last, and nothing will share with it.
  const verdicts = judgeFlows(latest && !moment.at ? asSuccessor(view, latest) : view);
  if (!moment.at) latest = view;
  const findings = findFindings(view, (moment.at ?? moment.now).toISOString(), verdicts);
  const judged = { view, verdicts, findings, census: surveyEstate(view, findings) };
  // A database that has seen nothing yet has no revision to be known by.
  if (view.revision !== 'empty') remember(view.revision, judged);
  return judged;
}

function recall(revision: string): JudgedEstate | undefined {
  const known = cache.get(revision);
  if (!known) return undefined;
  cache.delete(revision);
  cache.set(revision, known);
  return known;
}

function remember(revision: string, judged: JudgedEstate): void {
  cache.set(revision, judged);
  for (const oldest of cache.keys()) {
    if (cache.size <= CACHED) return;
    cache.delete(oldest);
  }
}
