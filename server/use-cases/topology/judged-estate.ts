import { setImmediate } from 'node:timers/promises';
import type { Finding } from '@/domain/checks/finding';
import { findFindings } from '@/domain/checks';
import type { EstateView } from '@/domain/estate/view';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { surveyEstate, type Census } from '@/domain/topology/census';
import type { Database } from '@/server/db/client';
import { judgeNewest, judgePast } from '../estate/judge-newest';
import { loadEstateView } from '../estate/load-estate';

/** An estate with all that follows from it, however it is looked at. */
export type JudgedEstate = {
  view: EstateView;
  verdicts: readonly FlowVerdict[];
  findings: readonly Finding[];
  census: Census;
};

/** What is now, and a few moments of the past. What was the present a moment ago is never asked for again. */
const CACHED = 3;
const cache = new Map<string, JudgedEstate>();
let present: JudgedEstate | undefined;

/** What is being worked out, by revision: whoever asks meanwhile waits for the same. */
const underWay = new Map<string, Promise<JudgedEstate>>();

/**
 * Worked out once for every revision in this process; the freshness of parts is always that of now. What was known at a past
 * moment does not change any more, so it is not even loaded again.
 */
export async function loadJudgedEstate(db: Database, moment: { now: Date; at?: Date }): Promise<JudgedEstate> {
  const past = moment.at && recall(`at ${moment.at.toISOString()}`);
  if (past) return past;
  const view = await loadEstateView(db, moment);
  // A database that has seen nothing yet has no revision to be known by.
  if (view.revision === 'empty') return judge(view, moment);
  if (present?.view.revision === view.revision) return { ...present, view };
  const work = underWay.get(view.revision) ?? judge(view, moment).finally(() => underWay.delete(view.revision));
  underWay.set(view.revision, work);
  const judged = await work;
  if (moment.at) remember(view.revision, judged);
  else present = judged;
  return { ...judged, view };
}

/** In steps, between which others take their turn. */
async function judge(view: EstateView, { now, at }: { now: Date; at?: Date }): Promise<JudgedEstate> {
  const verdicts = at ? judgePast(view) : judgeNewest(view);
  await setImmediate();
  const findings = findFindings(view, (at ?? now).toISOString(), verdicts);
  await setImmediate();
  return { view, verdicts, findings, census: surveyEstate(view, findings) };
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
